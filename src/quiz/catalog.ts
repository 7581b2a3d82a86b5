// All questions there are, without their words: what the review, exams and the progress page choose from. The words
// come quiz by quiz, when they are asked. The site's build writes both as JSON under /data/. Tests: test/quiz/exam, test/quiz/due.
import type { Item, ItemKind, Quiz } from './model.ts';

export interface CatalogItem {
  id: string;
  hash: string;
  kind: ItemKind;
}

export interface CatalogLesson {
  id: string;
  title: string;
  /** The part of the course, by its id. */
  part: string;
  minutes: number;
  exercise?: string;
  quiz?: string;
}

export interface Catalog {
  parts: readonly { id: string; title: string }[];
  /** Those that are written, in the order of reading. */
  lessons: readonly CatalogLesson[];
  quizzes: readonly { id: string; title: string; lesson?: string; items: readonly CatalogItem[] }[];
}

export const catalogEntry = ({ id, title, lesson, items }: Quiz): Catalog['quizzes'][number] => ({
  id,
  title,
  ...(lesson === undefined ? {} : { lesson }),
  items: items.map((item) => ({ id: item.id, hash: item.hash, kind: item.kind })),
});

/** @param base the site's base path, with a slash at its end */
export const fetchCatalog = (base: string): Promise<Catalog> => fetchJson(`${base}data/catalog.json`);

const fetched = new Map<string, Promise<Quiz>>();

/** A quiz with its words; asked for once a page. Rejects where it cannot be fetched. */
export function fetchQuiz(base: string, id: string): Promise<Quiz> {
  const address = `${base}data/quizzes/${id}.json`;
  const known = fetched.get(address) ?? fetchJson<Quiz>(address);
  fetched.set(address, known);
  known.catch(() => fetched.delete(address));
  return known;
}

/** Items by `quiz/item`, in the order asked for; those that are not there any more are left out. */
export async function fetchItems(
  base: string,
  wanted: readonly { quiz: string; item: string }[],
): Promise<{ quiz: Quiz; item: Item }[]> {
  const ids = [...new Set(wanted.map(({ quiz }) => quiz))];
  const quizzes = new Map(await Promise.all(ids.map(async (id) => [id, await fetchQuiz(base, id)] as const)));
  return wanted.flatMap(({ quiz: id, item: name }) => {
    const quiz = quizzes.get(id);
    const item = quiz?.items.find((one) => one.id === name);
    return quiz && item ? [{ quiz, item }] : [];
  });
}

async function fetchJson<T>(address: string): Promise<T> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return (await answer.json()) as T;
}
