// A page that lists a kind of resource, from data: what is read, the columns, how one is made and how it is deleted.
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useQuery } from '../query.ts';
import type { Route } from '../routes.ts';
import { useSession } from '../session.ts';
import { t } from '../text.ts';
import { DeleteDialog, type DeleteWords } from './DeleteDialog.tsx';
import { type Column, ResourceTable, type ResourceTableProps } from './ResourceTable.tsx';
import { RouteButton } from './RouteLink.tsx';

export interface ListPageProps<T>
  extends Pick<
    ResourceTableProps<T>,
    | 'title'
    | 'description'
    | 'keyOf'
    | 'nameOf'
    | 'searchText'
    | 'searchLabel'
    | 'filter'
    | 'only'
    | 'variant'
    | 'headingLevel'
    | 'pageSize'
    | 'sort'
  > {
  /** Of the table, for its preferences, and of what is read. */
  id: string;
  /** Where several tables of one kind differ in what they read. */
  queryKey?: string;
  read: (onPart: (part: readonly T[]) => void) => Promise<readonly T[]>;
  columns: readonly Column<T>[];
  empty: string;
  create?: { text: string; to: Route };
  /** `name` is what `keyOf` says of a row. */
  remove?: {
    words: DeleteWords;
    run: (key: string, item: T) => Promise<unknown>;
    /** Why the chosen rows cannot be deleted; undefined: they can. */
    refuse?: (item: T) => string | undefined;
    /** AWS lets one be deleted at a time. */
    single?: boolean;
  };
  /** More buttons, for the chosen rows. */
  actions?: (selected: readonly T[], clear: () => void) => ComponentChildren;
}

export function ListPage<T>(props: ListPageProps<T>) {
  const session = useSession();
  const query = useQuery<readonly T[]>(props.queryKey ?? props.id, props.read);
  const [chosen, setChosen] = useState<readonly T[]>([]);
  const [deleting, setDeleting] = useState(false);
  const { remove, create, keyOf } = props;
  const nameOf = props.nameOf ?? keyOf;
  // As they are now: what was deleted elsewhere is no longer chosen.
  const selected = (query.data ?? []).filter((item) => chosen.some((one) => keyOf(one) === keyOf(item)));
  const refusal = remove?.refuse && selected.map(remove.refuse).find((reason) => reason !== undefined);
  const clear = (): void => setChosen([]);
  const selectable = !session.readOnly && (remove !== undefined || props.actions !== undefined);
  return (
    <>
      <ResourceTable<T>
        id={props.id}
        headingLevel={props.headingLevel ?? 'h1'}
        variant={props.variant ?? 'full-page'}
        title={props.title}
        description={props.description}
        query={query}
        columns={props.columns}
        keyOf={keyOf}
        nameOf={nameOf}
        {...(props.searchText ? { searchText: props.searchText } : {})}
        searchLabel={props.searchLabel}
        empty={props.empty}
        {...(props.only ? { only: props.only } : {})}
        {...(props.pageSize === undefined ? {} : { pageSize: props.pageSize })}
        filter={props.filter}
        {...(props.sort ? { sort: props.sort } : {})}
        emptyAction={create && !session.readOnly && <RouteButton to={create.to}>{create.text}</RouteButton>}
        {...(selectable
          ? {
              selection:
                remove?.single || (props.actions && !remove) ? ('single' as const) : ('multi' as const),
            }
          : {})}
        selected={selected}
        onSelect={setChosen}
        actions={
          !session.readOnly && (
            <SpaceBetween direction="horizontal" size="xs">
              {props.actions?.(selected, clear)}
              {remove && (
                <Button
                  disabled={selected.length === 0 || refusal !== undefined}
                  {...(refusal === undefined ? {} : { disabledReason: refusal })}
                  onClick={() => setDeleting(true)}
                >
                  {t('delete')}
                </Button>
              )}
              {create && (
                <RouteButton variant="primary" to={create.to}>
                  {create.text}
                </RouteButton>
              )}
            </SpaceBetween>
          )
        }
      />
      {deleting && remove && (
        <DeleteDialog
          names={selected.map(nameOf)}
          words={remove.words}
          remove={async (name) => {
            const item = selected.find((one) => nameOf(one) === name);
            if (item !== undefined) await remove.run(keyOf(item), item);
          }}
          onCancel={() => setDeleting(false)}
          onDone={() => {
            setDeleting(false);
            clear();
          }}
        />
      )}
    </>
  );
}
