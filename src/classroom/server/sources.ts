// Where a room's questions come from: a lesson's quiz, a pool, generated items, a teacher's file, an exercise.
// Tests: test/classroom/sources.test.ts.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { formatError, readContent } from '../../exercise/content.ts';
import type { ExerciseData } from '../../exercise/index.ts';
import {
  type Difficulty,
  generateDecisionItems,
  type Item,
  type Quiz,
  readQuizFile,
  shuffled,
} from '../../quiz/index.ts';
import { quizSchema } from '../../quiz/schema.ts';
import type { Origin, Question } from '../model.ts';
import { prepareItem } from '../public.ts';
import { Refusal } from '../refusal.ts';

export type SourceRequest =
  | { kind: 'lesson'; quiz: string }
  | { kind: 'pool'; quizzes: readonly string[]; count: number; file?: TeacherFile }
  | { kind: 'generated'; count: number; difficulty: Difficulty | 'rising' }
  | ({ kind: 'file' } & TeacherFile)
  | { kind: 'sandbox'; exercise: string };

export interface Drawn {
  title: string;
  origin: Origin;
  graded: boolean;
  questions: readonly Question[];
  /** What of a file could not be taken over, for the teacher. */
  left: readonly string[];
}

export interface Sources {
  /** What there is to choose from. */
  list(): Promise<{ quizzes: Listed[]; exercises: Listed[] }>;
  draw(request: SourceRequest, seed: string): Promise<Drawn>;
  /** An exercise's tasks and their goals, for judging accounts. */
  exercise(id: string): ExerciseData;
}

export interface Listed {
  id: string;
  title: string;
  count: number;
}

const ID = /^[a-z0-9][a-z0-9-]*$/;
/** Characters of a teacher's file. */
const LONGEST_FILE = 1_000_000;
const MOST_QUESTIONS = 100;

/** @param content the folder content/en · @param site the built site: exercises' accounts stand there ready made */
export function createSources({ content, site }: { content: string; site: string }): Sources {
  const quizzes = join(content, 'quizzes');
  const names = (folder: string, ending: RegExp): string[] =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && ending.test(entry.name))
      .map(({ name }) => name.replace(ending, ''))
      .sort();
  const read = new Map<string, Quiz>();

  function lessonQuiz(id: string): Quiz {
    const known = read.get(id);
    if (known) return known;
    if (!ID.test(id) || !names(quizzes, /\.ya?ml$/).includes(id)) throw new Refusal('no-content', id);
    const file = join(quizzes, `${id}.yaml`);
    const found = readContent(readFileSync(file, 'utf8'), file, quizSchema);
    if (!found.ok) throw new Refusal('no-content', found.errors.map(formatError).join('\n'));
    const quiz = { ...(found.value as Omit<Quiz, 'id'>), id };
    read.set(id, quiz);
    return quiz;
  }

  function exercise(id: string): ExerciseData & { title?: string } {
    if (!ID.test(id)) throw new Refusal('no-content', id);
    try {
      return JSON.parse(readFileSync(join(site, 'data', 'exercises', `${id}.json`), 'utf8')) as ExerciseData;
    } catch {
      throw new Refusal('no-content', id);
    }
  }

  const exerciseTitle = (id: string): string => {
    try {
      const text = readFileSync(join(content, 'exercises', `${id}.yaml`), 'utf8');
      return /^title: *['"]?(.+?)['"]?\s*$/m.exec(text)?.[1] ?? id;
    } catch {
      return id;
    }
  };

  const asked = (items: readonly Item[], seed: string): Question[] =>
    items.map((item, index) => ({ kind: 'item', item: prepareItem(item, index, `${seed}/${index}`) }));

  return {
    exercise,
    async list() {
      return {
        quizzes: names(quizzes, /\.ya?ml$/).flatMap((id) => {
          try {
            const { title, items } = lessonQuiz(id);
            return [{ id, title, count: items.length }];
          } catch {
            // One that somebody is just writing must not hide the others.
            return [];
          }
        }),
        exercises: names(join(site, 'data', 'exercises'), /\.json$/).map((id) => ({
          id,
          title: exerciseTitle(id),
          count: exercise(id).tasks.length,
        })),
      };
    },
    async draw(request, seed) {
      switch (request.kind) {
        case 'lesson': {
          const { title, items } = lessonQuiz(String(request.quiz));
          // The answers stand in the lesson's own page.
          const origin: Origin = { kind: 'lesson', from: [request.quiz] };
          return { title, origin, graded: false, questions: asked(items, seed), left: [] };
        }
        case 'pool': {
          const from = Array.isArray(request.quizzes) ? request.quizzes.map(String) : [];
          const own = request.file ? await readFile(request.file) : undefined;
          const pool = [...from.flatMap((id) => lessonQuiz(id).items), ...(own?.items ?? [])];
          if (pool.length === 0) throw new Refusal('bad-request', 'A pool needs a quiz or a file.');
          const items = shuffled(pool, `${seed}/pool`).slice(0, readCount(request.count, pool.length));
          return {
            title: own?.title ?? from.map((id) => lessonQuiz(id).title).join(' · '),
            origin: { kind: 'pool', from: [...from, ...(request.file ? [request.file.name] : [])] },
            graded: from.length === 0,
            questions: asked(items, seed),
            left: own?.left ?? [],
          };
        }
        case 'generated': {
          const { difficulty } = request;
          if (difficulty !== 'rising' && ![1, 2, 3, 4, 5].includes(difficulty))
            throw new Refusal('bad-request', 'The difficulty is 1 to 5, or «rising».');
          const items = generateDecisionItems(seed, readCount(request.count, MOST_QUESTIONS), difficulty);
          return {
            title: '',
            origin: { kind: 'generated', from: [String(difficulty)] },
            graded: true,
            questions: asked(items, seed),
            left: [],
          };
        }
        case 'file': {
          const { title, items, left } = await readFile(request);
          return {
            title,
            origin: { kind: 'file', from: [String(request.name)] },
            graded: true,
            questions: asked(items.slice(0, MOST_QUESTIONS), seed),
            left,
          };
        }
        case 'sandbox': {
          const id = String(request.exercise);
          const { tasks } = exercise(id);
          const title = exerciseTitle(id);
          return {
            title,
            origin: { kind: 'sandbox', from: [id] },
            graded: true,
            questions: [
              {
                kind: 'sandbox',
                exercise: id,
                title,
                tasks: tasks.map(({ id: task, title: said }) => ({ id: task, title: said })),
              },
            ],
            left: [],
          };
        }
        default:
          throw new Refusal('bad-request', 'The source is a lesson, a pool, generated, a file or a sandbox.');
      }
    },
  };
}

