// Matching: for every thing a list to choose its partner from.
import { partners } from '../kinds.ts';
import { shuffled } from '../shuffle.ts';
import { Mark } from './Mark.tsx';
import { bareText, Text } from './Text.tsx';
import type { ViewProps } from './view.ts';

export function Match({ item, state, settled, seed, name, t, change }: ViewProps<'match'>) {
  const all = partners(item);
  const shown = shuffled(
    all.map((_, index) => index),
    `${seed}/partners`,
  );
  const order = shuffled(
    item.pairs.map((_, index) => index),
    seed,
  );
  return (
    <div class="matched">
      {order.map((index) => {
        const pair = item.pairs[index];
        if (!pair) return null;
        const chosen = state.answer[index] ?? '';
        const right = chosen !== '' && all[Number(chosen)] === pair.match;
        const mark = settled ? (right ? 'right' : chosen === '' ? 'none' : 'wrong') : 'none';
        const field = `${name}-${index}`;
        return (
          <div key={index} class={`option ${mark}`}>
            <label for={field}>
              <Text text={pair.text} />
            </label>
            <select
              id={field}
              disabled={settled}
              value={String(chosen)}
              onChange={(event) => {
                const { value } = event.currentTarget;
                change(
                  state.answer.map((one, at) => (at === index ? (value === '' ? '' : Number(value)) : one)),
                );
              }}
            >
              <option value="">{t('choose')}</option>
              {shown.map((at) => (
                <option key={at} value={String(at)}>
                  {bareText(all[at] ?? '')}
                </option>
              ))}
            </select>
            <Mark kind={mark} t={t} />
            {settled && (
              <small>
                <b>
                  <Text text={pair.match} />.
                </b>{' '}
                <Text text={pair.why} />
              </small>
            )}
          </div>
        );
      })}
    </div>
  );
}
