// Stored and imported facts are strangers: this reads them, brings old versions up to date and says what is wrong.
// Tests: test/progress/record, with a frozen fixture for every version ever written.
import { type Fact, VERSION } from './fact.ts';

type Raw = Readonly<Record<string, unknown>>;

/** `migrations[n]` turns a record of version n into one of version n + 1. */
export type Migrations = Readonly<Record<number, (old: Raw) => Raw>>;
const migrations: Migrations = {};

export type Reading =
  | { ok: true; fact: Fact }
  /** `newer`: written by a later version of the site; `damaged`: not a fact at all, or a field of it is wrong. */
  | { ok: false; reason: 'newer' | 'damaged'; field?: string };

/** Lifts a record to version `current`; undefined where a step is missing. */
export function migrate(
  raw: Raw,
  steps: Migrations = migrations,
  current: number = VERSION,
): Raw | undefined {
  let record = raw;
  while (record.v !== current) {
    const step = steps[record.v as number];
    if (step === undefined) return undefined;
    record = { ...step(record), v: (record.v as number) + 1 };
  }
  return record;
}

/** Ids are parts of keys, and of addresses. */
const text = (value: unknown): value is string => typeof value === 'string' && /^[\w.~-]{1,200}$/.test(value);
const long = (value: unknown): value is string => typeof value === 'string' && value.length <= 4000;
const truth = (value: unknown): value is boolean => typeof value === 'boolean';
const sure = (value: unknown): boolean => value === undefined || value === 1 || value === 2 || value === 3;
const count = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;

const between =
  (least: number, most: number) =>
  (value: unknown): boolean =>
    typeof value === 'number' && value >= least && value <= most;

type Fields = Readonly<Record<string, (value: unknown) => boolean>>;

/** The fields of each kind of fact, by `kind` and, where there is one, `what`. */
const shapes: Readonly<Record<string, Fields>> = {
  'lesson/opened': { lesson: text },
  'lesson/read': { lesson: text },
  'lesson/known': { lesson: text },
  'lesson/place': { lesson: text, place: text },
  'exercise/opened': { exercise: text },
  'exercise/solved': { exercise: text },
  'exercise/solution': { exercise: text },
  'exercise/score': { exercise: text, requests: count },
  'exercise/task': { exercise: text, task: text },
  'exercise/hint': { exercise: text, task: text, hint: count },
  card: {
    quiz: text,
    item: text,
    hash: text,
    stability: between(0, 36_500),
    difficulty: between(1, 10),
    reps: count,
    lapses: count,
    right: truth,
    rightAtFirst: truth,
  },
  exam: { exam: text, right: count, total: count, passed: truth, nonce: text },
  attempt: {
    quiz: text,
    item: text,
    hash: text,
    right: truth,
    gaveUp: truth,
    answer: long,
    sure,
    nonce: text,
  },
};

/** Reads one record. What it returns holds the known fields only, in a fixed order. */
export function readFact(value: unknown): Reading {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { ok: false, reason: 'damaged' };
  const stored = value as Raw;
  if (!Number.isInteger(stored.v) || (stored.v as number) < 1)
    return { ok: false, reason: 'damaged', field: 'v' };
  if ((stored.v as number) > VERSION) return { ok: false, reason: 'newer' };
  const raw = migrate(stored);
  if (raw === undefined) return { ok: false, reason: 'damaged', field: 'v' };
  const whole = typeof raw.kind === 'string' && ['attempt', 'card', 'exam'].includes(raw.kind);
  const shape = shapes[whole ? (raw.kind as string) : `${raw.kind}/${raw.what}`];
  if (shape === undefined) return { ok: false, reason: 'damaged', field: 'kind' };
  if (!(Number.isFinite(raw.at) && (raw.at as number) >= 0))
    return { ok: false, reason: 'damaged', field: 'at' };
  const fact: Record<string, unknown> = { v: VERSION, kind: raw.kind };
  if (!whole) fact.what = raw.what;
  for (const [field, valid] of Object.entries(shape)) {
    if (!valid(raw[field])) return { ok: false, reason: 'damaged', field };
    if (raw[field] !== undefined) fact[field] = raw[field];
  }
  fact.at = raw.at;
  return { ok: true, fact: fact as unknown as Fact };
}
