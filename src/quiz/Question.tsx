// One question as a form: what is asked, its view, the feedback, the buttons. Holds no state of its own; Session.tsx
// and the exam say what happens. Test: test/browser.
import type { ComponentChildren, Ref } from 'preact';
import { isComplete } from './kinds.ts';
import type { Answer, Item } from './model.ts';
import { type ItemState, isSettled } from './round.ts';
import { Bins } from './views/Bins.tsx';
import { ItemView } from './views/ItemView.tsx';
import { Text } from './views/Text.tsx';
import type { QuizTranslate } from './views/view.ts';

export type Sure = 1 | 2 | 3;

export interface QuestionProps {
  item: Item;
  state: ItemState;
  /** Unique on the page, for ids and the names of fields. */
  name: string;
  seed: string;
  t: QuizTranslate;
  contentLocale: string;
  level: 2 | 3;
  /** What stands over the question: its number, what was skipped. */
  head: ComponentChildren;
  heading: Ref<HTMLHeadingElement> | null;
  said: string;
  say: (text: string) => void;
  change: (answer: Answer) => void;
  submit: () => void;
  /** The buttons, and links beside them. */
  actions: ComponentChildren;
  ready?: boolean;
  /** An exam says nothing until it is over. */
  silent?: boolean;
  /** Only what is explained: it is over, and nobody is told so anew. */
  explains?: boolean;
  sure?: { asked: boolean; chosen: Sure | undefined; choose: (sure: Sure) => void };
}

const help = {
  choice: 'choiceHelp',
  several: 'severalHelp',
  'true-false': 'trueFalseHelp',
  order: 'orderHelp',
  sort: 'sortHelp',
  match: 'matchHelp',
  text: 'textHelp',
  number: 'numberHelp',
  decision: 'decisionHelp',
  point: 'pointHelp',
  fix: 'fixHelp',
} as const;

export function Question(props: QuestionProps) {
  const { item, state, name, t, contentLocale, level, sure, silent = false, explains = false } = props;
  const Heading = `h${level}` as 'h2' | 'h3';
  const settled = isSettled(state);
  const feedback = silent || explains ? '' : feedbackText(item, state, t);
  const why = settled && !silent ? overallWhy(item) : [];
  return (
    <form
      class="quiz card"
      data-item={item.id}
      data-kind={item.kind}
      data-ready={props.ready || undefined}
      onSubmit={(event) => {
        event.preventDefault();
        if (settled || isComplete(item, state.answer)) props.submit();
      }}
    >
      {props.head}
      <Heading
        ref={props.heading}
        tabIndex={-1}
        id={`question-${name}`}
        lang={contentLocale}
        class={explains ? 'visually-hidden' : undefined}
      >
        <Text text={item.question} />
      </Heading>
      {!explains && <p class="note">{t(help[item.kind])}</p>}
      <fieldset class="asked" aria-labelledby={`question-${name}`} lang={contentLocale}>
        <ItemView
          key={props.seed}
          item={item}
          state={state}
          settled={settled}
          seed={props.seed}
          name={name}
          t={t}
          change={props.change}
          say={props.say}
        />
      </fieldset>
      {sure?.asked && !settled && (
        <fieldset class="bins-line sure">
          <legend>{t('sureLegend')}</legend>
          <Bins
            name={`${name}-sure`}
            bins={([1, 2, 3] as const).map((value) => ({ value, text: t(`sure${value}`) }))}
            chosen={sure.chosen}
            onChange={sure.choose}
          />
        </fieldset>
      )}
      <div class={`feedback ${silent ? '' : state.status}`} aria-live={explains ? undefined : 'polite'}>
        {feedback && (
          <p>
            <span aria-hidden="true">
              {state.status === 'right' ? '✓' : state.status === 'wrong' ? '✕' : 'i'}
            </span>{' '}
            <b>{feedback}</b> {state.status === 'wrong' && t('tryAgain')}
          </p>
        )}
        {feedback && state.status === 'wrong' && sure?.chosen === 3 && <p>{t('certainWrong')}</p>}
        {feedback && state.status === 'right' && sure?.chosen === 1 && <p>{t('guessedRight')}</p>}
        {why.map((sentence) => (
          <p key={sentence} lang={contentLocale}>
            <Text text={sentence} />
          </p>
        ))}
      </div>
      {!explains && (
        <div class="visually-hidden" aria-live="polite">
          {props.said}
        </div>
      )}
      <div class="actions">{props.actions}</div>
    </form>
  );
}

function feedbackText(item: Item, state: ItemState, t: QuizTranslate): string {
  if (state.status === 'right') return t('right');
  if (state.status === 'shown') return t('shown');
  if (state.status !== 'wrong' || !state.grade) return '';
  const { score, outOf } = state.grade;
  if (item.kind === 'several' || item.kind === 'point') return t('wrongSeveral');
  return outOf === 1 || item.kind === 'choice' ? t('wrong') : t('wrongParts', { score, total: outOf });
}

/** What is explained of the item as a whole, beside what each of its parts says. */
function overallWhy(item: Item): readonly string[] {
  if (item.kind === 'decision' || item.kind === 'point') return item.told;
  return 'why' in item ? [item.why] : [];
}
