// The way of a request along AWS's flow chart: a list of gates, each with its answer in words, drawn as a line that goes
// on or ends. The colours are those of the site; the words say the same.
import type { ComponentChildren } from 'preact';
import type { Explanation } from '../policy/index.ts';
import { type Gate, type GateState, gatesOf } from './flow.ts';
import { lastPart, type T, Verdict } from './parts.tsx';

const words = {
  absent: 'gateAbsent',
  allowed: 'gateAllowed',
  excused: 'gateExcused',
  stopped: 'gateStopped',
  unreached: 'gateUnreached',
} as const satisfies Record<GateState, string>;

export interface FlowChartProps {
  explanation: Explanation;
  onLayer: (layer: string) => void;
  t: T;
}

export function FlowChart({ explanation, onLayer, t }: FlowChartProps): ComponentChildren {
  const { principal, action, resource, decision, decidedBy } = explanation;
  const answer = (gate: Gate): string => {
    if (gate.id === 'deny') {
      const layer = gate.layer;
      return layer ? t('gateDenyIn', { layer: t(layer) }) : t('gateDenyNone');
    }
    if (gate.id === 'identity' && gate.state === 'absent' && decidedBy === 'root') return t('gateRoot');
    return t(words[gate.state]);
  };
  return (
    <ol class="inspector-flow" aria-label={t('wayTitle')}>
      <li class="asked">
        <Diamond kind="start" />
        <div>
          <b>{t('gateRequest')}</b>
          <p>
            <span translate={false}>{lastPart(principal)}</span> → <code>{action}</code>{' '}
            <code class="arn">{resource}</code>
          </p>
        </div>
      </li>
      {gatesOf(explanation).map((gate) => (
        <li key={gate.id} class={gate.state}>
          <Diamond kind={gate.state} />
          <div>
            <b>{t(gate.id)}</b>
            <p>
              <span class="soft">{t(gate.id === 'deny' ? 'gateAsksDeny' : 'gateAsks')}</span> {answer(gate)}{' '}
              {gate.id !== 'deny' && gate.policies > 0 && (
                <button
                  type="button"
                  class="link"
                  aria-label={`${t('goToLayer')}: ${t(gate.id)}`}
                  onClick={() => onLayer(gate.id)}
                >
                  {t('goToLayer')}
                </button>
              )}
            </p>
          </div>
        </li>
      ))}
      <li class={`end ${decision}`}>
        <Diamond kind={decision === 'allow' ? 'allowed' : 'stopped'} />
        <div>
          <b>{t('gateEnd')}</b>
          <p>
            <Verdict decision={decision} t={t} />
          </p>
        </div>
      </li>
    </ol>
  );
}

/** A gate's sign: its shape and stroke say its state too. */
function Diamond({ kind }: { kind: GateState | 'start' }): ComponentChildren {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" class={`gate-sign ${kind}`}>
      {kind === 'start' ? <circle cx="16" cy="16" r="9" /> : <path d="M16 3 29 16 16 29 3 16Z" />}
      {kind === 'allowed' && <path class="sign" d="m10.500 16.500 4 4 7.500-8.500" />}
      {kind === 'excused' && <path class="sign" d="m10.500 16.500 4 4 7.500-8.500" stroke-dasharray="2 2" />}
      {kind === 'stopped' && <path class="sign" d="m11.500 11.500 9 9m0-9-9 9" />}
      {(kind === 'absent' || kind === 'unreached') && <path class="sign" d="M12 16h8" />}
    </svg>
  );
}
