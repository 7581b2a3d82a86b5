// True or false, and the reason: two groups of radio buttons.
import { shuffled } from '../shuffle.ts';
import { Mark } from './Mark.tsx';
import { Text } from './Text.tsx';
import type { ViewProps } from './view.ts';

export function TrueFalse({ item, state, settled, seed, name, t, change }: ViewProps<'true-false'>) {
  const [said, reason] = state.answer;
  const order = shuffled(
    item.reasons.map((_, index) => index),
    seed,
  );
  // After a wrong check only what was wrongly chosen is marked; the key stays hidden.
  const saidWrong = state.status === 'wrong' && said !== String(item.holds);
  return (
    <>
      <fieldset class="bins-line">
        <legend>{t('holdsLegend')}</legend>
        <span class="bins">
          {(['true', 'false'] as const).map((value) => (
            <label key={value} class={settled && value === String(item.holds) ? 'key' : ''}>
              <input
                type="radio"
                name={`${name}-holds`}
                value={value}
                checked={said === value}
                disabled={settled}
                onChange={() => change([value, reason ?? ''])}
              />
              <span>
                {settled && value === String(item.holds) && <span aria-hidden="true">✓ </span>}
                {t(value === 'true' ? 'holdsTrue' : 'holdsFalse')}
              </span>
            </label>
          ))}
        </span>
        {(settled || saidWrong) && (
          <Mark kind={said === String(item.holds) ? 'right' : said === '' ? 'none' : 'wrong'} t={t} />
        )}
      </fieldset>
      <fieldset class="asked">
        <legend class="asked-legend">{t('because')}</legend>
        {order.map((index) => {
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
                onChange={() => change([said ?? '', index])}
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
    </>
  );
}
