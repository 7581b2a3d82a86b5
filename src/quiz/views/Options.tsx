// Single choice and several choices: native radio buttons and checkboxes, each with its explanation in place.
import { shuffled } from '../shuffle.ts';
import { OptionRow } from './OptionRow.tsx';
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
        return (
          <OptionRow
            key={index}
            type={single ? 'radio' : 'checkbox'}
            name={name}
            right={option.right}
            why={option.why}
            chosen={state.answer.includes(index)}
            checkedWrong={state.status === 'wrong'}
            settled={settled}
            t={t}
            onChange={(on) => toggle(index, on)}
          >
            <Text text={option.text} />
          </OptionRow>
        );
      })}
    </div>
  );
}
