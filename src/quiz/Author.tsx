// The page for authors and teachers: questions in from other systems' files, tried and kept; quizzes out in their
// formats. Readers and writers are loaded when they are needed. Test: test/browser/review.
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type Translation, translator } from '../strings/index.ts';
import { type Catalog, fetchCatalog, fetchQuiz } from './catalog.ts';
import type { Format } from './exchange/export.ts';
import type { ImportedQuiz, Note } from './exchange/report.ts';
import type { Quiz } from './model.ts';
import { OverHeading, Session } from './Session.tsx';
import type { quizMessages } from './strings.ts';
import type { authorMessages } from './strings-author.ts';

export interface AuthorProps {
  messages: Translation<typeof authorMessages>;
  quizMessages: Translation<typeof quizMessages>;
  locale: string;
  contentLocale: string;
  base: string;
  home: string;
}

type T = (key: keyof typeof authorMessages & string, params?: Record<string, string | number>) => string;

const formats: readonly Format[] = ['own', 'gift', 'moodle', 'qti', 'scorm'];

export function Author(props: AuthorProps) {
  const { base, home, locale, contentLocale } = props;
  const t: T = useMemo(() => translator(props.messages, locale), [props.messages, locale]);
  const q = useMemo(() => translator(props.quizMessages, locale), [props.quizMessages, locale]);
  const [catalog, setCatalog] = useState<Catalog>();
  const [kept, setKept] = useState<readonly Quiz[]>([]);
  const [read, setRead] = useState<{ name: string; result: ImportedQuiz; quiz: Quiz }>();
  const [tried, setTried] = useState<Quiz>();
  const [said, say] = useState('');
  const file = useRef<HTMLInputElement>(null);

  const showKept = async (): Promise<void> => {
    const { keptQuizzes } = await import('./exchange/shelf.ts');
    setKept(await keptQuizzes());
  };
  useEffect(() => {
    void fetchCatalog(base).then(setCatalog, () => {});
    // Where nothing can be kept there is nothing to show.
    void showKept().catch(() => {});
  }, [base]);

  async function take(chosen: File): Promise<void> {
    say(t('reading'));
    setTried(undefined);
    try {
      const [{ readQuizFile }, { slug }] = await Promise.all([
        import('./exchange/file.ts'),
        import('./exchange/report.ts'),
      ]);
      const result = await readQuizFile(chosen);
      const quiz = { id: `own-${slug(result.title) || 'quiz'}`, title: result.title, items: result.items };
      setRead({ name: chosen.name, result, quiz });
      say('');
    } catch {
      setRead(undefined);
      say(t('unreadable'));
    }
  }

  async function save(quiz: Quiz, format: Format): Promise<void> {
    try {
      const { exportQuiz } = await import('./exchange/export.ts');
      const made = await exportQuiz(quiz, format, {
        words: wordsOf(t, q),
        language: contentLocale,
        base,
        home,
      });
      download(made.name, made.data);
      say(t('saved', { name: made.name }));
    } catch {
      say(t('saveFailed'));
    }
  }

  return (
    <div class="author">
      <section>
        <h2>{t('inTitle')}</h2>
        <p>{t('inText')}</p>
        <div class="actions">
          <button class="button" type="button" onClick={() => file.current?.click()}>
            {t('choose')}
          </button>
          <input
            ref={file}
            type="file"
            hidden
            aria-label={t('choose')}
            accept=".gift,.txt,.xml,.csv,.tsv,.xlsx,.json"
            onChange={(event) => {
              const [chosen] = event.currentTarget.files ?? [];
              event.currentTarget.value = '';
              if (chosen) void take(chosen);
            }}
          />
          <button
            class="link"
            type="button"
            onClick={() =>
              void import('./exchange/table.ts').then(({ csvTemplate }) =>
                download('questions.csv', new Blob([`\uFEFF${csvTemplate()}`], { type: 'text/csv' })),
              )
            }
          >
            {t('template')}
          </button>
        </div>
        <p role="status" class="outcome-line">
          {said}
        </p>
        {read && (
          <Report
            {...read}
            t={t}
            contentLocale={contentLocale}
            onTry={() => setTried(read.quiz)}
            onSave={() => void save(read.quiz, 'own')}
            onKeep={async () => {
              try {
                const { keepQuiz } = await import('./exchange/shelf.ts');
                await keepQuiz(read.quiz);
                await showKept();
                say(t('kept'));
              } catch {
                say(t('keepFailed'));
              }
            }}
          />
        )}
        {tried && (
          <section aria-label={t('tryTitle', { title: tried.title })}>
            <Session
              key={`${tried.id}/${tried.items.length}`}
              name={tried.id}
              entries={tried.items.map((item) => ({ item, quiz: tried.id }))}
              messages={props.quizMessages}
              locale={locale}
              contentLocale={contentLocale}
              level={3}
              ready
              unrecorded
              over={({ round, missed, restart }) => (
                <div class="quiz card">
                  <OverHeading level={3} focus text={t('over')} />
                  <p>
                    {t('overText', { right: round.queue.length - missed.length, total: round.queue.length })}
                  </p>
                  <div class="actions">
                    <button class="button" type="button" onClick={() => restart()}>
                      {t('again')}
                    </button>
                    <button class="button quiet" type="button" onClick={() => setTried(undefined)}>
                      {t('close')}
                    </button>
                  </div>
                </div>
              )}
            />
          </section>
        )}
      </section>

      <section>
        <h2>{t('keptTitle')}</h2>
        <p>{t('keptText')}</p>
        {kept.length === 0 ? (
          <p class="note">{t('nothingKept')}</p>
        ) : (
          <ul class="quizzes">
            {kept.map((quiz) => (
              <li key={quiz.id}>
                <b>{quiz.title}</b> <span class="note">{t('count', { count: quiz.items.length })}</span>
                <Formats
                  title={quiz.title}
                  t={t}
                  only={['own', 'gift', 'moodle', 'qti']}
                  save={(format) => save(quiz, format)}
                >
                  <button class="link" type="button" onClick={() => setTried(quiz)}>
                    {t('try')}
                  </button>
                  <button
                    class="link"
                    type="button"
                    aria-label={t('remove', { title: quiz.title })}
                    onClick={async () => {
                      const { removeQuiz } = await import('./exchange/shelf.ts');
                      await removeQuiz(quiz.id);
                      await showKept();
                      say(t('removed', { title: quiz.title }));
                    }}
                  >
                    ✕
                  </button>
                </Formats>
              </li>
            ))}
          </ul>
        )}
      </section>

      <section>
        <h2>{t('outTitle')}</h2>
        <p>{t('outText')}</p>
        <p class="note">{t('limits')}</p>
        <ul class="quizzes">
          {catalog?.quizzes.map(({ id, title, items }) => (
            <li key={id}>
              <b lang={contentLocale}>{title}</b>{' '}
              <span class="note">{t('count', { count: items.length })}</span>
              <Formats
                title={title}
                t={t}
                only={formats}
                save={async (format) => {
                  const quiz = await fetchQuiz(base, id).catch(() => undefined);
                  if (quiz) await save(quiz, format);
                  else say(t('saveFailed'));
                }}
              >
                <a href={`${home}paper/${id}/`}>{t('paper')}</a>
              </Formats>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function Formats({
  title,
  only,
  save,
  t,
  children,
}: {
  title: string;
  only: readonly Format[];
  save: (format: Format) => Promise<void>;
  t: T;
  children: ComponentChildren;
}) {
  return (
    <p class="formats">
      {only.map((format) => (
        <button
          key={format}
          class="link"
          type="button"
          aria-label={t('saveAs', { title, format: t(format) })}
          onClick={() => void save(format)}
        >
          {t(format)}
        </button>
      ))}
      {children}
    </p>
  );
}

function Report({
  name,
  result,
  t,
  contentLocale,
  onTry,
  onKeep,
  onSave,
}: {
  name: string;
  result: ImportedQuiz;
  t: T;
  contentLocale: string;
  onTry: () => void;
  onKeep: () => void;
  onSave: () => void;
}) {
  if (result.refused)
    return (
      <div class="card report" role="status">
        <p>{t(`refused_${result.refused}`)}</p>
        <Notes notes={result.skipped} t={t} />
      </div>
    );
  const { items, skipped, notes } = result;
  return (
    <div class="card report" role="status">
      <p>
        <b>{t('taken', { count: items.length, name })}</b>
      </p>
      {skipped.length > 0 && <p>{t('skipped', { count: skipped.length })}</p>}
      <Notes notes={skipped} t={t} />
      {notes.length > 0 && <p>{t('noted', { count: notes.length })}</p>}
      <Notes notes={notes} t={t} />
      {items.length > 0 && (
        <>
          <ol class="preview" lang={contentLocale}>
            {items.slice(0, 20).map((item) => (
              <li key={item.id}>{item.question.split('\n')[0]?.replaceAll('`', '').slice(0, 160)}</li>
            ))}
          </ol>
          <div class="actions">
            <button class="button" type="button" onClick={onTry}>
              {t('try')}
            </button>
            <button class="button quiet" type="button" onClick={onKeep}>
              {t('keep')}
            </button>
            <button class="link" type="button" onClick={onSave}>
              {t('own')}
            </button>
          </div>
        </>
      )}
    </div>
  );
}

/** The first ones; a file that is all mistakes need not be told line by line. */
const SHOWN = 20;

function Notes({ notes, t }: { notes: readonly Note[]; t: T }) {
  if (notes.length === 0) return null;
  return (
    <ul>
      {notes.slice(0, SHOWN).map(({ where, line, code, found = '' }, index) => {
        const key = code === 'syntax' && found !== '' ? 'why_syntaxFound' : (`why_${code}` as const);
        const why = t(key, { found, where });
        return (
          <li key={index}>
            {line === undefined ? t('at', { where, why }) : t('atLine', { where, line, why })}
          </li>
        );
      })}
      {notes.length > SHOWN && <li>…</li>}
    </ul>
  );
}

function wordsOf(t: T, q: (key: 'verdictAllow' | 'verdictExplicit' | 'verdictImplicit') => string) {
  return {
    verdicts: {
      allow: q('verdictAllow'),
      explicitDeny: q('verdictExplicit'),
      implicitDeny: q('verdictImplicit'),
    },
    holds: t('holds'),
    holdsNot: t('holdsNot'),
    because: t('because'),
    caller: t('caller'),
    action: t('action'),
    resource: t('resource'),
    context: t('context'),
    policy: t('policy'),
    mustAllow: t('mustAllow'),
    mustDeny: t('mustDeny'),
    scorm: {
      check: t('scormCheck'),
      right: t('scormRight'),
      wrong: t('scormWrong'),
      choose: t('scormChoose'),
      answer: t('scormAnswer'),
      // Its own numbers are put in by the package's script.
      result: t('scormResult'),
      sent: t('scormSent'),
      notConnected: t('scormNotConnected'),
    },
  };
}

function download(name: string, data: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(data);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
