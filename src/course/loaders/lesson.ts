// A lesson file taken apart: its front matter checked, the headings and terms its text has. Tests: test/course/lesson.
import { type Heading, headingsOf } from '../headings.ts';
import { type LessonData, lessonSchema } from '../schema.ts';
import { type ContentProblem, readYaml } from './yaml.ts';

export interface LessonText {
  data: LessonData;
  /** `<h2 id="…">` of the text, in order: what quiz items and the progress point to. */
  headings: Heading[];
  /** Glossary terms used, with the line of each. */
  terms: { id: string; line: number }[];
  lineOf: (field: string) => number;
}

export function readLesson(
  text: string,
  file: string,
): { ok: true; lesson: LessonText } | { ok: false; problems: ContentProblem[] } {
  const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(text);
  if (!match) {
    const expected = 'front matter between two lines of ---';
    const hint =
      'A lesson begins with it: title, summary, number, part, minutes, updated. Look at another lesson.';
    return { ok: false, problems: [{ file, line: 1, column: 1, field: '', expected, hint }] };
  }
  const reading = readYaml(match[1] ?? '', file, lessonSchema, 2);
  if (!reading.ok) return reading;
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  const headings = headingsOf(text);
  const terms = [...text.matchAll(/<Term id="([^"]*)"/g)].map((one) => ({
    id: one[1] ?? '',
    line: lineAt(one.index),
  }));
  const problems = [...text.matchAll(/^##? .*$/gm)].map((one) => ({
    file,
    line: lineAt(one.index),
    column: 1,
    field: '',
    expected: 'headings with an id that stays: <h2 id="why">…</h2>',
    hint: 'Quiz items and progress point to it, so it must not change when the words do.',
  }));
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    lesson: { data: reading.data, headings, terms, lineOf: (field) => reading.lineOf([field]) },
  };
}
