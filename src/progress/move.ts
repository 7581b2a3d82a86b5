// Progress small enough for a QR code: what is done, and how well each item is remembered. Attempts do not fit; they
// travel in the file. Several codes where one would be too dense to read: each says its own part, and since facts are
// merged, the order plays no part. Names travel as hashes; the site on the other side knows the names.
// Tests: test/progress/move.
import type { Fact, Facts } from './fact.ts';
import { VERSION } from './fact.ts';
import { cardKey, cardsOf } from './schedule.ts';
import type { Summary } from './summary.ts';

/** All names that can be spoken of: the site's own. */
export interface Directory {
  lessons: readonly string[];
  exercises: readonly string[];
  items: readonly { quiz: string; item: string; hash: string }[];
}

export interface Moved {
  facts: Fact[];
  /** Entries whose name is not known here: of a later version of the site, or an earlier one. */
  unknown: number;
}

const FORMAT = 1;
/** Bytes in one code: as a link about 700 characters, a code of some 90 by 90 fields that a telephone reads at once. */
const MOST = 480;
const MINUTE = 60_000;
const EPOCH = Date.UTC(2026, 0, 1);
const SCALE = 3000;

const types = ['lessonRead', 'lessonKnown', 'exerciseSolved', 'exerciseShown', 'card'] as const;
type Type = (typeof types)[number];

/** Texts for links, one for each code. */
export function packMove(facts: Facts, summary: Summary, directory: Directory): string[] {
  const entries: number[][] = [];
  const done = (type: Type, name: string, at: number): void => {
    entries.push([types.indexOf(type), ...bytes(hash(name), 4), ...minutes(at)]);
  };
  for (const name of directory.lessons) {
    const { read, known } = summary.lessons[name] ?? {};
    if (read !== undefined) done('lessonRead', name, read);
    if (known !== undefined) done('lessonKnown', name, known);
  }
  for (const name of directory.exercises) {
    const { solved, solution } = summary.exercises[name] ?? {};
    if (solved !== undefined) done('exerciseSolved', name, solved);
    if (solution !== undefined) done('exerciseShown', name, solution);
  }
  const cards = cardsOf(facts.values());
  for (const item of directory.items) {
    const card = cards.get(cardKey(item));
    if (!card) continue;
    const { right = false, rightAtFirst = false } = summary.quizzes[item.quiz]?.[item.item] ?? {};
    entries.push([
      types.indexOf('card'),
      ...bytes(hash(nameOf(item)), 4),
      ...minutes(card.last),
      ...bytes(Math.round(Math.log1p(card.stability) * SCALE), 2),
      Math.round(card.difficulty * 25),
      Math.min(card.reps, 255),
      Math.min(card.lapses, 255),
      (right ? 1 : 0) | (rightAtFirst ? 2 : 0),
    ]);
  }
  const parts: number[][] = [];
  for (const entry of entries) {
    const last = parts.at(-1);
    if (last && last.length + entry.length <= MOST) last.push(...entry);
    else parts.push([...entry]);
  }
  return parts.map((body) => {
    const whole = [FORMAT, ...body];
    return encode(Uint8Array.from([...whole, ...bytes(sum(whole), 2)]));
  });
}

/** undefined where the text is no such code, or was damaged on its way. */
export function unpackMove(text: string, directory: Directory): Moved | undefined {
  const data = decode(text);
  if (!data || data.length < 3 || data[0] !== FORMAT) return undefined;
  const whole = [...data.slice(0, -2)];
  if (number([...data.slice(-2)]) !== (sum(whole) & 0xffff)) return undefined;
  const lessons = new Map(directory.lessons.map((name) => [hash(name), name]));
  const exercises = new Map(directory.exercises.map((name) => [hash(name), name]));
  const items = new Map(directory.items.map((item) => [hash(nameOf(item)), item]));
  const facts: Fact[] = [];
  let unknown = 0;
  for (let place = 1; place < whole.length; ) {
    const type = types[whole[place] ?? -1];
    const size = type === 'card' ? 14 : 8;
    const entry = whole.slice(place, place + size);
    if (type === undefined || entry.length < size) return undefined;
    place += size;
    const name = number(entry.slice(1, 5));
    const at = EPOCH + number(entry.slice(5, 8)) * MINUTE;
    const fact = factOf(type, name, at, entry.slice(8));
    if (fact) facts.push(fact);
    else unknown++;
  }
  return { facts, unknown };

  function factOf(type: Type, name: number, at: number, more: number[]): Fact | undefined {
    if (type === 'card') {
      const item = items.get(name);
      const [high = 0, low = 0, difficulty = 25, reps = 0, lapses = 0, flags = 0] = more;
      return (
        item && {
          v: VERSION,
          kind: 'card',
          quiz: item.quiz,
          item: item.item,
          hash: item.hash,
          stability: Math.min(Math.expm1(number([high, low]) / SCALE), 36_500),
          difficulty: Math.min(10, Math.max(1, difficulty / 25)),
          reps,
          lapses,
          right: (flags & 1) > 0,
          rightAtFirst: (flags & 2) > 0,
          at,
        }
      );
    }
    if (type === 'lessonRead' || type === 'lessonKnown') {
      const lesson = lessons.get(name);
      const what = type === 'lessonRead' ? 'read' : 'known';
      return lesson === undefined ? undefined : { v: VERSION, kind: 'lesson', what, lesson, at };
    }
    const exercise = exercises.get(name);
    const what = type === 'exerciseSolved' ? 'solved' : 'solution';
    return exercise === undefined ? undefined : { v: VERSION, kind: 'exercise', what, exercise, at };
  }
}

const nameOf = ({ quiz, item, hash: content }: Directory['items'][number]): string =>
  `${quiz}/${item}/${content}`;

const bytes = (value: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => (value >>> (8 * (count - 1 - index))) & 255);
const number = (list: readonly number[]): number => list.reduce((value, byte) => value * 256 + byte, 0);
const minutes = (at: number): number[] =>
  bytes(Math.min(0xffffff, Math.max(0, Math.floor((at - EPOCH) / MINUTE))), 3);

/** 32-bit FNV-1a. */
function hash(name: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < name.length; index++)
    value = Math.imul(value ^ name.charCodeAt(index), 0x01000193);
  return value >>> 0;
}

/** Fletcher's check over bytes: notices a changed, lost or swapped one. */
function sum(list: readonly number[]): number {
  let [one, two] = [1, 0];
  for (const byte of list) {
    one = (one + byte) % 255;
    two = (two + one) % 255;
  }
  return (two << 8) | one;
}

const encode = (data: Uint8Array): string =>
  btoa(String.fromCharCode(...data))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

function decode(text: string): Uint8Array | undefined {
  if (!/^[\w-]{4,4000}$/.test(text)) return undefined;
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0));
  } catch {
    return undefined;
  }
}
