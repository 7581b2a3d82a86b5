// On the progress page: how well each lesson's questions are remembered, as bars with their numbers in tables behind
// them, and what is due. Test: test/browser/review.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { openProgress } from '../progress/index.ts';
import { type Translation, translator } from '../strings/index.ts';
import { fetchCatalog, fetchQuiz } from './catalog.ts';
import { type LessonStrength, type Strength, strengths } from './strength-names.ts';
import type { strengthMessages } from './strings-progress.ts';
import { Text } from './views/Text.tsx';

export interface StrengthsProps {
  messages: Translation<typeof strengthMessages>;
  locale: string;
  contentLocale: string;
  base: string;
  home: string;
}

interface Shown {
  lessons: readonly LessonStrength[];
  due: number;
}

async function look(base: string): Promise<Shown> {
  const [catalog, progress, { cardsOf }, { strengthsOf }, { todayOf }] = await Promise.all([
    fetchCatalog(base),
    openProgress(),
    import('../progress/schedule.ts'),
    import('./strength.ts'),
    import('./due.ts'),
  ]);
  const cards = cardsOf((await progress.facts()).values());
  const today = todayOf(catalog, cards, Date.now());
  return { lessons: strengthsOf(catalog, cards, Date.now()), due: today.items.length + today.tasks.length };
}

export function Strengths({ messages, locale, contentLocale, base, home }: StrengthsProps) {
  const t = useMemo(() => translator(messages, locale), [messages, locale]);
  const [shown, setShown] = useState<Shown>();
  const [failed, fail] = useState(false);
  useEffect(() => {
    let gone = false;
    let stop = (): void => {};
    const refresh = (): void =>
      void look(base).then(
        (found) => !gone && setShown(found),
        () => !gone && fail(true),
      );
    refresh();
    void openProgress().then((progress) => {
      if (!gone) stop = progress.subscribe(refresh);
    });
    return () => {
      gone = true;
      stop();
    };
  }, [base]);

  if (failed) return <p class="note">{t('failed')}</p>;
  if (!shown) return <p class="note">{t('loading')}</p>;
  const met = shown.lessons.filter(({ counts, items }) => counts.unmet < items.length);
  return (
    <>
      <p>
        {t('due', { count: shown.due })} <a href={`${home}review/`}>{t('toReview')}</a>
      </p>
      {met.length === 0 ? (
        <p class="note">{t('nothing')}</p>
      ) : (
        <>
          <p class="note">{t('text')}</p>
          <ul class="strengths">
            {met.map((lesson) => (
              <li key={lesson.lesson}>
                <a href={`${home}lessons/${lesson.lesson}/`} lang={contentLocale}>
                  {lesson.title}
                </a>
                <Bar lesson={lesson} />
                <span class="note">{summary(lesson)}</span>
                <Items lesson={lesson} {...{ t, locale, contentLocale, base }} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );

  function summary({ counts }: LessonStrength): string {
    return strengths
      .filter((one) => counts[one] > 0)
      .map((one) => t(one, { count: counts[one] }))
      .join(', ');
  }
}

function Bar({ lesson: { counts, items } }: { lesson: LessonStrength }) {
  let from = 0;
  return (
    <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      {strengths.map((one) => {
        const width = (100 * counts[one]) / items.length;
        const x = from;
        from += width;
        return (
          width > 0 && (
            <rect key={one} class={`rect-${one}`} x={x} width={Math.max(width - 0.6, 0.4)} height="4" />
          )
        );
      })}
    </svg>
  );
}

type T = (key: keyof typeof strengthMessages & string, params?: Record<string, string | number>) => string;

/** One row a question; the words are fetched when the table is opened. */
function Items({
  lesson,
  t,
  locale,
  contentLocale,
  base,
}: {
  lesson: LessonStrength;
  t: T;
  locale: string;
  contentLocale: string;
  base: string;
}) {
  const [words, setWords] = useState<ReadonlyMap<string, string>>(new Map());
  const names: Record<Strength, string> = {
    kept: t('isKept'),
    fresh: t('isFresh'),
    fading: t('isFading'),
    unmet: t('isUnmet'),
  };
  return (
    <details
      onToggle={(event) => {
        if (!event.currentTarget.open || words.size > 0) return;
        const quiz = lesson.items[0]?.quiz;
        if (quiz)
          void fetchQuiz(base, quiz).then(
            ({ items }) => setWords(new Map(items.map(({ id, question }) => [id, question]))),
            () => {},
          );
      }}
    >
      <summary>{t('table')}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="scroll" tabIndex={0} aria-label={`${t('table')}: ${lesson.title}`}>
        <table class="counts">
          <thead>
            <tr>
              <th scope="col">{t('question')}</th>
              <th scope="col">{t('state')}</th>
              <th scope="col">{t('chance')}</th>
              <th scope="col">{t('reviews')}</th>
              <th scope="col">{t('next')}</th>
            </tr>
          </thead>
          <tbody>
            {lesson.items.map(({ item, strength, chance, due, reviews }) => (
              <tr key={item}>
                <th scope="row" lang={contentLocale}>
                  <Text text={words.get(item) ?? item} />
                </th>
                <td>{names[strength]}</td>
                <td class="number">{chance === undefined ? '–' : `${Math.round(chance * 100)} %`}</td>
                <td class="number">{reviews}</td>
                <td>
                  {due === undefined
                    ? '–'
                    : new Date(due).toLocaleDateString(locale === 'qps' ? 'en' : locale, {
                        dateStyle: 'medium',
                      })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
