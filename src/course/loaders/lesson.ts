// A lesson file taken apart: its front matter checked, the headings and terms its text has. Tests: test/course.
import { type Place, readContent } from '../../exercise/content.ts';
import { type Heading, headingsOf } from '../headings.ts';
import { type LessonData, lessonSchema } from '../schema.ts';
import type { Mistake } from './mistakes.ts';

export interface LessonText {
  data: LessonData;
  /** `<h2 id="…">` of the text, in order: what quiz items and the progress point to. */
  headings: Heading[];
  /** Glossary terms used, with the line of each. */
  terms: { id: string; line: number }[];
  place: Place;
}

export function readLesson(
  text: string,
  file: string,
): { ok: true; lesson: LessonText } | { ok: false; mistakes: Mistake[] } {
  const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(text);
  if (!match) {
    const message = 'the front matter is missing';
    const hint =
      'A lesson begins with it, between two lines of ---: title, summary, number and so on. Look at another lesson.';
    return { ok: false, mistakes: [{ file, line: 1, column: 1, path: '', message, hint }] };
  }
  // An empty line in place of the dashes keeps the lines' numbers.
  const reading = readContent(`\n${match[1]}`, file, lessonSchema);
  if (!reading.ok) return { ok: false, mistakes: reading.errors };
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  const terms = [...text.matchAll(/<Term id="([^"]*)"/g)].map((one) => ({
    id: one[1] ?? '',
    line: lineAt(one.index),
  }));
  // A line with a # in an example is a comment there.
  const words = text.replace(/^```[\s\S]*?^```/gm, (code) => code.replace(/[^\n]/g, ' '));
  const mistakes = [...words.matchAll(/^##? .*$/gm)].map((one) => ({
    file,
    line: lineAt(one.index),
    column: 1,
    path: '',
    message: 'a heading without an id',
    hint: 'Write <h2 id="why">…</h2>. Quiz items and progress point to the id, so it stays when the words change.',
  }));
  if (mistakes.length > 0) return { ok: false, mistakes };
  return {
    ok: true,
    lesson: { data: reading.value, headings: headingsOf(text), terms, place: reading.place },
  };
}
