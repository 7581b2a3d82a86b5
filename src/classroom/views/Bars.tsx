// How many chose what: a bar and a number for each choice, with the key where it may be seen.
import type { Item } from '../../quiz/index.ts';
import { Text } from '../../quiz/views/Text.tsx';
import type { ShownQuestion, Tally } from '../model.ts';
import { choicesOf } from '../public.ts';
import type { Said } from './view.ts';

const NAMES: Readonly<
  Record<string, 'optionTrue' | 'optionFalse' | 'optionAllow' | 'optionExplicit' | 'optionImplicit'>
> = {
  true: 'optionTrue',
  false: 'optionFalse',
  allow: 'optionAllow',
  explicitDeny: 'optionExplicit',
  implicitDeny: 'optionImplicit',
};

export interface BarsProps {
  shown: ShownQuestion;
  tally: Tally | undefined;
  /** Whether right ones are marked. */
  key_: boolean;
  said: Pick<Said, 't' | 'tt'>;
}

export const choiceText = (item: Item, text: string, t: Said['t']): string =>
  (item.kind === 'true-false' || item.kind === 'decision') && NAMES[text] ? t(NAMES[text]) : text;

export function Bars({ shown, tally, key_, said: { t, tt } }: BarsProps) {
  const choices =
    shown.kind === 'item'
      ? choicesOf(shown.item).map(({ text, right }) => ({ text: choiceText(shown.item, text, t), right }))
      : shown.tasks.map(({ title }) => ({ text: title, right: false }));
  const most = Math.max(1, tally?.answered ?? 0);
  if (choices.length === 0)
    return tally && key_ ? (
      <p class="note">{tt('rightCount', { right: `${tally.right} / ${tally.answered}` })}</p>
    ) : null;
  return (
    <ul class="bars">
      {choices.map(({ text, right }, index) => {
        const count = tally?.options[index] ?? 0;
        const before = tally?.before?.options[index];
        return (
          <li key={index} class={key_ && right ? 'right' : ''}>
            <span class="bar-text">
              {key_ && right && <span aria-hidden="true">✓ </span>}
              <Text text={text} />
              {key_ && right && <span class="visually-hidden"> ({t('wasRight')})</span>}
            </span>
            {tally && (
              <>
                <span class="bar-line" aria-hidden="true">
                  <i style={{ inlineSize: `${(100 * count) / most}%` }} />
                  {before !== undefined && (
                    <i class="before" style={{ inlineSize: `${(100 * before) / most}%` }} />
                  )}
                </span>
                <b>
                  {count}
                  {before !== undefined && (
                    <small>
                      {' '}
                      ({tt('firstVote')}: {before})
                    </small>
                  )}
                </b>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}
