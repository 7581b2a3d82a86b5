// Reads one locale's course, lessons, glossary, quizzes, runbooks and teacher packs from disk and checks them as a whole: every file by its
// schema, every link by its target. Build and `rootless check`. Tests: test/course/content.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { z } from 'astro/zod';
import { type Place, type Content as Reading, readContent as readYaml } from '../../exercise/content.ts';
import type { Quiz } from '../../quiz/index.ts';
import { quizSchema } from '../../quiz/schema.ts';
import {
  type Changes,
  type Comparison,
  type CourseData,
  changesSchema,
  comparisonSchema,
  courseSchema,
  type Glossary,
  glossarySchema,
  type Runbook,
  runbookSchema,
  type Teaching,
  teachingSchema,
} from '../schema.ts';
import { type LessonText, readLesson } from './lesson.ts';
import type { Mistake } from './mistakes.ts';

export interface Content {
  course: CourseData;
  glossary: Glossary;
  changes: Changes;
  lessons: ReadonlyMap<string, LessonText>;
  quizzes: ReadonlyMap<string, Quiz>;
  runbooks: ReadonlyMap<string, Runbook>;
  /** By lesson. */
  teaching: ReadonlyMap<string, Teaching>;
  comparison: Comparison;
  mistakes: Mistake[];
}