function readCount(count: unknown, most: number): number {
  const number = Math.floor(Number(count));
  if (!(number >= 1)) throw new Refusal('bad-request', 'How many questions? At least one.');
  return Math.min(number, most, MOST_QUESTIONS);
}

export interface TeacherFile {
  name: string;
  text?: string;
  /** Of a file that is no text (.xlsx), in base64. */
  bytes?: string;
}

/**
 * A teacher's own quiz. Our format as content has it (YAML or JSON) is held to its schema, and what is wrong is said
 * with line and column; GIFT, Moodle XML and tables are taken over as far as they go, with a list of what was left.
 */
async function readFile({
  name,
  text,
  bytes,
}: TeacherFile): Promise<{ title: string; items: readonly Item[]; left: string[] }> {
  const given = bytes === undefined ? text : Buffer.from(String(bytes), 'base64');
  if (typeof name !== 'string' || (typeof given !== 'string' && !Buffer.isBuffer(given)))
    throw new Refusal('bad-file', 'The file is no text.');
  if (given.length > LONGEST_FILE) throw new Refusal('bad-file', 'The file is larger than a megabyte.');
  if (typeof given === 'string' && isOurs(name, given)) {
    const found = readContent(given, name, quizSchema);
    if (!found.ok) throw new Refusal('bad-file', found.errors.slice(0, 20).map(formatError).join('\n'));
    return { ...found.value, left: [] };
  }
  const content = new Uint8Array(Buffer.from(given as string));
  const { title, items, skipped, refused } = await readQuizFile({
    name,
    size: content.length,
    arrayBuffer: async () => content.buffer as ArrayBuffer,
  });
  if (refused || items.length === 0)
    throw new Refusal('bad-file', `Nothing in it can be asked (${refused ?? 'no question was understood'}).`);
  return { title, items, left: skipped.map(({ where, code }) => `${where}: ${code}`) };
}

const isOurs = (name: string, text: string): boolean =>
  /\.ya?ml$/i.test(name) ||
  (/\.json$/i.test(name) && !/"format"\s*:\s*"rootless-quiz"/.test(text.slice(0, 500)));

/** The project's own content, where the server runs from its folder. */
export const contentFolder = resolve(import.meta.dirname, '../../../content/en');
