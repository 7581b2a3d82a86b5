// What is different between two moments: now, a snapshot, or before a request of the history.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { HostEvent, Moment, Snapshot } from '../practice/index.ts';
import { type Differences, differencesOf } from './differences.ts';
import { join, moment, type T, type ViewProps } from './parts.tsx';

const signs = { added: '+', removed: '−', changed: '~' } as const;
const kinds = {
  user: 'kindUser',
  group: 'kindGroup',
  role: 'kindRole',
  policy: 'kindPolicy',
  resource: 'kindResource',
} as const;

/** 'now', 'snapshot:NAME', 'before:EVENT' */
function momentOf(value: string): Moment | undefined {
  if (value.startsWith('snapshot:')) return { snapshot: value.slice(9) };
  if (value.startsWith('before:')) return { before: value.slice(7) };
  return undefined;
}

export function Changes({ source, rest, go, locale, t }: ViewProps): ComponentChildren {
  const [snapshots, setSnapshots] = useState<readonly Snapshot[]>([]);
  const [events, setEvents] = useState<readonly HostEvent[]>([]);
  const [found, setFound] = useState<Differences | 'gone' | undefined>();
  const [turn, setTurn] = useState(0);
  const asked = new URLSearchParams(rest.startsWith('?') ? rest.slice(1) : '');
  const oldest = events.at(-1);
  const from =
    asked.get('from') ??
    (snapshots[0] ? `snapshot:${snapshots[0].name}` : oldest ? `before:${oldest.id}` : 'now');
  const to = asked.get('to') ?? 'now';

  useEffect(() => source.subscribe(() => setTurn((last) => last + 1)), [source]);
  useEffect(() => {
    let gone = false;
    void Promise.all([
      source.practice?.tools.snapshots(),
      source.practice?.events({ limit: 1000, hideUndone: true }),
    ]).then(
      ([kept = [], list = []]) => {
        if (gone) return;
        setSnapshots(kept);
        setEvents(list.filter(({ changed }) => changed).slice(0, 100));
      },
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [source, turn]);
  useEffect(() => {
    let gone = false;
    void Promise.all([source.picture(momentOf(from)), source.picture(momentOf(to))])
      .then(async ([before, after]) => {
        const differences = before && after ? await differencesOf(before, after) : 'gone';
        if (!gone) setFound(differences);
      })
      .catch(() => !gone && setFound('gone'));
    return () => {
      gone = true;
    };
  }, [source, from, to, turn]);

  const choose = (side: 'from' | 'to', value: string): void => {
    const next = new URLSearchParams({ from, to, [side]: value });
    go(`changes/?${next}`);
  };
  const menu = (side: 'from' | 'to', value: string): ComponentChildren => (
    <label class="inspector-choose">
      <span>{t(side === 'from' ? 'changesFrom' : 'changesTo')}</span>
      <select value={value} onChange={({ currentTarget }) => choose(side, currentTarget.value)}>
        <option value="now">{t('changesNow')}</option>
        {snapshots.map(({ name }) => (
          <option key={name} value={`snapshot:${name}`}>
            {t('changesSnapshot', { name })}
          </option>
        ))}
        {events.map(({ id, operation, event }) => (
          <option key={id} value={`before:${id}`}>
            {t('changesBefore', { operation, time: moment(event.eventTime, locale) })}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <>
      <h1>{t('changesTitle')}</h1>
      <p class="lead">{t('changesLead')}</p>
      <div class="inspector-row">
        {menu('from', from)}
        {menu('to', to)}
      </div>
      <div role="status">
        {found === 'gone' ? (
          <p>{t('changesGone')}</p>
        ) : found ? (
          <Found found={found} locale={locale} t={t} />
        ) : (
          <p class="soft">{t('loading')}</p>
        )}
      </div>
    </>
  );
}

const SHOWN = 8;

function Found({ found, locale, t }: { found: Differences; locale: string; t: T }): ComponentChildren {
  const { things, effects } = found;
  if (things.length === 0 && effects.length === 0)
    return (
      <p>
        {t('changesNothing')} {t('changesHint')}
      </p>
    );
  const shorten = (list: readonly string[]): string =>
    join(list.length > SHOWN ? [...list.slice(0, SHOWN), `+ ${list.length - SHOWN}`] : list, locale);
  return (
    <>
      <h2>{t('changesThings')}</h2>
      <ul class="inspector-changes">
        {things.map(({ kind, name, change }) => (
          <li key={`${kind} ${name} ${change}`} class={change}>
            <span aria-hidden="true">{signs[change]} </span>
            {t(`thing_${change}`, { kind: t(kinds[kind]), name })}
          </li>
        ))}
      </ul>
      <h2>{t('changesAccess')}</h2>
      {effects.length === 0 && <p class="soft">{t('changesNoAccess')}</p>}
      <ul class="inspector-changes">
        {effects.map(({ change, people, actions }) => (
          <li key={`${change} ${people.join()}`} class={change}>
            <span aria-hidden="true">{signs[change]} </span>
            <b translate={false}>{shorten(people)}</b>: <code>{shorten(actions)}</code>
          </li>
        ))}
      </ul>
    </>
  );
}