/** Names of a folder's files with an ending, without it; a missing folder is an empty one. */
function namesIn(folder: string, ending: string): string[] {
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
 */
export function readContent(root: string, shown = root): Content {
  const mistakes: Mistake[] = [];
  const wrong = (
    file: string,
    at: { line: number; column: number },
    path: string,
    message: string,
    hint: string,
  ): void => {
    mistakes.push({ file: `${shown}/${file}`, ...at, path, message, hint });
  };
  const start = { line: 1, column: 1 };

  function yaml<S extends z.ZodType>(file: string, schema: S): Reading<z.output<S>> {
    let text: string;
    try {
      text = readFileSync(join(root, file), 'utf8');
    } catch {
      wrong(file, start, '', 'this file is missing', 'Every locale needs it. Was it renamed?');
      return { ok: false, errors: [] };
    }
    const reading = readYaml(text, `${shown}/${file}`, schema);
    if (!reading.ok) mistakes.push(...reading.errors);
    return reading;
  }

  // Links are checked against the files there are, right or wrong: a mistake is told once, where it is.
  const files = {
    lessons: namesIn(join(root, 'lessons'), '.mdx'),
    quizzes: namesIn(join(root, 'quizzes'), '.yaml'),
    exercises: namesIn(join(root, 'exercises'), '.yaml'),
  };
  const course = yaml('course.yaml', courseSchema);
  const glossary = yaml('glossary.yaml', glossarySchema);
  const changes = yaml('changes.yaml', changesSchema);
  const lessons = new Map<string, LessonText>();
  for (const id of files.lessons) {
    const file = `lessons/${id}.mdx`;
    const reading = readLesson(readFileSync(join(root, file), 'utf8'), `${shown}/${file}`);
    if (reading.ok) lessons.set(id, reading.lesson);
    else mistakes.push(...reading.mistakes);
  }
  const quizzes = new Map<string, Quiz & { placeOf: Place }>();
  for (const id of files.quizzes) {
    const reading = yaml(`quizzes/${id}.yaml`, quizSchema);
    if (reading.ok) quizzes.set(id, { id, ...reading.value, placeOf: reading.place });
  }

  /** Where a locale has such a folder; every id of a lesson in it is checked. */
  function folder<S extends z.ZodType>(
    name: string,
    schema: S,
    lessonOf: (id: string, value: z.output<S>) => string,
  ): Map<string, z.output<S>> {
    const entries = new Map<string, z.output<S>>();
    for (const id of namesIn(join(root, name), '.yaml')) {
      const file = `${name}/${id}.yaml`;
      const reading = yaml(file, schema);
      if (!reading.ok) continue;
      entries.set(id, reading.value);
      const lesson = lessonOf(id, reading.value);
      if (files.lessons.includes(lesson)) continue;
      wrong(
        file,
        reading.place(['lesson']),
        'lesson',
        `no lesson is called «${lesson}»`,
        there(files.lessons),
      );
    }
    return entries;
  }
  const runbooks = folder('runbooks', runbookSchema, (_, { lesson }) => lesson);
  const teaching = folder('teaching', teachingSchema, (id) => id);
  let comparison: Comparison = [];
  if (existsSync(join(root, 'comparison.yaml'))) {
    const reading = yaml('comparison.yaml', comparisonSchema);
    if (reading.ok) comparison = reading.value;
    comparison.forEach(({ lesson }, row) => {
      if (reading.ok && !files.lessons.includes(lesson))
        wrong(
          'comparison.yaml',
          reading.place([row, 'lesson']),
          `${row}.lesson`,
          `no lesson is called «${lesson}»`,
          there(files.lessons),
        );
    });
  }

  const planned = course.ok
    ? course.value.parts.flatMap((part) => part.lessons.map((one) => ({ id: one.id, part: part.id })))
    : undefined;
  for (const [id, lesson] of lessons) {
    const { data } = lesson;
    const file = `lessons/${id}.mdx`;
    const field = (name: keyof typeof data, message: string, hint: string): void =>
      wrong(file, lesson.place([name]), name, message, hint);
    if (planned) {
      const index = planned.findIndex((one) => one.id === id);
      const part = planned[index]?.part;
      if (index < 0)
        wrong(file, start, '', 'course.yaml does not have this lesson', `Add «${id}» to its part there.`);
      else if (data.number !== index + 1)
        field(
          'number',
          `course.yaml has this lesson as number ${index + 1}`,
          'Change one of the two places.',
        );
      else if (data.part !== part)
        field('part', `course.yaml has this lesson in the part «${part}»`, 'Change one of the two places.');
    }
    if (data.quiz !== undefined && !files.quizzes.includes(data.quiz))
      field('quiz', `no quiz is called «${data.quiz}»`, there(files.quizzes));
    if (data.exercise !== undefined && !files.exercises.includes(data.exercise))
      field('exercise', `no exercise is called «${data.exercise}»`, there(files.exercises));
    for (const term of lesson.terms)
      if (glossary.ok && !Object.hasOwn(glossary.value, term.id))
        wrong(
          file,
          { line: term.line, column: 1 },
          '',
          `glossary.yaml has no term «${term.id}»`,
          there(Object.keys(glossary.value)),
        );
  }

  for (const [id, quiz] of quizzes) {
    const file = `quizzes/${id}.yaml`;
    const lesson = quiz.lesson === undefined ? undefined : lessons.get(quiz.lesson);
    if (quiz.lesson !== undefined && !files.lessons.includes(quiz.lesson))
      wrong(
        file,
        quiz.placeOf(['lesson']),
        'lesson',
        `no lesson is called «${quiz.lesson}»`,
        there(files.lessons),
      );
    if (quiz.lesson !== undefined && !lesson) continue;
    quiz.items.forEach((item, index) => {
      if (item.place === undefined || lesson?.headings.some((heading) => heading.id === item.place)) return;
      const path = ['items', index, 'place'];
      const message = `the lesson has no heading with the id «${item.place}»`;
      wrong(
        file,
        quiz.placeOf(path),
        path.join('.'),
        message,
        there(lesson?.headings.map((one) => one.id) ?? []),
      );
    });
  }
  return {
    course: course.ok ? course.value : { parts: [] },
    glossary: glossary.ok ? glossary.value : {},
    changes: changes.ok ? changes.value : [],
    lessons,
    quizzes: new Map([...quizzes].map(([id, { placeOf: _, ...quiz }]) => [id, quiz])),
    runbooks,
    teaching,
    comparison,
    mistakes,
  };
}

const there = (ids: Iterable<string>): string => `There are: ${[...ids].join(', ') || 'none yet'}.`;
