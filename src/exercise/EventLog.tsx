// «What just happened»: the last requests, with what the policies said to each. The words are AWS's, the sign and the
// word of the decision stand beside the colour.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { HostEvent } from '../practice/index.ts';
import type { Translate } from '../strings/index.ts';
import type { openMessages } from './strings.ts';

type T = Translate<typeof openMessages>;

export interface EventLogProps {
  events: readonly HostEvent[];
  /** Offers «Why?» beside each refusal: with the event's id. */
  onWhy?: ((id: string) => void) | undefined;
  t: T;
}

export function EventLog({ events, onWhy, t }: EventLogProps): ComponentChildren {
  const [reads, setReads] = useState(false);
  const shown = events.filter((event) => reads || !isQuiet(event)).slice(0, 8);
  return (
    <section class="card" aria-labelledby="log-title">
      <h2 id="log-title">{t('log')}</h2>
      {shown.length === 0 ? (
        <p class="soft">{t('logEmpty')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
        <ol class="log" tabIndex={0} aria-labelledby="log-title">
          {shown.map((event) => (
            <Line key={event.id} event={event} onWhy={onWhy} t={t} />
          ))}
        </ol>
      )}
      <label class="check">
        <input
          type="checkbox"
          checked={reads}
          onChange={({ currentTarget }) => setReads(currentTarget.checked)}
        />{' '}
        {t('showReads')}
      </label>
    </section>
  );
}

/** Looked and was let: the console does that all the time. */
function isQuiet({ changed, event, decision }: HostEvent): boolean {
  return !changed && event.errorCode === undefined && (decision === 'allow' || decision === null);
}

function Line({ event, onWhy, t }: Omit<EventLogProps, 'events'> & { event: HostEvent }): ComponentChildren {
  const what = (
    <>
      <b>{event.operation}</b> {subject(event)}
    </>
  );
  const { type, userName } = event.event.userIdentity;
  return (
    <li>
      <span>
        {event.undone ? <s>{what}</s> : what}
        {type !== 'Root' && userName && <span class="who"> {t('by', { who: userName })}</span>}
      </span>{' '}
      <span>
        <Verdict event={event} t={t} />{' '}
        {onWhy && (event.decision === 'explicitDeny' || event.decision === 'implicitDeny') && (
          <button
            type="button"
            class="link"
            aria-label={t('whyOf', { operation: event.operation })}
            onClick={() => onWhy(event.id)}
          >
            {t('why')}
          </button>
        )}
      </span>
    </li>
  );
}

function Verdict({ event, t }: { event: HostEvent; t: T }): ComponentChildren {
  if (event.undone) return <span class="chip implicit">↺ {t('takenBack')}</span>;
  if (event.decision === 'explicitDeny') return <span class="chip deny">✕ {t('explicitDeny')}</span>;
  if (event.decision === 'implicitDeny') return <span class="chip implicit">– {t('implicitDeny')}</span>;
  // The policies let it, and the account refused all the same: AWS's own code says why.
  if (event.event.errorCode) return <span class="chip root">! {event.event.errorCode}</span>;
  return <span class="chip allow">✓ {t('allowed')}</span>;
}

/** What the request was about: the names in its parameters. */
function subject({ event }: HostEvent): string {
  const parameters = event.requestParameters ?? {};
  const names = ['userName', 'groupName', 'roleName', 'policyName', 'policyArn', 'bucketName', 'key'];
  return names
    .map((name) => parameters[name])
    .filter((value): value is string => typeof value === 'string')
    .map((value) => (value.startsWith('arn:') ? value.slice(value.lastIndexOf('/') + 1) : value))
    .join(' · ');
}
