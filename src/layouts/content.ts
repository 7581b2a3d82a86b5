// What pages need of the content, gathered from Astro's collections.
import { getCollection, getEntry } from 'astro:content';
import { courseMap, type LessonData, type MapPart, type Runbook, type Teaching } from '../course/index.ts';
import type { Challenge } from '../exercise/index.ts';
import { type Catalog, catalogEntry, type Quiz } from '../quiz/index.ts';
import type { Locale } from '../strings/index.ts';
import { contentLocale } from './locales.ts';

async function byId<T>(entries: readonly { id: string; data: T }[], locale: Locale): Promise<Map<string, T>> {
  const prefix = `${contentLocale(locale)}/`;
  return new Map(
    entries.filter(({ id }) => id.startsWith(prefix)).map(({ id, data }) => [id.slice(prefix.length), data]),
  );
}

/** A build asks for each locale's once, though every page needs it; while writing, content changes. */
function once<T>(read: (locale: Locale) => Promise<T>): (locale: Locale) => Promise<T> {
  const known = new Map<Locale, Promise<T>>();
  return (locale) => {
    const found = import.meta.env.DEV ? undefined : known.get(locale);
    if (found) return found;
    const reading = read(locale);
    known.set(locale, reading);
    return reading;
  };
}

export const lessonsOf = once(
  async (locale): Promise<Map<string, LessonData>> =>
    byId<LessonData>(await getCollection('lessons'), locale),
);

export const quizzesOf = once(
  async (locale): Promise<Map<string, Quiz>> => byId<Quiz>(await getCollection('quizzes'), locale),
);

export const challengesOf = once(
  async (locale): Promise<Map<string, Challenge>> =>
    byId<Challenge>(await getCollection('challenges'), locale),
);

export const runbooksOf = once(
  async (locale): Promise<Map<string, Runbook>> => byId<Runbook>(await getCollection('runbooks'), locale),
);

export const teachingOf = once(
  async (locale): Promise<Map<string, Teaching>> => byId<Teaching>(await getCollection('teaching'), locale),
);

export const mapOf = once(async (locale): Promise<MapPart[]> => {
  const course = await getEntry('course', `${contentLocale(locale)}/course`);
  return courseMap(course?.data ?? { parts: [] }, await lessonsOf(locale), await quizzesOf(locale));
});

export const catalogOf = once(async (locale): Promise<Catalog> => {
  const map = await mapOf(locale);
  const lessons = await lessonsOf(locale);
  return {
    parts: map.map(({ id, title }) => ({ id, title })),
    lessons: map
      .flatMap((part) => part.lessons)
      .flatMap(({ id }) => {
        const data = lessons.get(id);
        if (!data) return [];
        const { title, part, minutes, exercise, quiz } = data;
        return [{ id, title, part, minutes, ...(exercise ? { exercise } : {}), ...(quiz ? { quiz } : {}) }];
      }),
    quizzes: [...(await quizzesOf(locale)).values()].map(catalogEntry),
  };
});
