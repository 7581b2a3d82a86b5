// The history: every request as an event, with filters, the record, «Why?» and «undo to here».
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Ask } from '../exercise/Ask.tsx';
import { Said, useSaid } from '../exercise/Said.tsx';
import type { HostEvent } from '../practice/index.ts';
import { type Filter, filtered, nameOf, whoOf } from './events.ts';
import { moment, type T, Verdict, type ViewProps } from './parts.tsx';

const PAGE = 50;
/** How many the history is asked for; older ones come with the next page. */
const READ = 500;

const shows = [
  ['all', 'historyAll'],
  ['changes', 'historyChanges'],
  ['denied', 'historyDenied'],
  ['errors', 'historyErrors'],
] as const;

export function History({ source, rest, href, locale, t }: ViewProps): ComponentChildren {
  const [events, setEvents] = useState<readonly HostEvent[] | undefined>();
  const [limit, setLimit] = useState(READ);
  const [filter, setFilter] = useState<Filter>({ text: '', who: '', show: 'all' });
  const [shown, setShown] = useState(PAGE);
  const [open, setOpen] = useState(rest);
  const [said, say] = useSaid();
  useEffect(() => setOpen(rest), [rest]);
  useEffect(() => {
    let gone = false;
    const read = (): void =>
      void source.practice?.events({ limit }).then(
        (list) => !gone && setEvents(list),
        () => !gone && setEvents([]),
      );
    read();
    const stop = source.subscribe(read);
    return () => {
      gone = true;
      stop();
    };
  }, [source, limit]);
  const list = filtered(events ?? [], filter);
  const people = [...new Set((events ?? []).map(whoOf))].sort();
  const set = (part: Partial<Filter>): void => {
    setFilter({ ...filter, ...part });
    setShown(PAGE);
  };
  async function undoTo(event: HostEvent): Promise<void> {
    const done = await source.practice?.tools.undoTo(event.id).catch(() => false);
    say(t(done ? 'historyUndone' : 'historyUndoNot', { operation: nameOf(event) }));
  }
  const more = shown < list.length || (events ?? []).length === limit;
  return (
    <>
      <h1>{t('historyTitle')}</h1>
      <p class="lead">{t('historyLead')}</p>
      <div class="inspector-row">
        <label>
          {t('historyFind')}{' '}
          <input
            type="search"
            value={filter.text}
            placeholder={t('historyFindHint')}
            onInput={({ currentTarget }) => set({ text: currentTarget.value })}
          />
        </label>
        <label>
          {t('historyWho')}{' '}
          <select value={filter.who} onChange={({ currentTarget }) => set({ who: currentTarget.value })}>
            <option value="">{t('historyEverybody')}</option>
            {people.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('historyShow')}{' '}
          <select
            value={filter.show}
            onChange={({ currentTarget }) => set({ show: currentTarget.value as Filter['show'] })}
          >
            {shows.map(([value, label]) => (
              <option key={value} value={value}>
                {t(label)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p class="soft" role="status">
        <Said {...said} /> {events && t('historyShown', { count: list.length })}
      </p>
      {events && list.length === 0 && <p class="soft">{t('historyEmpty')}</p>}
      {list.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section class="inspector-scroll" tabIndex={0} aria-label={t('historyTable')}>
          <table class="inspector-events">
            <thead>
              <tr>
                <th scope="col">{t('historyTime')}</th>
                <th scope="col">{t('historyWho')}</th>
                <th scope="col">{t('historyOperation')}</th>
                <th scope="col">{t('historyAnswer')}</th>
                <th scope="col">
                  <span class="visually-hidden">{t('historyWhy')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {list.slice(0, shown).map((event) => (
                <Row
                  key={event.id}
                  event={event}
                  open={open === event.id}
                  onOpen={() => setOpen(open === event.id ? '' : event.id)}
                  onUndo={() => void undoTo(event)}
                  href={href}
                  locale={locale}
                  t={t}
                />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {more && events && (
        <button
          type="button"
          class="link"
          onClick={() => {
            setShown(shown + 200);
            if (shown + 200 > list.length) setLimit(limit + READ);
          }}
        >
          {t('historyMore')}
        </button>
      )}
    </>
  );
}

interface RowProps {
  event: HostEvent;
  open: boolean;
  onOpen: () => void;
  onUndo: () => void;
  href: ViewProps['href'];
  locale: string;
  t: T;
}

function Row({ event, open, onOpen, onUndo, href, locale, t }: RowProps): ComponentChildren {
  const name = nameOf(event);
  return (
    <>
      <tr class={event.undone ? 'undone' : ''}>
        <td>{moment(event.event.eventTime, locale)}</td>
        <td translate={false}>{whoOf(event)}</td>
        <td>
          {event.undone ? <s>{name}</s> : <b>{name}</b>} <span class="soft">{event.service}</span>
        </td>
        <td>
          {event.undone ? (
            <span class="chip implicit">↺ {t('takenBack')}</span>
          ) : event.decision && event.decision !== 'allow' ? (
            <Verdict decision={event.decision} t={t} />
          ) : event.event.errorCode ? (
            <span class="chip root">! {event.event.errorCode}</span>
          ) : (
            event.decision && <Verdict decision={event.decision} t={t} />
          )}
        </td>
        <td class="actions">
          {event.decision !== null && (
            <a href={href(`why/${event.id}`)} aria-label={t('historyWhyOf', { operation: name })}>
              {t('historyWhy')}
            </a>
          )}{' '}
          <button
            type="button"
            class="link"
            aria-expanded={open}
            aria-label={t('historyRecord', { operation: name })}
            onClick={onOpen}
          >
            {t('historyRecordShow')}
          </button>{' '}
          {event.changed && !event.undone && (
            <Ask
              label={t('historyUndo')}
              question={t('historyUndoOf', { operation: name })}
              yes={t('historyUndo')}
              no="✕"
              onYes={onUndo}
            />
          )}
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={5}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
            <pre tabIndex={0}>
              <code translate={false}>{JSON.stringify(event.event, null, 2)}</code>
            </pre>
          </td>
        </tr>
      )}
    </>
  );
}
