// The island that asks: one item at a time, feedback at once, the key hidden until right or given up, then only the
// missed ones again. Answers are recorded as attempts; what was right before is skipped. Test: test/browser.
import type { FunctionComponent } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { openProgress } from '../progress/index.ts';
import { type Translation, translator } from '../strings/index.ts';
import { answerText, isComplete } from './kinds.ts';
import type { Answer, Item, ItemKind, Quiz as QuizData } from './model.ts';
import {
  answerItem,
  checkItem,
  giveUp,
  isOver,
  isSettled,
  missed,
  next,
  type Round,
  startRound,
} from './round.ts';
import type { quizMessages } from './strings.ts';
import { Options } from './views/Options.tsx';
import { Order } from './views/Order.tsx';
import { Sort } from './views/Sort.tsx';
import { Text } from './views/Text.tsx';
import type { ViewProps } from './views/view.ts';

export interface QuizProps {
  quiz: QuizData;
  messages: Translation<typeof quizMessages>;
  locale: string;
  /** Language of the questions, where it is not the page's. */
  contentLocale: string;
  /** Address of the lesson, for the links to the place where an answer stands; '' on the lesson's own page. */
  lesson?: string;
  /** Level of the questions' headings. */
  level?: 2 | 3;
}

type Step = (round: Round) => Round;

const views = { choice: Options, several: Options, order: Order, sort: Sort };
const help = { choice: 'choiceHelp', several: 'severalHelp', order: 'orderHelp', sort: 'sortHelp' } as const;

