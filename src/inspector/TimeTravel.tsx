// Time travel: the account's clock moved forward, and what it does to keys, passwords, sessions and reports.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Said, useSaid } from '../exercise/Said.tsx';
import { type Aged, agesAt, DAY } from './ages.ts';
import { moment, type T, usePicture, type ViewProps, Waiting } from './parts.tsx';

const kinds = {
  key: 'ageKey',
  password: 'agePassword',
  session: 'ageSession',
  report: 'ageReport',
  certificate: 'ageCertificate',
} as const;
const states = {
  fresh: 'stateFresh',
  old: 'stateOld',
  unused: 'stateUnused',
  expired: 'stateExpired',
  ended: 'stateEnded',
  stale: 'stateStale',
  inactive: 'stateInactive',
} as const;

export function TimeTravel({ source, locale, t }: ViewProps): ComponentChildren {
  const [picture, again] = usePicture(source);
  const [{ offset, present }, setClock] = useState({ offset: 0, present: 0 });
  const [said, say] = useSaid();
  useEffect(() => {
    let gone = false;
    void source.practice?.tools.summary().then(
      (summary) => !gone && setClock(summary),
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [source, picture]);
  if (!picture || !source.practice) return <Waiting failed={picture === null} onAgain={again} t={t} />;
  const { tools } = source.practice;
  async function move(to: number): Promise<void> {
    try {
      await tools.setClock(to);
      const summary = await tools.summary();
      setClock(summary);
      say(t('timeMoved', { time: moment(summary.now, locale) }));
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
    }
  }
  const days = Math.round((offset - present) / DAY);
  return (
    <>
      <h1>{t('timeTitle')}</h1>
      <p class="lead">{t('timeLead')}</p>
      <p>
        {t('timeNow', { time: moment(picture.now, locale) })}{' '}
        {days > 0 ? t('timeAhead', { count: days }) : t('timePresent')}
      </p>
      <div class="inspector-row">
        {[1, 30, 90].map((count) => (
          <button
            key={count}
            type="button"
            class="button quiet"
            onClick={() => void move(offset + count * DAY)}
          >
            {count === 1 ? t('timeDay') : t('timeForward', { count })}
          </button>
        ))}
        {offset !== present && (
          <button type="button" class="button quiet" onClick={() => void move(present)}>
            {t('timeBack')}
          </button>
        )}
      </div>
      <p role="status">
        <Said {...said} />
      </p>
      <Ages ages={agesAt(picture, picture.now)} t={t} />
    </>
  );
}

function Ages({ ages, t }: { ages: readonly Aged[]; t: T }): ComponentChildren {
  if (ages.length === 0) return <p class="soft">{t('timeNone')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="inspector-scroll" tabIndex={0} aria-label={t('timeTable')}>
      <table class="inspector-events">
        <thead>
          <tr>
            <th scope="col">{t('timeWhat')}</th>
            <th scope="col">{t('timeWhose')}</th>
            <th scope="col">{t('timeAge')}</th>
            <th scope="col">{t('timeState')}</th>
          </tr>
        </thead>
        <tbody>
          {ages.slice(0, 500).map((one) => (
            <tr key={`${one.kind} ${one.holder} ${one.id}`}>
              <td>
                {t(kinds[one.kind])} {one.id !== '' && <code>{one.id}</code>}
              </td>
              <td translate={false}>{one.holder}</td>
              <td>{t('timeDays', { count: one.days })}</td>
              <td>
                <span
                  class={`chip ${one.state === 'fresh' ? 'allow' : one.state === 'inactive' ? 'implicit' : 'root'}`}
                >
                  <span aria-hidden="true">{one.state === 'fresh' ? '✓' : '!'}</span> {t(states[one.state])}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
