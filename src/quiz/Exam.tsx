// An exam: questions drawn anew, nothing said until it is handed in, then everything explained. What was answered is
// kept like every other answer, the result as an exam. Test: test/browser/review.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { openProgress } from '../progress/index.ts';
import { type Translation, translator } from '../strings/index.ts';
import { type Catalog, fetchCatalog, fetchItems } from './catalog.ts';
import {
  drawExam,
  type ExamId,
  type ExamQuestion,
  type ExamResult,
  examLessons,
  examResult,
} from './exam.ts';
import { answerText, type Grade, gradeLight, isComplete } from './kinds.ts';
import type { Answer, Item } from './model.ts';
import { Question } from './Question.tsx';
import { type ItemState, startRound } from './round.ts';
import type { quizMessages } from './strings.ts';
import type { examMessages } from './strings-exam.ts';
import { Text } from './views/Text.tsx';

export interface ExamProps {
  exam: ExamId;
  messages: Translation<typeof examMessages>;
  quizMessages: Translation<typeof quizMessages>;
  locale: string;
  contentLocale: string;
  base: string;
  home: string;
}

type Drawn = ExamQuestion & { asked: Item; key: string };
interface Judged extends Drawn {
  answer: Answer;
  grade: Grade;
  answered: boolean;
}

type State =
  | { kind: 'loading' | 'failed' }
  | { kind: 'ready' | 'asking' | 'end'; catalog: Catalog; drawn: readonly Drawn[]; at: number }
  | { kind: 'over'; catalog: Catalog; result: ExamResult; judged: readonly Judged[] };

async function draw(exam: ExamId, base: string): Promise<State> {
  const catalog = await fetchCatalog(base);
  const seed = String(crypto.getRandomValues(new Uint32Array(2)).join('-'));
  const questions = drawExam(catalog, exam, seed);
  const found = await fetchItems(base, questions);
  const drawn = questions.flatMap((question) => {
    const item = found.find((one) => one.quiz.id === question.quiz && one.item.id === question.item)?.item;
    return item ? [{ ...question, asked: item, key: `${question.quiz}/${question.item}` }] : [];
  });
  return { kind: 'ready', catalog, drawn, at: 0 };
}

export function Exam({ exam, base, home, locale, contentLocale, ...props }: ExamProps) {
  const t = useMemo(() => translator(props.messages, locale), [props.messages, locale]);
  const q = useMemo(() => translator(props.quizMessages, locale), [props.quizMessages, locale]);
  const [state, setState] = useState<State>({ kind: 'loading' });
  const [answers, setAnswers] = useState<Readonly<Record<string, Answer>>>({});
  const [said, say] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);
  const handing = useRef(false);

  const restart = (): void => {
    setAnswers({});
    setState({ kind: 'loading' });
    void draw(exam, base).then(setState, () => setState({ kind: 'failed' }));
  };
  useEffect(restart, [exam, base]);
  useLayoutEffect(() => {
    if (moved.current) heading.current?.focus();
    moved.current = false;
  });
  const go = (next: State): void => {
    moved.current = true;
    say('');
    setState(next);
  };

  if (state.kind === 'loading') return <p class="note">{t('loading')}</p>;
  if (state.kind === 'failed') return <p role="alert">{t('failed')}</p>;
  if (state.kind === 'over')
    return <Over {...{ exam, home, locale, contentLocale, t, q, heading, restart, ...state }} />;

  const running = state as Extract<State, { drawn: unknown }>;
  const { drawn, catalog, at } = running;
  const fresh = startRound(drawn.map(({ asked, key }) => ({ ...asked, id: key }))).items;
  const answerOf = (one: Drawn): Answer => answers[one.key] ?? fresh[one.key]?.answer ?? [];
  // Steps that were left as they came, and a policy that was not touched, are not answered.
  const isAnswered = (one: Drawn): boolean => one.key in answers && isComplete(one.asked, answerOf(one));

  async function hand(): Promise<void> {
    if (handing.current) return;
    handing.current = true;
    try {
      const grade = drawn.some(({ asked }) => asked.kind === 'fix')
        ? (await import('./grade.ts')).grade
        : gradeLight;
      const judged = drawn.map((one) => {
        const answer = answerOf(one);
        const answered = isAnswered(one);
        const wrong: Grade = { right: false, score: 0, outOf: 1 };
        return { ...one, answer, answered, grade: answered ? grade(one.asked, answer) : wrong };
      });
      const result = examResult(
        catalog,
        judged.map(({ lesson, grade: { right } }) => ({ lesson, right })),
      );
      const passes = result.passed && (exam.startsWith('part-') || exam.startsWith('lesson-'));
      const progress = await openProgress();
      void progress.record(
        ...judged.map(
          (one) =>
            ({
              kind: 'attempt',
              quiz: one.quiz,
              item: one.item,
              hash: one.asked.hash,
              right: one.grade.right,
              gaveUp: !one.answered,
              answer: answerText(one.answer),
            }) as const,
        ),
        { kind: 'exam', exam, right: result.right, total: result.total, passed: result.passed },
        ...(passes
          ? examLessons(catalog, exam).map(
              ({ id }) => ({ kind: 'lesson', what: 'known', lesson: id }) as const,
            )
          : []),
      );
      go({ kind: 'over', catalog, result, judged });
    } finally {
      handing.current = false;
    }
  }

  if (drawn.length === 0) return <p>{t('none')}</p>;
  if (running.kind === 'ready')
    return (
      <div class="card">
        <p>{t('intro', { count: drawn.length })}</p>
        <button class="button" type="button" data-begin onClick={() => go({ ...running, kind: 'asking' })}>
          {t('begin')}
        </button>
      </div>
    );
  if (running.kind === 'end') {
    const open = drawn.filter((one) => !isAnswered(one));
    return (
      <div class="quiz card">
        <h2 ref={heading} tabIndex={-1}>
          {t('endTitle')}
        </h2>
        <p>{open.length === 0 ? t('allAnswered') : t('openOnes', { count: open.length })}</p>
        <div class="actions">
          <button class="button" type="button" onClick={() => void hand()}>
            {t('hand')}
          </button>
          <button
            class="button quiet"
            type="button"
            onClick={() =>
              go({ ...running, kind: 'asking', at: open[0] ? drawn.indexOf(open[0]) : drawn.length - 1 })
            }
          >
            {t('goBack')}
          </button>
        </div>
      </div>
    );
  }
  const one = drawn[at] as Drawn;
  const item: ItemState = { answer: answerOf(one), status: 'asking', tries: 0 };
  const forth = (): void =>
    go(at + 1 < drawn.length ? { ...running, kind: 'asking', at: at + 1 } : { ...running, kind: 'end' });
  return (
    <Question
      item={one.asked}
      state={item}
      name={`exam-${at}`}
      seed={one.key}
      t={q}
      contentLocale={contentLocale}
      level={2}
      silent
      ready
      heading={heading}
      said={said}
      say={say}
      head={<p class="pill">{t('question', { number: at + 1, total: drawn.length })}</p>}
      change={(answer) => setAnswers({ ...answers, [one.key]: answer })}
      submit={forth}
      actions={
        <>
          {isAnswered(one) ? (
            <button class="button" type="submit">
              {t(at + 1 < drawn.length ? 'next' : 'toEnd')}
            </button>
          ) : (
            <button class="button quiet" type="button" onClick={forth}>
              {t('leaveOpen')}
            </button>
          )}
          {at > 0 && (
            <button class="link" type="button" onClick={() => go({ ...running, kind: 'asking', at: at - 1 })}>
              {t('back')}
            </button>
          )}
        </>
      }
    />
  );
}

