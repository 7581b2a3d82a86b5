// The list every resource page is made of: search, sort, pages, selection, column preferences, refresh; only one page
// of rows is in the document. What it shows is worked out in ../collection.ts.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import CollectionPreferences from '@cloudscape-design/components/collection-preferences';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { type CollectionState, present } from '../collection.ts';
import { isMissing } from '../errors.ts';
import type { Query } from '../query.ts';
import { useRowDetails } from '../rows.ts';
import { formatCount, t } from '../text.ts';
import { Detail } from './Detail.tsx';
import { FailureAlert } from './Failure.tsx';
import { keepPreferences, type Preferences, preferencesOf } from './preferences.ts';
import { useStage } from './stage.ts';

/** What a column asks for row by row, for the rows on the screen only. */
export interface RowDetail<T> {
  read: (item: T) => Promise<unknown>;
  show: (value: never) => ComponentChildren;
}

/** Ties the type of what is read to what shows it. */
export const detail = <T, D>(
  read: (item: T) => Promise<D>,
  show: (value: D) => ComponentChildren,
): RowDetail<T> => ({ read, show: show as (value: never) => ComponentChildren });

export interface Column<T> {
  id: string;
  header: string;
  /** Either what the row itself says, or what is asked for row by row. */
  cell?: (item: T) => ComponentChildren;
  detail?: RowDetail<T>;
  sortBy?: (item: T) => string | number | undefined;
  /** Shown unless the learner asks for it otherwise. */
  hidden?: boolean;
  minWidth?: number;
}

export interface ResourceTableProps<T> {
  /** Remembers the column preferences while the page is open. */
  id: string;
  title: string;
  description?: ComponentChildren;
  variant?: TableProps.Variant;
  headingLevel?: 'h1' | 'h2' | 'h3';
  query: Query<readonly T[]>;
  columns: readonly Column<T>[];
  keyOf: (item: T) => string;
  /** How a row is called; absent: by its key. */
  nameOf?: (item: T) => string;
  /** What the search looks into; absent: the row's name. */
  searchText?: (item: T) => string;
  searchLabel: string;
  empty: ComponentChildren;
  emptyAction?: ComponentChildren;
  selection?: 'single' | 'multi';
  selected?: readonly T[];
  onSelect?: (items: readonly T[]) => void;
  actions?: ComponentChildren;
  /** Beside the search field, e.g. a choice of type. */
  filter?: ComponentChildren;
  /** Applied before the search. */
  only?: (item: T) => boolean;
  pageSize?: number;
  /** How it is sorted at first; absent: by its first column. */
  sort?: { column: string; descending: boolean };
  refresh?: boolean;
}

