// What every view of the classroom is given.
import type { quizMessages } from '../../quiz/index.ts';
import { type Translate, type Translation, translator } from '../../strings/index.ts';
import type { Refused } from '../client/api.ts';
import type { ClassroomMessages, RefusalMessages, TeacherMessages } from '../strings.ts';

export interface Words {
  classroom: Translation<ClassroomMessages>;
  teacher: Translation<TeacherMessages>;
  refusals: Translation<RefusalMessages>;
  quiz: Translation<typeof quizMessages>;
}

export interface Site {
  /** The site's base path, with a slash at its end. */
  base: string;
  locale: string;
  contentLocale: string;
  words: Words;
}

export interface Said {
  t: Translate<ClassroomMessages>;
  tt: Translate<TeacherMessages>;
  tq: Translate<typeof quizMessages>;
  /** What went wrong and what to do. */
  why: (error: Refused) => string;
}

const said = new WeakMap<Words, Said>();

export function saying({ words, locale }: Site): Said {
  let known = said.get(words);
  if (!known) {
    const refusals = translator<RefusalMessages>(words.refusals, locale);
    known = {
      t: translator<ClassroomMessages>(words.classroom, locale),
      tt: translator<TeacherMessages>(words.teacher, locale),
      tq: translator<typeof quizMessages>(words.quiz, locale),
      why: ({ code, detail }) => refusals(code) + (detail ? ` ${detail}` : ''),
    };
    said.set(words, known);
  }
  return known;
}

export const api = (site: Site): string => `${site.base}classroom/api`;
export const roomAddress = (site: Site, room: string): string =>
  `${api(site)}/rooms/${encodeURIComponent(room)}`;
