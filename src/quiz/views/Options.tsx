// Single choice and several choices: native radio buttons and checkboxes, each with its explanation in place.
import { shuffled } from '../shuffle.ts';
import { Mark, type MarkKind } from './Mark.tsx';
import { Text } from './Text.tsx';
import type { ViewProps } from './view.ts';

export function Options({ item, state, settled, seed, name, t, change }: ViewProps<'choice' | 'several'>) {
  const single = item.kind === 'choice';
  const order = shuffled(
    item.options.map((_, index) => index),
    seed,
  );
  const toggle = (index: number, on: boolean): void => {
    if (single) change([index]);
    else change(on ? [...state.answer, index].sort() : state.answer.filter((one) => one !== index));
  };
  return (
    <div class="options">
      {order.map((index) => {
        const option = item.options[index];
        if (!option) return null;
        const chosen = state.answer.includes(index);
        // After a wrong check only what was wrongly chosen is explained; the key stays hidden.
        const refuted = state.status === 'wrong' && chosen && (single || !option.right);
        const mark: MarkKind = settled
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
              type={single ? 'radio' : 'checkbox'}
              name={name}
              checked={chosen}
              disabled={settled}
              onChange={(event) => toggle(index, event.currentTarget.checked)}
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
    </div>
  );
}