export function ResourceTable<T>(props: ResourceTableProps<T>) {
  const { columns, query, keyOf, id } = props;
  const nameOf = props.nameOf ?? keyOf;
  // The table first, then its search field, then its pages and preferences: each in a task of its own.
  const stage = useStage(3);
  const searchText = props.searchText ?? nameOf;
  const [preferences, setPreferences] = useState<Preferences>(() =>
    preferencesOf(id, columns, props.pageSize ?? 20),
  );
  const [state, setState] = useState<Omit<CollectionState, 'pageSize'>>({
    text: '',
    sort: props.sort?.column ?? columns[0]?.id,
    descending: props.sort?.descending ?? false,
    page: 1,
  });
  const all = query.data;
  const { only } = props;
  const items = useMemo(() => (all && only ? all.filter(only) : (all ?? [])), [all, only]);
  // Dependencies: columns and the search text are written anew at each drawing, but say the same of the same rows
  const shown = useMemo(
    () => present(items, { ...state, pageSize: preferences.pageSize }, columns, searchText),
    [items, state, preferences.pageSize],
  );
  const selectedKeys = new Set(props.selected?.map(keyOf));
  const selected = items.filter((item) => selectedKeys.has(keyOf(item)));
  const visibleKeys = shown.items.map(keyOf).join('\n');
  const asked = columns.filter(
    (column) => column.detail && preferences.display.some((one) => one.id === column.id && one.visible),
  );
  type Ask = { item: T; column: Column<T> };
  const details = useRowDetails<Ask, unknown>(
    useCallback((ask: Ask) => `${ask.column.id} ${keyOf(ask.item)}`, [keyOf]),
    async (ask) => ask.column.detail?.read(ask.item),
  );
  // Dependencies: asked once for each different set of rows and columns
  useEffect(() => {
    details.want(asked.flatMap((column) => shown.items.map((item) => ({ item, column }))));
  }, [visibleKeys, preferences.display, query.data]);

  const definitions: TableProps.ColumnDefinition<T>[] = columns.map((column, index) => ({
    id: column.id,
    header: column.header,
    cell: ((item: T) =>
      column.detail ? (
        <Detail outcome={details.of({ item, column })}>
          {column.detail.show as (value: unknown) => ComponentChildren}
        </Detail>
      ) : (
        column.cell?.(item)
      )) as (item: T) => never,
    isRowHeader: index === 0,
    minWidth: column.minWidth ?? 120,
    ...(column.sortBy ? { sortingField: column.id } : {}),
  }));
  const counter = all === undefined ? undefined : `(${formatCount(items.length)}${query.partial ? '+' : ''})`;
  const searching = state.text.trim() !== '';
  const failed = query.failure !== undefined;

  return (
    <Table<T>
      variant={props.variant ?? 'container'}
      items={failed ? [] : shown.items}
      columnDefinitions={definitions}
      columnDisplay={preferences.display}
      trackBy={keyOf}
      loading={query.loading && all === undefined}
      loadingText={t('loading')}
      wrapLines={preferences.wrap}
      sortingColumn={state.sort === undefined ? undefined : { sortingField: state.sort }}
      sortingDescending={state.descending}
      onSortingChange={({ detail }) =>
        setState((old) => ({
          ...old,
          sort: detail.sortingColumn.sortingField,
          descending: detail.isDescending === true,
          page: 1,
        }))
      }
      {...(props.selection ? { selectionType: props.selection } : {})}
      selectedItems={selected}
      onSelectionChange={({ detail }) => {
        // The table knows only its page: what was chosen on other pages stays chosen.
        const here = new Set(shown.items.map(keyOf));
        const elsewhere =
          props.selection === 'multi' ? selected.filter((item) => !here.has(keyOf(item))) : [];
        props.onSelect?.([...elsewhere, ...detail.selectedItems.filter((item) => here.has(keyOf(item)))]);
      }}
      ariaLabels={{
        tableLabel: props.title,
        selectionGroupLabel: t('selectionGroup'),
        allItemsSelectionLabel: () => t('selectAll'),
        itemSelectionLabel: (_, item) => nameOf(item),
      }}
      renderAriaLive={({ firstIndex, lastIndex, totalItemsCount }) =>
        t('rowsShown', { first: firstIndex, last: lastIndex, total: totalItemsCount ?? shown.matches })
      }
      firstIndex={(shown.page - 1) * preferences.pageSize + 1}
      totalItemsCount={shown.matches}
      header={
        <Header
          variant={props.headingLevel ?? 'h2'}
          {...(counter === undefined ? {} : { counter })}
          description={props.description}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              {props.refresh !== false && (
                <Button
                  iconName="refresh"
                  ariaLabel={t('refresh', { what: props.title })}
                  loading={query.loading && all !== undefined && !query.partial}
                  onClick={query.refresh}
                />
              )}
              {props.actions}
            </SpaceBetween>
          }
        >
          {props.title}
        </Header>
      }
      filter={
        <div class="console-filters">
          {stage >= 1 && (
            <TextFilter
              filteringText={state.text}
              filteringPlaceholder={t('search')}
              filteringAriaLabel={props.searchLabel}
              {...(searching ? { countText: t('matches', { count: shown.matches }) } : {})}
              onChange={({ detail }) => setState((old) => ({ ...old, text: detail.filteringText, page: 1 }))}
            />
          )}
          {stage >= 1 && props.filter}
        </div>
      }
      pagination={
        stage < 2 ? undefined : (
          <Pagination
            currentPageIndex={shown.page}
            pagesCount={shown.pages}
            openEnd={query.partial}
            ariaLabels={{
              nextPageLabel: t('nextPage'),
              previousPageLabel: t('previousPage'),
              pageLabel: (page) => t('pageNumber', { page }),
            }}
            onChange={({ detail }) => setState((old) => ({ ...old, page: detail.currentPageIndex }))}
          />
        )
      }
      preferences={
        stage < 3 ? undefined : (
          <CollectionPreferences
            title={t('preferences')}
            confirmLabel={t('confirm')}
            cancelLabel={t('cancel')}
            preferences={{
              pageSize: preferences.pageSize,
              wrapLines: preferences.wrap,
              contentDisplay: preferences.display,
            }}
            pageSizePreference={{
              title: t('pageSize'),
              options: [10, 20, 50, 100].map((value) => ({
                value,
                label: t('pageSizeOption', { count: value }),
              })),
            }}
            wrapLinesPreference={{ label: t('wrapLines'), description: t('wrapLinesHelp') }}
            contentDisplayPreference={{
              title: t('visibleColumns'),
              options: columns.map((column, index) => ({
                id: column.id,
                label: column.header,
                alwaysVisible: index === 0,
              })),
            }}
            onConfirm={({ detail }) => {
              const next: Preferences = {
                pageSize: detail.pageSize ?? preferences.pageSize,
                wrap: detail.wrapLines ?? preferences.wrap,
                display: detail.contentDisplay ?? preferences.display,
              };
              keepPreferences(id, next);
              setPreferences(next);
            }}
          />
        )
      }
      empty={
        failed ? (
          <FailureAlert
            failure={query.failure}
            onRetry={query.failure && isMissing(query.failure) ? undefined : query.refresh}
          />
        ) : searching ? (
          <SpaceBetween size="xs">
            <Box textAlign="center">{t('noMatches')}</Box>
            <Box textAlign="center">
              <Button onClick={() => setState((old) => ({ ...old, text: '' }))}>{t('clearFilter')}</Button>
            </Box>
          </SpaceBetween>
        ) : (
          <SpaceBetween size="s">
            <Box textAlign="center" color="inherit">
              {props.empty}
            </Box>
            {props.emptyAction !== undefined && <Box textAlign="center">{props.emptyAction}</Box>}
          </SpaceBetween>
        )
      }
    />
  );
}
