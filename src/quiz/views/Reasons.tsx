// The second part of an item that asks why: its reasons, one of which is right.
import type { ItemState } from '../round.ts';
import { OptionRow } from './OptionRow.tsx';
import { Text } from './Text.tsx';
import type { QuizTranslate } from './view.ts';

export interface ReasonsProps {
  legend: string;
  reasons: readonly { text: string; right: boolean; why: string }[];
  /** Which of them are shown, in this order. */
  order: readonly number[];
  state: ItemState;
  settled: boolean;
  name: string;
  t: QuizTranslate;
  onChange: (reason: number) => void;
}

export function Reasons({ legend, reasons, order, state, settled, name, t, onChange }: ReasonsProps) {
  return (
    <fieldset class="asked">
      <legend class="asked-legend">{legend}</legend>
      {order.map((index) => {
        const reason = reasons[index];
        if (!reason) return null;
        return (
          <OptionRow
            key={index}
            type="radio"
            name={`${name}-reason`}
            right={reason.right}
            why={reason.why}
            chosen={state.answer[1] === index}
            checkedWrong={state.status === 'wrong'}
            settled={settled}
            t={t}
            onChange={() => onChange(index)}
          >
            <Text text={reason.text} />
          </OptionRow>
        );
      })}
    </fieldset>
  );
}
