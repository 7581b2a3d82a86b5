// The least change that would allow a request: steps, each with its alternatives, each to be tried at once.
import type { ComponentChildren } from 'preact';
import type { Change, Step } from '../policy/index.ts';
import { Inline } from '../strings/Inline.tsx';
import { lastPart, type T } from './parts.tsx';

export interface RemedyProps {
  steps: readonly Step[];
  principal: string;
  /** Absent where nothing can be tried. */
  onTry: (change: Change) => void;
  t: T;
}

/** More ways to the same end nobody reads. */
const MAX_WAYS = 4;

export function Remedy({ steps, principal, onTry, t }: RemedyProps): ComponentChildren {
  return (
    <section aria-label={t('remedyTitle')}>
      <h2>{t('remedyTitle')}</h2>
      {steps.length === 0 && <p class="soft">{t('remedyNoPolicy')}</p>}
      <ol class="inspector-remedy">
        {steps.map(({ alternatives }, step) => (
          <li key={step}>
            {steps.length > 1 && <b>{t('remedyStep', { number: step + 1 })}</b>}
            <ul>
              {alternatives.slice(0, MAX_WAYS).map((change, index) => (
                <li key={index}>
                  {index > 0 && <span class="soft">{t('remedyOr')} </span>}
                  <Inline text={sentence(change, principal, t)} />{' '}
                  {change.kind !== 'useAnotherPrincipal' && (
                    <button
                      type="button"
                      class="link"
                      aria-label={`${t('changeTry')}: ${sentence(change, principal, t).replaceAll('`', '')}`}
                      onClick={() => onTry(change)}
                    >
                      {t('changeTry')}
                    </button>
                  )}
                  {change.kind === 'addAllow' && (
                    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
                    <pre tabIndex={0}>
                      <code translate={false}>{JSON.stringify(change.statement, null, 2)}</code>
                    </pre>
                  )}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}

function sentence(change: Change, principal: string, t: T): string {
  const place: Record<string, string> = {};
  if ('pointer' in change) {
    const number = Number(change.pointer.split('/').at(-1)) + 1 || 1;
    place.policy = change.policy;
    place.statement = change.sid ?? t('statementNumber', { number });
  }
  const condition: Record<string, string> = {};
  if ('key' in change) {
    condition.key = change.key ?? '';
    condition.operator = change.operator ?? '';
    condition.values = (change.values ?? []).join(', ');
  }
  switch (change.kind) {
    case 'addAllow':
      return t('changeAddAllow', { layer: t(change.layer) });
    case 'joinGroup':
      return t('changeJoinGroup', { who: lastPart(principal), group: change.group });
    case 'meetCondition':
      return t('changeMeetCondition', { ...place, ...condition });
    case 'escapeCondition':
      return t('changeEscapeCondition', { ...place, ...condition });
    case 'removeDeny':
      return t('changeRemoveDeny', place);
    case 'useAnotherPrincipal':
      return t('changeUseAnotherPrincipal');
  }
}
