// Sorting: every thing is a group of radio buttons, one per bin.
import { shuffled } from '../shuffle.ts';
import { Bins } from './Bins.tsx';
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
            <Bins
              name={`${name}-${index}`}
              bins={item.bins.map(({ id, text }) => ({ value: id, text }))}
              chosen={chosen}
              right={thing.bin}
              settled={settled}
              onChange={(bin) => change(state.answer.map((one, at) => (at === index ? bin : one)))}
            />
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
