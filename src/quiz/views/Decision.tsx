// A request and its policies: what happens, and why. The reasons follow the verdict that is chosen. Loaded when an
// item of the kind is reached.
import { verdicts } from '../model.ts';
import { shuffled } from '../shuffle.ts';
import { Policies, RequestTable } from './Case.tsx';
import { Mark } from './Mark.tsx';
import { Text } from './Text.tsx';
import type { ViewProps } from './view.ts';

const labels = {
  allow: 'verdictAllow',
  explicitDeny: 'verdictExplicit',
  implicitDeny: 'verdictImplicit',
} as const;

export function Decision({ item, state, settled, seed, name, t, change }: ViewProps<'decision'>) {
  const [verdict, reason] = state.answer;
  const order = shuffled(
    item.reasons.map((_, index) => index),
    seed,
  );
  const refutedVerdict = state.status === 'wrong' && verdict !== item.verdict;
  // Settled: what was right, and what was chosen instead.
  const listed = settled
    ? order.filter((index) => item.reasons[index]?.verdict === item.verdict || index === reason)
    : order.filter((index) => item.reasons[index]?.verdict === verdict);
  return (
    <>
      <RequestTable given={item.case} t={t} />
      <Policies given={item.case} t={t} />
      <fieldset class="bins-line">
        <legend>{t('verdictLegend')}</legend>
        <span class="bins">
          {verdicts.map((value) => (
            <label key={value} class={settled && value === item.verdict ? 'key' : ''}>
              <input
                type="radio"
                name={`${name}-verdict`}
                value={value}
                checked={verdict === value}
                disabled={settled}
                onChange={() => change([value, ''])}
              />
              <span>
                {settled && value === item.verdict && <span aria-hidden="true">✓ </span>}
                {t(labels[value])}
              </span>
            </label>
          ))}
        </span>
        {(settled || refutedVerdict) && (
          <Mark kind={verdict === item.verdict ? 'right' : verdict === '' ? 'none' : 'wrong'} t={t} />
        )}
      </fieldset>
      {(verdict !== '' || settled) && (
        <fieldset class="asked">
          <legend class="asked-legend">{t('whyLegend')}</legend>
          {listed.map((index) => {
            const option = item.reasons[index];
            if (!option) return null;
            const chosen = reason === index;
            const refuted = state.status === 'wrong' && chosen && !option.right;
            const mark = settled
              ? option.right
                ? 'right'
                : chosen
                  ? 'wrong'
                  : 'none'
              : refuted
                ? 'wrong'
                : 'none';
            return (
              <label key={index} class={`option ${mark}`}>
                <input
                  type="radio"
                  name={`${name}-reason`}
                  checked={chosen}
                  disabled={settled}
                  onChange={() => change([verdict ?? '', index])}
                />
                <span>
                  <Text text={option.text} />
                  {(settled || refuted) && (
                    <small>
                      {chosen && <b>{t('yourAnswer')} </b>}
                      <Text text={option.why} />
                    </small>
                  )}
                </span>
                <Mark kind={mark} t={t} />
              </label>
            );
          })}
        </fieldset>
      )}
    </>
  );
}