export function Quiz({ quiz, messages, locale, contentLocale, lesson, level = 3 }: QuizProps) {
  const t = useMemo(() => translator(messages, locale), [messages, locale]);
  const [round, step] = useState<Round>(() => startRound(quiz.items));
  const [skipped, setSkipped] = useState(0);
  const [said, say] = useState('');
  /** Whether it is known what was right before; until then the first question may still change. */
  const [ready, setReady] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const touched = useRef(false);
  const moved = useRef(false);
  const byId = useMemo(() => new Map(quiz.items.map((item) => [item.id, item])), [quiz]);
  const Heading = `h${level}` as 'h2' | 'h3';

  // Questions that were answered rightly before are skipped, unless the learner has begun already.
  useEffect(() => {
    let gone = false;
    void openProgress()
      .then((progress) => progress.read())
      .then(({ quizzes }) => {
        const before = quizzes[quiz.id] ?? {};
        const open = quiz.items.filter(
          (item) => !(before[item.id]?.right && before[item.id]?.last.hash === item.hash),
        );
        if (gone) return;
        setReady(true);
        if (touched.current || open.length === quiz.items.length) return;
        setSkipped(quiz.items.length - open.length);
        step(() => startRound(open));
      });
    return () => {
      gone = true;
    };
  }, [quiz]);

  // The next question takes the focus, so that keyboard and screen reader go on from there.
  useLayoutEffect(() => {
    if (moved.current) heading.current?.focus();
    moved.current = false;
  });

  function record(item: Item, answer: Answer, right: boolean, gaveUp: boolean): void {
    void openProgress().then((progress) =>
      progress.record({
        kind: 'attempt',
        quiz: quiz.id,
        item: item.id,
        hash: item.hash,
        right,
        gaveUp,
        answer: answerText(answer),
      }),
    );
  }
  function go(change: Step): void {
    touched.current = true;
    moved.current = true;
    say('');
    step(change);
  }

  const number = Math.min(round.position + 1, round.queue.length);
  const item = byId.get(round.queue[round.position] ?? '');
  const state = item && round.items[item.id];

  if (isOver(round) || !item || !state) {
    const missedIds = missed(round);
    const total = round.queue.length;
    return (
      <div class="quiz card">
        <Heading ref={heading} tabIndex={-1}>
          {t('overTitle')}
        </Heading>
        <p>
          {total === 0
            ? t('doneBefore')
            : missedIds.length === 0
              ? t('overAllRight', { count: total })
              : t('overSome', { right: total - missedIds.length, total })}
        </p>
        {missedIds.length > 0 && (
          <>
            <p>{t('missedTitle')}</p>
            <ul class="missed" lang={contentLocale}>
              {missedIds.map((id) => (
                <li key={id}>
                  <Text text={byId.get(id)?.question ?? ''} />
                </li>
              ))}
            </ul>
          </>
        )}
        <div class="actions">
          {missedIds.length > 0 && (
            <button
              class="button"
              type="button"
              onClick={() => {
                setSkipped(0);
                go(() =>
                  startRound(
                    quiz.items.filter(({ id }) => missedIds.includes(id)),
                    round.number + 1,
                  ),
                );
              }}
            >
              {t('retryMissed', { count: missedIds.length })}
            </button>
          )}
          <button
            class={missedIds.length > 0 ? 'button quiet' : 'button'}
            type="button"
            onClick={() => {
              setSkipped(0);
              go(() => startRound(quiz.items, round.number + 1));
            }}
          >
            {t('again')}
          </button>
        </div>
      </div>
    );
  }

  const settled = isSettled(state);
  const View = views[item.kind] as unknown as FunctionComponent<ViewProps<ItemKind>>;
  const feedback = feedbackText();

  function feedbackText(): string {
    if (!item || !state) return '';
    if (state.status === 'right') return t('right');
    if (state.status === 'shown') return t('shown');
    if (state.status !== 'wrong' || !state.grade) return '';
    if (item.kind === 'choice') return t('wrong');
    if (item.kind === 'several') return t('wrongSeveral');
    return t('wrongParts', { score: state.grade.score, total: state.grade.outOf });
  }

  return (
    <form
      class="quiz card"
      data-item={item.id}
      data-ready={ready || undefined}
      onSubmit={(event) => {
        event.preventDefault();
        if (settled) return go(next);
        if (!isComplete(item, state.answer)) return;
        touched.current = true;
        say('');
        const checked = checkItem(round, item);
        record(item, state.answer, checked.items[item.id]?.status === 'right', false);
        step(() => checked);
      }}
    >
      <p class="pill">
        {t('question', { number, total: round.queue.length })}
        <span class="dots" aria-hidden="true">
          {round.queue.map((id, index) => (
            <i key={id} class={index === round.position ? 'now' : (round.items[id]?.status ?? '')} />
          ))}
        </span>
      </p>
      {skipped > 0 && number === 1 && !settled && <p class="note">{t('resumed', { count: skipped })}</p>}
      <Heading ref={heading} tabIndex={-1} id={`question-${quiz.id}`} lang={contentLocale}>
        <Text text={item.question} />
      </Heading>
      <p class="note">{t(help[item.kind])}</p>
      <fieldset class="asked" aria-labelledby={`question-${quiz.id}`} lang={contentLocale}>
        <View
          key={`${item.id}/${round.number}`}
          item={item}
          state={state}
          settled={settled}
          seed={`${item.id}/${round.number}`}
          name={`${quiz.id}-${item.id}-${round.number}`}
          t={t}
          change={(answer: Answer) => {
            touched.current = true;
            step((current) => answerItem(current, item, answer));
          }}
          say={say}
        />
      </fieldset>
      <div class={`feedback ${state.status}`} aria-live="polite">
        {feedback && (
          <p>
            <span aria-hidden="true">
              {state.status === 'right' ? '✓' : state.status === 'wrong' ? '✕' : 'i'}
            </span>{' '}
            <b>{feedback}</b> {state.status === 'wrong' && t('tryAgain')}
          </p>
        )}
        {settled && item.kind === 'order' && (
          <p lang={contentLocale}>
            <Text text={item.why} />
          </p>
        )}
      </div>
      <div class="visually-hidden" aria-live="polite">
        {said}
      </div>
      <div class="actions">
        {settled ? (
          <button class="button" type="submit">
            {t(number === round.queue.length ? 'finish' : 'next')}
          </button>
        ) : (
          <>
            <button class="button" type="submit" aria-disabled={!isComplete(item, state.answer)}>
              {t('check')}
            </button>
            <button
              class="link"
              type="button"
              onClick={() => {
                touched.current = true;
                record(item, state.answer, false, true);
                step((current) => giveUp(current, item));
              }}
            >
              {t('showAnswer')}
            </button>
          </>
        )}
        {item.place && lesson !== undefined && (settled || state.status === 'wrong') && (
          <a class="place-link" href={`${lesson}#${item.place}`}>
            {t('readAgain')}
          </a>
        )}
      </div>
    </form>
  );
}
