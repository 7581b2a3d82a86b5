// The page «Today»: what is due, asked as a session; what is coming; the long-term goal. Test: test/browser/review.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { openProgress } from '../progress/index.ts';
import { type Translation, translator } from '../strings/index.ts';
import { type Catalog, fetchCatalog, fetchItems } from './catalog.ts';
import type { Today } from './due.ts';
import { type Entry, OverHeading, Session } from './Session.tsx';
import { A_SITTING } from './sitting.ts';
import type { quizMessages } from './strings.ts';
import type { reviewMessages } from './strings-review.ts';

export interface ReviewProps {
  messages: Translation<typeof reviewMessages>;
  quizMessages: Translation<typeof quizMessages>;
  locale: string;
  contentLocale: string;
  /** The site's base path, with a slash at its end. */
  base: string;
  /** Where the locale's pages begin. */
  home: string;
}

type State =
  | { kind: 'loading' }
  | { kind: 'failed' }
  | { kind: 'today'; today: Today; catalog: Catalog; finished: ReadonlySet<string> }
  | { kind: 'asking'; entries: readonly Entry[]; catalog: Catalog; left: number; sitting: number };

async function look(base: string): Promise<State> {
  const [catalog, progress, { cardsOf }, { todayOf }] = await Promise.all([
    fetchCatalog(base),
    openProgress(),
    import('../progress/schedule.ts'),
    import('./due.ts'),
  ]);
  const facts = await progress.facts();
  const finished = new Set<string>();
  for (const fact of facts.values())
    if (fact.kind === 'lesson' && (fact.what === 'read' || fact.what === 'known')) finished.add(fact.lesson);
  return { kind: 'today', today: todayOf(catalog, cardsOf(facts.values()), Date.now()), catalog, finished };
}

