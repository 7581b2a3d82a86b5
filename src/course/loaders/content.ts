// Reads one locale's content from disk and checks it as a whole: every file by its schema, every link by its target.
// Build and `rootless check`. Tests: test/course/content.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { z } from 'astro/zod';
import type { Quiz } from '../../quiz/index.ts';
import { quizSchema } from '../../quiz/schema.ts';
import { type CourseData, courseSchema, type Glossary, glossarySchema } from '../schema.ts';
import { type LessonText, readLesson } from './lesson.ts';
import { type ContentProblem, type ContentReading, readYaml } from './yaml.ts';

export interface Content {
  course: CourseData;
  glossary: Glossary;
  lessons: ReadonlyMap<string, LessonText>;
  quizzes: ReadonlyMap<string, Quiz>;
  problems: ContentProblem[];
}

/** Names of a folder's files with an ending, without it; a missing folder is an empty one. */
function ids(folder: string, ending: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(ending))
      .map((name) => basename(name, ending))
      .sort();
  } catch {
    return [];
  }
}

/**
 * @param root folder of the locale, `content/en`
 * @param shown how the folder is called in messages
 * @param exercises ids of the exercises there are; undefined leaves links to them unchecked
 */
export function readContent(root: string, shown = root, exercises?: readonly string[]): Content {
  const problems: ContentProblem[] = [];
  function yaml<S extends z.ZodType>(path: string, schema: S): ContentReading<z.output<S>> {
    let text: string;
    try {
      text = readFileSync(join(root, path), 'utf8');
    } catch {
      text = '';
      problems.push({
        file: `${shown}/${path}`,
        line: 1,
        column: 1,
        field: '',
        expected: 'the file to be there',
        hint: 'Was it renamed or deleted? Every locale needs it.',
      });
      return { ok: false, problems: [] };
    }
    const reading = readYaml(text, `${shown}/${path}`, schema);
    if (!reading.ok) problems.push(...reading.problems);
    return reading;
  }

  const course = yaml('course.yaml', courseSchema);
  const glossary = yaml('glossary.yaml', glossarySchema);
  const lessons = new Map<string, LessonText>();
  for (const id of ids(join(root, 'lessons'), '.mdx')) {
    const file = `lessons/${id}.mdx`;
    const reading = readLesson(readFileSync(join(root, file), 'utf8'), `${shown}/${file}`);
    if (reading.ok) lessons.set(id, reading.lesson);
    else problems.push(...reading.problems);
  }
  const quizzes = new Map<string, Quiz>();
  const quizLines = new Map<string, (path: readonly PropertyKey[]) => number>();
  for (const id of ids(join(root, 'quizzes'), '.yaml')) {
    const reading = yaml(`quizzes/${id}.yaml`, quizSchema);
    if (!reading.ok) continue;
    quizzes.set(id, { id, ...reading.data });
    quizLines.set(id, reading.lineOf);
  }

  const wrong = (path: string, line: number, field: string, expected: string, hint: string): void => {
    problems.push({ file: `${shown}/${path}`, line, column: 1, field, expected, hint });
  };
  const planned = course.ok
    ? course.data.parts.flatMap((part) => part.lessons.map((one) => ({ ...one, part: part.id })))
    : [];
  for (const [id, lesson] of lessons) {
    const file = `lessons/${id}.mdx`;
    const { data } = lesson;
    const link = (
      field: 'quiz' | 'exercise' | 'part' | 'number',
      ok: boolean,
      expected: string,
      hint: string,
    ): void => {
      if (!ok) wrong(file, lesson.lineOf(field), field, expected, hint);
    };
    if (course.ok) {
      const place = planned.findIndex((one) => one.id === id);
      if (place < 0)
        wrong(file, 1, '', 'a lesson that stands in course.yaml', `Add «${id}» to its part there.`);
      else {
        link(
          'number',
          data.number === place + 1,
          `${place + 1}`,
          `course.yaml has it as number ${place + 1}.`,
        );
        link(
          'part',
          data.part === planned[place]?.part,
          `${planned[place]?.part}`,
          'course.yaml has it in that part.',
        );
      }
    }
    if (data.quiz)
      link(
        'quiz',
        quizzes.has(data.quiz),
        'a quiz that exists',
        `There is no quizzes/${data.quiz}.yaml without mistakes.`,
      );
    if (data.exercise && exercises)
      link(
        'exercise',
        exercises.includes(data.exercise),
        'an exercise that exists',
        `There is no exercises/${data.exercise}.yaml.`,
      );
    if (glossary.ok)
      for (const term of lesson.terms)
        if (!Object.hasOwn(glossary.data, term.id))
          wrong(
            file,
            term.line,
            `Term ${term.id}`,
            'a term of glossary.yaml',
            `Add «${term.id}» there, or correct it here.`,
          );
  }
  for (const [id, quiz] of quizzes) {
    const file = `quizzes/${id}.yaml`;
    const lineOf = quizLines.get(id) ?? (() => 1);
    const lesson = quiz.lesson === undefined ? undefined : lessons.get(quiz.lesson);
    if (quiz.lesson !== undefined && !lesson) {
      wrong(
        file,
        lineOf(['lesson']),
        'lesson',
        'a lesson that exists',
        `There is no lessons/${quiz.lesson}.mdx without mistakes.`,
      );
      continue;
    }
    quiz.items.forEach((item, index) => {
      if (item.place === undefined || lesson?.headings.some((heading) => heading.id === item.place)) return;
      const there = lesson
        ? lesson.headings.map((heading) => heading.id).join(', ')
        : 'none: the quiz names no lesson';
      wrong(
        file,
        lineOf(['items', index, 'place']),
        `items[${index}].place`,
        'the id of a heading of the lesson',
        `There are: ${there}.`,
      );
    });
  }
  return {
    course: course.ok ? course.data : { parts: [] },
    glossary: glossary.ok ? glossary.data : {},
    lessons,
    quizzes,
    problems,
  };
}
