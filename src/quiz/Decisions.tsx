// Decisions without end: five at a time from the engine, harder when they go well. A series has an address, so that
// it can be shown to somebody else. Test: test/browser/review.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { type Translation, translator } from '../strings/index.ts';
import type { Difficulty } from './decision/generate.ts';
import { type Entry, OverHeading, Session } from './Session.tsx';
import type { quizMessages } from './strings.ts';
import type { decisionsMessages } from './strings-exam.ts';

export interface DecisionsProps {
  messages: Translation<typeof decisionsMessages>;
  quizMessages: Translation<typeof quizMessages>;
  locale: string;
  contentLocale: string;
}

/** Answers to made-up items are kept under this quiz; they count for nothing but the learner's own picture. */
export const DECISIONS = '~decisions';
const A_SERIES = 5;
const LEVEL_KEY = 'rootless-decisions-level';
const levels = [1, 2, 3, 4, 5] as const;

interface Series {
  seed: string;
  level: Difficulty;
}

const asLevel = (value: unknown): Difficulty | undefined =>
  levels.find((level) => String(level) === String(value));

/** The series of the address, or a new one of the level that was reached. */
function firstSeries(): Series {
  const asked = new URLSearchParams(location.hash.slice(1));
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(LEVEL_KEY);
  } catch {
    // Nothing is kept here.
  }
  return { seed: asked.get('seed') || newSeed(), level: asLevel(asked.get('level')) ?? asLevel(kept) ?? 1 };
}

const newSeed = (): string => crypto.getRandomValues(new Uint32Array(1))[0]?.toString(36) ?? '0';

export function Decisions({ messages, quizMessages: quiz, locale, contentLocale }: DecisionsProps) {
  const t = useMemo(() => translator(messages, locale), [messages, locale]);
  const [series, setSeries] = useState<Series>();
  const [entries, setEntries] = useState<readonly Entry[]>();
  const [failed, fail] = useState(false);

  useEffect(() => {
    const read = (): void => setSeries(firstSeries());
    read();
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, []);
  useEffect(() => {
    if (!series) return;
    try {
      localStorage.setItem(LEVEL_KEY, String(series.level));
    } catch {
      // It counts until the page is closed.
    }
    let gone = false;
    import('./decision/generate.ts').then(
      ({ generateDecisionItems }) =>
        !gone &&
        setEntries(
          generateDecisionItems(series.seed, A_SERIES, series.level).map((item) => ({
            item,
            quiz: DECISIONS,
          })),
        ),
      () => !gone && fail(true),
    );
    return () => {
      gone = true;
    };
  }, [series]);

  const start = (level: Difficulty): void => setSeries({ seed: newSeed(), level });
  if (failed) return <p role="alert">{t('failed')}</p>;
  if (!series || !entries) return <p class="note">{t('loading')}</p>;
  return (
    <div class="decisions">
      <p class="level">
        <label>
          {t('level')}{' '}
          <select
            value={String(series.level)}
            onChange={(event) => start(asLevel(event.currentTarget.value) ?? 1)}
          >
            {levels.map((level) => (
              <option key={level} value={String(level)}>
                {t(`level${level}`)}
              </option>
            ))}
          </select>
        </label>
      </p>
      <Session
        key={entries[0]?.item.id}
        name="decisions"
        entries={entries}
        messages={quiz}
        locale={locale}
        contentLocale={contentLocale}
        level={2}
        ready
        over={({ round, missed, restart }) => {
          const right = round.queue.length - missed.length;
          const whole = round.number === 1;
          const next = nextLevel(series.level, whole ? right : A_SERIES - 1);
          return (
            <div class="quiz card">
              <OverHeading level={2} focus text={t('over')} />
              <p>{t('score', { right, total: round.queue.length })}</p>
              <p>
                {t(
                  next > series.level
                    ? 'up'
                    : next < series.level
                      ? 'down'
                      : series.level === 5 && right >= A_SERIES - 1
                        ? 'top'
                        : 'same',
                )}
              </p>
              <div class="actions">
                <button class="button" type="button" onClick={() => start(next)}>
                  {t('next')}
                </button>
                {missed.length > 0 && (
                  <button class="button quiet" type="button" onClick={() => restart(missed)}>
                    {t('again', { count: missed.length })}
                  </button>
                )}
                <a class="place-link" href={`#seed=${encodeURIComponent(series.seed)}&level=${series.level}`}>
                  {t('share')}
                </a>
              </div>
            </div>
          );
        }}
      />
    </div>
  );
}

/** A step up with four or five right at the first try, a step down with one or none. */
function nextLevel(level: Difficulty, right: number): Difficulty {
  const step = right >= A_SERIES - 1 ? 1 : right <= 1 ? -1 : 0;
  return Math.min(5, Math.max(1, level + step)) as Difficulty;
}