export function Review(props: ReviewProps) {
  const { base, home, locale, contentLocale } = props;
  const t = useMemo(() => translator(props.messages, locale), [props.messages, locale]);
  const [state, setState] = useState<State>({ kind: 'loading' });
  const [said, say] = useState('');
  const refresh = (): void => void look(base).then(setState, () => setState({ kind: 'failed' }));
  useEffect(refresh, [base]);

  async function begin(items: Today['items'], catalog: Catalog, sitting: number): Promise<void> {
    const now = items.slice(0, A_SITTING);
    const found = await fetchItems(base, now);
    setState({
      kind: 'asking',
      catalog,
      left: items.length - now.length,
      sitting,
      entries: found.map(({ quiz, item }) => ({
        item: { ...item, id: `${quiz.id}/${item.id}` },
        id: item.id,
        quiz: quiz.id,
        lesson: quiz.lesson === undefined ? undefined : `${home}lessons/${quiz.lesson}/`,
      })),
    });
  }

  if (state.kind === 'loading') return <p class="note">{t('loading')}</p>;
  if (state.kind === 'failed') return <p role="alert">{t('failed')}</p>;
  if (state.kind === 'asking')
    return (
      <Session
        key={state.sitting}
        name="review"
        entries={state.entries}
        messages={props.quizMessages}
        locale={locale}
        contentLocale={contentLocale}
        level={2}
        ready
        over={({ round, missed, restart }) => (
          <div class="quiz card">
            <OverHeading level={2} focus text={t('over')} />
            <p>
              {missed.length === 0
                ? t('overAll', { count: round.queue.length })
                : t('overSome', { right: round.queue.length - missed.length, total: round.queue.length })}
            </p>
            <div class="actions">
              {missed.length > 0 && (
                <button class="button" type="button" onClick={() => restart(missed)}>
                  {t('again', { count: missed.length })}
                </button>
              )}
              <button class={missed.length > 0 ? 'button quiet' : 'button'} type="button" onClick={refresh}>
                {t('title')}
              </button>
            </div>
          </div>
        )}
      />
    );

  const { today, catalog, finished } = state;
  const date = (at: number): string =>
    new Date(at).toLocaleDateString(locale === 'qps' ? 'en' : locale, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
    });
  const titleOf = (id: string): string => catalog.lessons.find((one) => one.id === id)?.title ?? id;
  const untested = catalog.lessons.filter((lesson) => lesson.quiz && !finished.has(lesson.id)).slice(0, 3);
  return (
    <div class="review">
      <section class="card today" aria-live="polite">
        {today.items.length > 0 ? (
          <>
            <p class="count">
              <b>{t('ready', { count: Math.min(today.items.length, A_SITTING) })}</b>{' '}
              {t('minutes', { count: today.minutes })}
            </p>
            {today.items.length > A_SITTING && <p class="note">{t('more', { count: today.items.length })}</p>}
            <button
              class="button"
              type="button"
              onClick={() => begin(today.items, catalog, Date.now()).catch(() => say(t('failed')))}
            >
              {t('begin')}
            </button>
            {said && <p role="alert">{said}</p>}
          </>
        ) : today.tasks.length > 0 ? (
          <p>{t('tasksOnly', { count: today.tasks.length })}</p>
        ) : today.goal.met === 0 && today.next === undefined ? (
          <>
            <p>{t('nothingYet')}</p>
            <a class="button" href={home}>
              {t('toCourse')}
            </a>
          </>
        ) : (
          <p>
            {today.next === undefined ? t('nothingDueEver') : t('nothingDue', { date: date(today.next) })}
          </p>
        )}
      </section>

      {today.tasks.length > 0 && (
        <section>
          <h2>{t('tasksTitle')}</h2>
          <p>{t('tasksText')}</p>
          <ul lang={contentLocale}>
            {today.tasks.map(({ exercise, lesson }) => (
              <li key={exercise}>
                <a href={`${home}lessons/${lesson}/#do-it`}>{titleOf(lesson)}</a>
              </li>
            ))}
          </ul>
        </section>
      )}

      {today.goal.met > 0 && (
        <>
          <section>
            <h2>{t('forecastTitle')}</h2>
            <p class="note">{t('forecastText')}</p>
            <Forecast counts={today.forecast} t={t} locale={locale} />
          </section>
          <section>
            <h2>{t('goalTitle')}</h2>
            <p id="goal-text">{t('goalText', today.goal)}</p>
            <progress class="goal" max={today.goal.total} value={today.goal.kept} aria-label={t('goalBar')} />
          </section>
        </>
      )}

      {untested.length > 0 && (
        <section>
          <h2>{t('aheadTitle')}</h2>
          <p>{t('aheadText')}</p>
          <ul>
            {untested.map(({ id, title }) => (
              <li key={id}>
                <a href={`${home}exam/lesson-${id}/`}>{t('aheadLink', { title })}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{t('practiseTitle')}</h2>
        <p>{t('practiseText')}</p>
        <a class="button quiet" href={`${home}decisions/`}>
          {t('practiseLink')}
        </a>
      </section>
    </div>
  );
}

function Forecast({
  counts,
  t,
  locale,
}: {
  counts: readonly number[];
  t: (key: keyof typeof reviewMessages & string) => string;
  locale: string;
}) {
  const most = Math.max(1, ...counts);
  const day = (index: number, style: 'short' | 'long'): string =>
    new Date(Date.now() + index * 86_400_000).toLocaleDateString(locale === 'qps' ? 'en' : locale, {
      weekday: style,
      ...(style === 'long' ? { day: 'numeric', month: 'long' } : {}),
    });
  return (
    <>
      <svg class="bars" viewBox={`0 0 ${counts.length * 30} 104`} aria-hidden="true">
        {counts.map((count, index) => {
          const height = (count / most) * 66;
          return (
            <g key={index}>
              <rect x={index * 30 + 5} y={84 - height} width="20" height={Math.max(height, 1)} rx="3" />
              {count > 0 && (
                <text x={index * 30 + 15} y={78 - height}>
                  {count}
                </text>
              )}
              <text x={index * 30 + 15} y="99">
                {day(index, 'short').slice(0, 2)}
              </text>
            </g>
          );
        })}
      </svg>
      <details>
        <summary>{t('forecastTable')}</summary>
        <table class="counts">
          <thead>
            <tr>
              <th scope="col">{t('day')}</th>
              <th scope="col">{t('count')}</th>
            </tr>
          </thead>
          <tbody>
            {counts.map((count, index) => (
              <tr key={index}>
                <th scope="row">{index === 0 ? t('today') : day(index, 'long')}</th>
                <td class="number">{count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
