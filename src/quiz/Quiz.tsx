// The island that asks a quiz. Answers are recorded as attempts; what was right before is skipped. Test: test/browser.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { openProgress } from '../progress/index.ts';
import { type Translation, translator } from '../strings/index.ts';
import type { Item, Quiz as QuizData } from './model.ts';
import { Missed, OverHeading, Session } from './Session.tsx';
import type { quizMessages } from './strings.ts';

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

export function Quiz({ quiz, messages, locale, contentLocale, lesson, level = 3 }: QuizProps) {
  const t = useMemo(() => translator(messages, locale), [messages, locale]);
  const [items, setItems] = useState<readonly Item[]>(quiz.items);
  /** Whether it is known what was right before; until then the first question may still change. */
  const [ready, setReady] = useState(false);
  const touched = useRef(false);
  const entries = useMemo(
    () => items.map((item) => ({ item, quiz: quiz.id, lesson })),
    [items, quiz, lesson],
  );
  const skipped = quiz.items.length - items.length;

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
        if (!touched.current && open.length < quiz.items.length) setItems(open);
      });
    return () => {
      gone = true;
    };
  }, [quiz]);

  return (
    <Session
      key={items.length}
      name={quiz.id}
      entries={entries}
      messages={messages}
      locale={locale}
      contentLocale={contentLocale}
      level={level}
      ready={ready}
      note={skipped > 0 ? t('resumed', { count: skipped }) : undefined}
      onTouched={() => {
        touched.current = true;
      }}
      over={({ round, missed, restart }) => {
        const total = round.queue.length;
        return (
          <div class="quiz card">
            <OverHeading level={level} focus={touched.current} text={t('overTitle')} />
            <p>
              {total === 0
                ? t('doneBefore')
                : missed.length === 0
                  ? t('overAllRight', { count: total })
                  : t('overSome', { right: total - missed.length, total })}
            </p>
            {missed.length > 0 && (
              <>
                <p>{t('missedTitle')}</p>
                <Missed ids={missed} entries={entries} contentLocale={contentLocale} />
              </>
            )}
            <div class="actions">
              {missed.length > 0 && (
                <button class="button" type="button" onClick={() => restart(missed)}>
                  {t('retryMissed', { count: missed.length })}
                </button>
              )}
              <button
                class={missed.length > 0 ? 'button quiet' : 'button'}
                type="button"
                onClick={() => {
                  touched.current = true;
                  // Everything again, what was skipped too.
                  if (skipped > 0) setItems(quiz.items);
                  else restart();
                }}
              >
                {t('again')}
              </button>
            </div>
          </div>
        );
      }}
    />
  );
}
