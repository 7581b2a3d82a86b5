// On the progress page: carries progress to another device as QR codes, and takes what such a code's link brings.
// Test: test/browser/review.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { type Fact, openProgress } from '../progress/index.ts';
import { type Translation, translator } from '../strings/index.ts';
import { type Catalog, fetchCatalog } from './catalog.ts';
import type { moveMessages } from './strings-progress.ts';

export interface MoveProps {
  messages: Translation<typeof moveMessages>;
  locale: string;
  base: string;
}

/** What a link brings stands behind this in the address's fragment, which no server sees. */
const MARK = '#move=';

const directoryOf = ({ lessons, quizzes }: Catalog) => ({
  lessons: lessons.map(({ id }) => id),
  exercises: lessons.flatMap(({ exercise }) => exercise ?? []),
  items: quizzes.flatMap((quiz) => quiz.items.map(({ id, hash }) => ({ quiz: quiz.id, item: id, hash }))),
});

type Arrival =
  | { kind: 'none' }
  | { kind: 'damaged' }
  | { kind: 'asking'; facts: readonly Fact[]; unknown: number }
  | { kind: 'added'; count: number };

interface Code {
  link: string;
  size: number;
  path: string;
}

export function Move({ messages, locale, base }: MoveProps) {
  const t = useMemo(() => translator(messages, locale), [messages, locale]);
  const [arrival, setArrival] = useState<Arrival>({ kind: 'none' });
  const [codes, setCodes] = useState<readonly Code[]>();
  const [failed, fail] = useState(false);

  useEffect(() => {
    const take = async (): Promise<void> => {
      if (!location.hash.startsWith(MARK)) return;
      const text = location.hash.slice(MARK.length);
      // Out of the address: a reload or a bookmark does not bring it again.
      history.replaceState(null, '', location.pathname);
      const [catalog, { unpackMove }] = await Promise.all([
        fetchCatalog(base),
        import('../progress/move.ts'),
      ]);
      const moved = unpackMove(text, directoryOf(catalog));
      setArrival(moved ? { kind: 'asking', ...moved } : { kind: 'damaged' });
    };
    const listen = (): void => void take().catch(() => setArrival({ kind: 'damaged' }));
    listen();
    addEventListener('hashchange', listen);
    return () => removeEventListener('hashchange', listen);
  }, [base]);

  async function show(): Promise<void> {
    fail(false);
    const [catalog, progress, { packMove }, { encode }] = await Promise.all([
      fetchCatalog(base),
      openProgress(),
      import('../progress/move.ts'),
      import('uqr'),
    ]);
    const parts = packMove(await progress.facts(), await progress.read(), directoryOf(catalog));
    setCodes(
      parts.map((part) => {
        const link = `${location.origin}${location.pathname}${MARK}${part}`;
        const { data, size } = encode(link, { ecc: 'L', border: 4 });
        return { link, size, path: pathOf(data) };
      }),
    );
  }

  async function add(facts: readonly Fact[]): Promise<void> {
    const progress = await openProgress();
    const count = await progress.take(facts);
    setArrival({ kind: 'added', count });
  }

  return (
    <>
      {arrival.kind !== 'none' && (
        <div class="card arrival" role="status">
          <p>
            <b>{t('arrived')}</b>
          </p>
          {arrival.kind === 'damaged' && <p>{t('damaged')}</p>}
          {arrival.kind === 'added' && (
            <p>{arrival.count === 0 ? t('addedNone') : t('added', { count: arrival.count })}</p>
          )}
          {arrival.kind === 'asking' && (
            <>
              <p>
                {t('arrivedText', { count: arrival.facts.length })}{' '}
                {arrival.unknown > 0 && t('unknown', { count: arrival.unknown })}
              </p>
              <div class="actions">
                <button class="button" type="button" onClick={() => void add(arrival.facts)}>
                  {t('add')}
                </button>
                <button class="button quiet" type="button" onClick={() => setArrival({ kind: 'none' })}>
                  {t('leave')}
                </button>
              </div>
            </>
          )}
        </div>
      )}
      <h2>{t('title')}</h2>
      <p>{t('text')}</p>
      <button class="button quiet" type="button" onClick={() => show().catch(() => fail(true))}>
        {t('show')}
      </button>
      <div role="status">
        {failed && <p>{t('failed')}</p>}
        {codes && <p>{codes.length === 0 ? t('nothing') : t('how', { count: codes.length })}</p>}
      </div>
      {codes && codes.length > 0 && (
        <ol class="codes">
          {codes.map(({ link, size, path }, index) => {
            const name = t('code', { number: index + 1, total: codes.length });
            return (
              <li key={link}>
                <svg
                  viewBox={`0 0 ${size} ${size}`}
                  role="img"
                  aria-label={name}
                  shape-rendering="crispEdges"
                >
                  <rect width={size} height={size} fill="#fff" />
                  <path d={path} fill="#000" />
                </svg>
                <p>
                  {name}, <a href={link}>{t('link')}</a>
                </p>
              </li>
            );
          })}
        </ol>
      )}
    </>
  );
}

/** The dark fields as one path: runs of a row. */
function pathOf(rows: readonly (readonly boolean[])[]): string {
  let path = '';
  for (const [y, row] of rows.entries())
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      let end = x;
      while (row[end]) end++;
      path += `M${x} ${y}h${end - x}v1h${x - end}z`;
      x = end;
    }
  return path;
}
