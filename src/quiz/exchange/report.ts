// What reading a file brought: the questions that could be taken, and why the others could not. In codes; the
// sentences are src/quiz/strings-author.ts.
import type { Item, Option } from '../model.ts';
import { contentHash } from '../shuffle.ts';

/** Why a question, or a part of one, was not taken. */
export type SkipCode =
  | 'syntax'
  | 'kind'
  | 'noText'
  | 'noRight'
  | 'fewOptions'
  | 'fewPairs'
  | 'noAnswer'
  | 'notANumber'
  | 'tooLong'
  | 'tooMany'
  | 'pictures'
  | 'weights'
  | 'columns';

export interface Note {
  /** The question's title or number, as it stands in the file. */
  where: string;
  line?: number;
  code: SkipCode;
  /** What was found: a kind's name, a parser's message. */
  found?: string;
}

/** Why nothing at all was taken. */
export type Refusal = 'tooLarge' | 'damaged' | 'unknown' | 'newer' | 'empty';

export interface ImportedQuiz {
  refused?: Refusal;
  title: string;
  items: Item[];
  /** Questions that were left out. */
  skipped: Note[];
  /** Questions that were taken, but not with all they had. */
  notes: Note[];
}

/** Larger than any quiz that people write; a file above it is something else. */
export const MAX_FILE = 5_000_000;
export const MAX_ITEMS = 500;
export const MAX_TEXT = 10_000;

type Written = Item extends infer I ? (I extends Item ? Omit<I, 'id' | 'hash'> : never) : never;

/** Gathers questions, gives them ids, and keeps to the bounds. */
export function collector(title: string) {
  const quiz: ImportedQuiz = { title, items: [], skipped: [], notes: [] };
  const ids = new Set<string>();
  return {
    quiz,
    skip(note: Note): void {
      quiz.skipped.push(note);
    },
    note(note: Note): void {
      quiz.notes.push(note);
    },
    /** Takes a question, or says why not. */
    take(written: Written, where: string, line?: number): void {
      const at = { where, ...(line === undefined ? {} : { line }) };
      const problem = problemOf(written);
      const why = problem ?? (quiz.items.length >= MAX_ITEMS ? 'tooMany' : undefined);
      if (why) {
        quiz.skipped.push({ ...at, code: why });
        return;
      }
      const base = slug(where) || `q-${quiz.items.length + 1}`;
      let id = base;
      for (let copy = 2; ids.has(id); copy++) id = `${base}-${copy}`;
      ids.add(id);
      quiz.items.push({ ...written, id, hash: contentHash(written) } as Item);
    },
  };
}
export type Collector = ReturnType<typeof collector>;

function problemOf(item: Written): SkipCode | undefined {
  if (item.question.trim() === '') return 'noText';
  if (JSON.stringify(item).length > MAX_TEXT) return 'tooLong';
  const options: readonly Option[] | undefined =
    item.kind === 'choice' || item.kind === 'several' ? item.options : undefined;
  if (options) {
    if (options.length < 2) return 'fewOptions';
    if (!options.some((one) => one.right)) return 'noRight';
  }
  if (item.kind === 'match' && item.pairs.length < 2) return 'fewPairs';
  if (item.kind === 'text' && item.accept.length === 0) return 'noAnswer';
  if (item.kind === 'number' && !Number.isFinite(item.value)) return 'notANumber';
  return undefined;
}

export const slug = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
