// A few short choices in a row, native radio buttons: true or false, a verdict, a bin to sort into, how sure one is.
import { Mark } from './Mark.tsx';
import type { QuizTranslate } from './view.ts';

export interface BinsProps<V extends string | number> {
  name: string;
  bins: readonly { value: V; text: string }[];
  chosen: unknown;
  /** The right one, once it is settled. */
  right?: V | undefined;
  settled?: boolean;
  onChange: (value: V) => void;
}

export function Bins<V extends string | number>(props: BinsProps<V>) {
  const { name, bins, chosen, right, settled = false, onChange } = props;
  return (
    <span class="bins">
      {bins.map(({ value, text }) => {
        const key = settled && value === right;
        return (
          <label key={value} class={key ? 'key' : ''}>
            <input
              type="radio"
              name={name}
              value={value}
              checked={chosen === value}
              disabled={settled}
              onChange={() => onChange(value)}
            />
            <span>
              {key && <span aria-hidden="true">✓ </span>}
              {text}
            </span>
          </label>
        );
      })}
    </span>
  );
}

export interface BinsLineProps extends BinsProps<string> {
  legend: string;
  settled: boolean;
  /** The whole answer was checked and is wrong: what was wrongly chosen here is marked. */
  checkedWrong: boolean;
  t: QuizTranslate;
}

/** The same as the first line of an item that asks for its reason too. */
export function BinsLine({ legend, checkedWrong, t, ...bins }: BinsLineProps) {
  const { chosen, right, settled } = bins;
  return (
    <fieldset class="bins-line">
      <legend>{legend}</legend>
      <Bins {...bins} />
      {(settled || (checkedWrong && chosen !== right)) && (
        <Mark kind={chosen === right ? 'right' : chosen === '' ? 'none' : 'wrong'} t={t} />
      )}
    </fieldset>
  );
}