type OverProps = Pick<ExamProps, 'exam' | 'home' | 'locale' | 'contentLocale'> & {
  catalog: Catalog;
  result: ExamResult;
  judged: readonly Judged[];
  t: (key: keyof typeof examMessages & string, params?: Record<string, string | number>) => string;
  q: Parameters<typeof Question>[0]['t'];
  heading: { current: HTMLHeadingElement | null };
  restart: () => void;
};

function Over({ exam, home, contentLocale, catalog, result, judged, t, q, heading, restart }: OverProps) {
  const { right, total, passed } = result;
  const placement = exam === 'placement';
  const titleOf = (id: string): string => catalog.lessons.find((one) => one.id === id)?.title ?? id;
  const known = passed && !placement && exam !== 'final' ? examLessons(catalog, exam).length : 0;
  return (
    <>
      <div class="quiz card">
        <h2 ref={heading} tabIndex={-1}>
          {t('resultTitle')}
        </h2>
        <p>{t('result', { right, total, percent: Math.floor((100 * right) / total) })}</p>
        {placement ? (
          <p>
            {result.begin === undefined ? (
              t('placementNone')
            ) : (
              <a class="button" href={`${home}lessons/${result.begin}/`}>
                {t('placementAt', { title: titleOf(result.begin) })}
              </a>
            )}
          </p>
        ) : (
          <p>
            <b>{t(passed ? 'passed' : 'failedExam')}</b> {known > 0 && t('lessonsKnown', { count: known })}
          </p>
        )}
        <div class="actions">
          {exam === 'final' && passed && (
            <a class="button" href={`${home}certificate/`}>
              {t('certificate')}
            </a>
          )}
          <button class="button quiet" type="button" onClick={restart}>
            {t('retry')}
          </button>
        </div>
      </div>
      {result.lessons.length > 1 && (
        <>
          <h2>{t('placementTable')}</h2>
          <table class="counts">
            <thead>
              <tr>
                <th scope="col">{t('lessonColumn')}</th>
                <th scope="col">{t('rightColumn')}</th>
              </tr>
            </thead>
            <tbody>
              {result.lessons.map((one) => (
                <tr key={one.lesson}>
                  <th scope="row" lang={contentLocale}>
                    <a href={`${home}lessons/${one.lesson}/`}>{titleOf(one.lesson)}</a>
                  </th>
                  <td class="number">
                    {one.right} / {one.total}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      <h2>{t('explained')}</h2>
      {judged.map((one, index) => (
        <details key={one.key} class="explained" open={!one.grade.right}>
          <summary>
            <span class={`chip ${one.grade.right ? 'allow' : 'deny'}`}>
              {t(one.grade.right ? 'yours' : one.answered ? 'notYours' : 'left')}
            </span>{' '}
            <span lang={contentLocale}>
              <Text text={one.asked.question} />
            </span>
          </summary>
          <Question
            item={one.asked}
            state={{
              answer: one.answer,
              status: one.grade.right ? 'right' : 'shown',
              grade: one.grade,
              tries: 1,
            }}
            name={`explained-${index}`}
            seed={one.key}
            t={q}
            contentLocale={contentLocale}
            level={3}
            explains
            heading={null}
            head={null}
            said=""
            say={() => {}}
            change={() => {}}
            submit={() => {}}
            actions={
              one.asked.place && (
                <a class="place-link" href={`${home}lessons/${one.lesson}/#${one.asked.place}`}>
                  {q('readAgain')}
                </a>
              )
            }
          />
        </details>
      ))}
    </>
  );
}
