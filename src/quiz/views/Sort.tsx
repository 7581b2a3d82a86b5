// Sorting: every thing is a group of radio buttons, one per bin.
import { shuffled } from '../shuffle.ts';
import { Mark } from './Mark.tsx';
import { Text } from './Text.tsx';
import type { ViewProps } from './view.ts';

export function Sort({ item, state, settled, seed, name, t, change }: ViewProps<'sort'>) {
  const order = shuffled(
    item.things.map((_, index) => index),
    seed,
  );
  return (
    <div class="sorted">
      {order.map((index) => {
        const thing = item.things[index];
        if (!thing) return null;
        const chosen = state.answer[index];
        const mark = settled ? (chosen === thing.bin ? 'right' : chosen === '' ? 'none' : 'wrong') : 'none';
        return (
          <fieldset key={index} class={`option ${mark}`}>
            <legend>
              <Text text={thing.text} />
            </legend>
            <span class="bins">
              {item.bins.map((bin) => (
                <label key={bin.id} class={settled && bin.id === thing.bin ? 'key' : ''}>
                  <input
                    type="radio"
                    name={`${name}-${index}`}
                    value={bin.id}
                    checked={chosen === bin.id}
                    disabled={settled}
                    onChange={() => change(state.answer.map((one, at) => (at === index ? bin.id : one)))}
                  />
                  <span>
                    {settled && bin.id === thing.bin && <span aria-hidden="true">✓ </span>}
                    {bin.text}
                  </span>
                </label>
              ))}
            </span>
            <Mark kind={mark} t={t} />
            {settled && (
              <small>
                <Text text={thing.why} />
              </small>
            )}
          </fieldset>
        );
      })}
    </div>
  );
}
