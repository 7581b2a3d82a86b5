// The saved form of a journal: plain JSON with a version, read back with migrations. Used for the snapshot under
// which the log of entries grows, for export files and for accounts set aside. Pure.
// Tests: test/practice.
import { type Journal, type KeptEvent, type Story, startJournal, type WorldFormat } from './journal.ts';

/** Version of everything this room writes. Raise it with a migration in `migrations`, and a fixture in the test. */
export const savedVersion = 1;

/** From version n to n + 1. */
const migrations: Readonly<Record<number, (saved: Record<string, unknown>) => Record<string, unknown>>> = {};

/** Written by a newer Rootless: to be kept untouched. */
export class NewerError extends Error {
  override readonly name = 'NewerError';
}

interface SavedStep {
  label: string;
  event: number;
  since: number;
  /** Absent in what was saved before there were any: the first. */
  story?: number;
  /** From the step before; none on the first. */
  patches: readonly unknown[];
}

interface SavedJournal {
  v: number;
  length: number;
  /** The oldest world, whole. */
  world: unknown;
  steps: SavedStep[];
  cursor: number;
  events: readonly KeptEvent[];
  dropped: number;
  left: number[];
  offset: number;
  stories?: readonly Story[];
  /** Each as a patch from the oldest world. */
  snapshots: { name: string; at: number; patch: unknown }[];
  reached: string[];
}

export function writeJournal<W>(journal: Journal<W>, format: WorldFormat<W>): unknown {
  const [first, ...rest] = journal.steps;
  if (!first) throw new Error('a journal has at least one step');
  const saved: SavedJournal = {
    v: savedVersion,
    length: journal.length,
    world: format.write(first.world),
    steps: [
      { label: first.label, event: first.event, since: first.since, story: first.story, patches: [] },
      ...rest.map(({ label, event, since, story, patches }) => ({ label, event, since, story, patches })),
    ],
    cursor: journal.cursor,
    events: journal.events,
    dropped: journal.dropped,
    left: [...journal.left],
    offset: journal.offset,
    stories: journal.stories,
    snapshots: journal.snapshots.map(({ name, at, world }) => ({
      name,
      at,
      patch: format.diff(first.world, world),
    })),
    reached: [...journal.reached],
  };
  return saved;
}

/** Throws NewerError, or any other error where the saved form is damaged. */
export function readJournal<W>(value: unknown, format: WorldFormat<W>): Journal<W> {
  const saved = upgrade(value) as unknown as SavedJournal;
  const start = startJournal(format.read(saved.world));
  const oldest = start.steps[0]?.world as W;
  let world = oldest;
  const steps = list(saved.steps).map((step, index) => {
    const patches = index === 0 ? [] : list(step.patches);
    for (const patch of patches) world = format.patch(world, patch);
    return {
      world,
      patches,
      label: String(step.label),
      event: whole(step.event),
      since: whole(step.since),
      story: whole(step.story ?? 0),
    };
  });
  const cursor = whole(saved.cursor);
  if (!(cursor in steps)) throw new Error('the cursor points outside the steps');
  return {
    length: whole(saved.length),
    steps,
    cursor,
    events: list(saved.events),
    dropped: whole(saved.dropped),
    left: new Set(list(saved.left).map(whole)),
    offset: whole(saved.offset),
    stories: list(saved.stories ?? [{}]),
    snapshots: list(saved.snapshots).map(({ name, at, patch }) => ({
      name: String(name),
      at: whole(at),
      world: format.patch(oldest, patch),
    })),
    reached: new Set(list(saved.reached).map(String)),
  };
}

/** Brings a saved record to this version. Throws NewerError, or an Error where it carries no version. */
export function upgrade(value: unknown): Record<string, unknown> {
  let saved = value as Record<string, unknown>;
  if (typeof saved !== 'object' || saved === null || typeof saved.v !== 'number') {
    throw new Error('a saved record carries no version');
  }
  if (saved.v > savedVersion) throw new NewerError(`saved by version ${saved.v}, this is ${savedVersion}`);
  for (let v = saved.v; v < savedVersion; v++) {
    const migrate = migrations[v];
    if (!migrate) throw new Error(`no way from version ${v}`);
    saved = { ...migrate(saved), v: v + 1 };
  }
  return saved;
}

function list<T>(value: readonly T[]): T[] {
  if (!Array.isArray(value)) throw new Error('a list is missing');
  return value;
}

function whole(value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error('a number is missing');
  return value;
}
