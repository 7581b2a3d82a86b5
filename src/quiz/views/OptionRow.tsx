// One option of several: a native radio button or checkbox, what it says, and, once it is settled or refuted, why.
import type { ComponentChildren } from 'preact';
import { Mark, type MarkKind } from './Mark.tsx';
import { Text } from './Text.tsx';
import type { QuizTranslate } from './view.ts';

export interface OptionRowProps {
  type: 'radio' | 'checkbox';
  name: string;
  /** Whether it belongs to the right answer, and why it does or does not. */
  right: boolean;
  why: string;
  chosen: boolean;
  /** After a wrong check only what was wrongly chosen is marked and explained; the key stays hidden. */
  checkedWrong: boolean;
  settled: boolean;
  /** One more class for the row. */
  look?: string;
  t: QuizTranslate;
  onChange: (chosen: boolean) => void;
  children: ComponentChildren;
}

export function OptionRow(props: OptionRowProps) {
  const { right, chosen, settled, t } = props;
  const refuted = props.checkedWrong && chosen && !right;
  let mark: MarkKind = 'none';
  if (settled && right) mark = 'right';
  else if (refuted || (settled && chosen)) mark = 'wrong';
  return (
    <label class={`option ${props.look ? `${props.look} ` : ''}${mark}`}>
      <input
        type={props.type}
        name={props.name}
        checked={chosen}
        disabled={settled}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <span>
        {props.children}
        {(settled || refuted) && (
          <small>
            {chosen && <b>{t('yourAnswer')} </b>}
            <Text text={props.why} />
          </small>
        )}
      </span>
      <Mark kind={mark} t={t} />
    </label>
  );
}
