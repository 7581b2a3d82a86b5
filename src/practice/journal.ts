// The account's course of events as one immutable value: a line of worlds with a cursor (undo moves it back, redo
// forward), the requests that led along it, the clock and the named snapshots. Whatever happens to an account is an
// `Entry`; `advance` is the only thing that changes a journal, at run time and when a saved log is read again, so a
// restored account equals the one that was saved by construction. Pure. Tests: test/practice/journal.test.ts.
import type { CloudTrailEvent } from '../cloud/index.ts';
import type { HostEvent, Snapshot } from './types.ts';

/** How worlds are compared and written; the cloud's own functions, or a toy's in tests. */
export interface WorldFormat<W> {
  /** Plain JSON that leads from `before` to `after`. */
  diff(before: W, after: W): unknown;
  patch(world: W, patch: unknown): W;
  /** Plain JSON. */
  write(world: W): unknown;
  read(saved: unknown): W;
}

/** A request as it is kept: whether it is undone is not its own affair, but that of the cursor. */
export type KeptEvent = HostEvent & { undone: false };

/** One thing that happened to the account. Patches lead from the world at the cursor. Plain JSON. */
export type Entry =
  /** `aside`: what it changed is no step of the learner's, such as when a key was last used. */
  | { kind: 'request'; event: KeptEvent; patch?: unknown; aside?: true }
  | { kind: 'replace'; label: string; patch: unknown; story?: Story }
  /** The credentials a page or CLI works with: no step of the learner's, so undo leaves them alone. */
  | { kind: 'issue'; patch: unknown }
  | { kind: 'undo' }
  | { kind: 'redo' }
  | { kind: 'clock'; offset: number }
  | { kind: 'keep'; name: string; at: number }
  | { kind: 'drop'; name: string }
  /** Tasks that were done for the first time. */
  | { kind: 'reached'; ids: readonly string[] };

/** Replacements that begin a new story: what was done before them is not this world's past. */
const beginnings: ReadonlySet<string> = new Set(['reset', 'scenario']);

/** What is so from a beginning on until the next one: a scenario's clock and what had happened in it. */
export interface Story {
  /** Where the account's clock stands when nobody travels in time: milliseconds ahead of the wall clock. */
  present?: number;
  /** Events from before anybody opened it. Absent: those of the account's own scenario. */
  past?: readonly CloudTrailEvent[];
}

/** A world, and what led to it from the one before. */
export interface Step<W> {
  world: W;
  /** From the step before, one after the other; kept so that a snapshot need not compare whole worlds. */
  patches: readonly unknown[];
  /** Operation, or the reason of a replacement. */
  label: string;
  /** Number of the event that made it; -1 for a replacement. */
  event: number;
  /** Number of the first event that belongs to this world's past: a reset puts the earlier ones out of sight. */
  since: number;
  /** Number of the story that it belongs to. */
  story: number;
}

export interface Journal<W> {
  /** How many entries led here. */
  readonly length: number;
  readonly steps: readonly Step<W>[];
  readonly cursor: number;
  /** Oldest first; event number i is `events[i - dropped]`. */
  readonly events: readonly KeptEvent[];
  readonly dropped: number;
  /** Numbers of events on branches that were left: undone for good. */
  readonly left: ReadonlySet<number>;
  readonly offset: number;
  readonly stories: readonly Story[];
  readonly snapshots: readonly (Snapshot & { world: W })[];
  /** Tasks that were done once, as `SINCE/ID`: starting over forgets them, and undoing that brings them back. */
  readonly reached: ReadonlySet<string>;
}

/** How many requests the history holds at least. */
export const maximumEvents = 5_000;

/** How far back undo reaches. */
export const maximumSteps = 200;

/** @param present where the account's clock stands at first, ahead of the wall clock */
export function startJournal<W>(world: W, present = 0): Journal<W> {
  return {
    length: 0,
    steps: [{ world, patches: [], label: 'start', event: -1, since: 0, story: 0 }],
    cursor: 0,
    events: [],
    dropped: 0,
    left: new Set(),
    offset: present,
    stories: [{ present }],
    snapshots: [],
    reached: new Set(),
  };
}

export function current<W>(journal: Journal<W>): Step<W> {
  // biome-ignore lint/style/noNonNullAssertion: the cursor always points at a step
  return journal.steps[journal.cursor]!;
}

export const currentStory = <W>(journal: Journal<W>): Story => journal.stories[current(journal).story] ?? {};

/** Whether a task was done once in the story that the present world belongs to. */
export function wasReached<W>(journal: Journal<W>, id: string): boolean {
  return journal.reached.has(`${current(journal).since}/${id}`);
}

/** The journal after one more entry. Throws a PracticeError's cause where an entry does not fit (damaged log). */
export function advance<W>(journal: Journal<W>, entry: Entry, format: WorldFormat<W>, known?: W): Journal<W> {
  const next = { ...journal, length: journal.length + 1 };
  const here = current(journal);
  const patched = (patch: unknown): W => known ?? format.patch(here.world, patch);
  switch (entry.kind) {
    case 'request': {
      const number = journal.dropped + journal.events.length;
      const logged = addEvent(next, entry.event);
      if (entry.patch === undefined) return logged;
      if (entry.aside) return amend(logged, patched(entry.patch), entry.patch, format);
      return push(logged, {
        world: patched(entry.patch),
        patches: [entry.patch],
        label: entry.event.operation,
        event: number,
        since: here.since,
        story: here.story,
      });
    }
    case 'replace': {
      const { story } = entry;
      const begun = story ? { ...next, stories: [...next.stories, story] } : next;
      return push(begun, {
        world: patched(entry.patch),
        patches: [entry.patch],
        label: entry.label,
        event: -1,
        since: beginnings.has(entry.label) ? journal.dropped + journal.events.length : here.since,
        story: story ? next.stories.length : here.story,
      });
    }
    case 'issue':
      return amend(next, patched(entry.patch), entry.patch, format);
    case 'undo':
      if (journal.cursor === 0) throw new Error('nothing to undo');
      return { ...next, cursor: journal.cursor - 1 };
    case 'redo':
      if (journal.cursor + 1 >= journal.steps.length) throw new Error('nothing to redo');
      return { ...next, cursor: journal.cursor + 1 };
    case 'clock':
      return { ...next, offset: entry.offset };
    case 'keep':
      return {
        ...next,
        snapshots: [
          ...journal.snapshots.filter((one) => one.name !== entry.name),
          { name: entry.name, at: entry.at, world: here.world },
        ],
      };
    case 'drop':
      return { ...next, snapshots: journal.snapshots.filter((one) => one.name !== entry.name) };
    case 'reached':
      return {
        ...next,
        reached: new Set([...journal.reached, ...entry.ids.map((id) => `${here.since}/${id}`)]),
      };
    default:
      throw new Error(`an entry of unknown kind ${JSON.stringify((entry as { kind?: unknown }).kind)}`);
  }
}

/** Another world at the cursor, without a step. */
function amend<W>(journal: Journal<W>, world: W, patch: unknown, format: WorldFormat<W>): Journal<W> {
  const here = current(journal);
  const patches = journal.cursor === 0 ? [] : [...here.patches, patch];
  let steps = journal.steps.with(journal.cursor, { ...here, world, patches });
  const ahead = steps[journal.cursor + 1];
  // What can be redone stays the world it was, so the way to it is another one now.
  if (ahead) {
    steps = steps.with(journal.cursor + 1, { ...ahead, patches: [format.diff(world, ahead.world)] });
  }
  return { ...journal, steps };
}

/** A new step after the cursor; what was undone before it is left for good. */
function push<W>(journal: Journal<W>, step: Step<W>): Journal<W> {
  const gone = journal.steps.slice(journal.cursor + 1);
  const left =
    gone.length === 0
      ? journal.left
      : new Set([...journal.left, ...gone.map((one) => one.event).filter((number) => number >= 0)]);
  const steps = [...journal.steps.slice(0, journal.cursor + 1), step].slice(-(maximumSteps + 1));
  // Nothing leads to the oldest any more.
  if (steps[0] && steps[0].patches.length > 0) steps[0] = { ...steps[0], patches: [] };
  return { ...journal, steps, cursor: steps.length - 1, left };
}

function addEvent<W>(journal: Journal<W>, event: KeptEvent): Journal<W> {
  const events = [...journal.events, event];
  const over = events.length - maximumEvents;
  if (over < maximumEvents / 10) return { ...journal, events };
  // Cut in strides, so that the cost of cutting is spread.
  const dropped = journal.dropped + over;
  const left = new Set([...journal.left].filter((number) => number >= dropped));
  return { ...journal, events: events.slice(over), dropped, left };
}

/** Numbers of events that undo has taken back and redo could bring again, or that were left for good. */
export function undoneNumbers<W>(journal: Journal<W>): ReadonlySet<number> {
  const ahead = journal.steps.slice(journal.cursor + 1).map((step) => step.event);
  return new Set([...journal.left, ...ahead.filter((number) => number >= 0)]);
}

/** The events that belong to the present world's past, oldest first. */
export function visibleEvents<W>(journal: Journal<W>): HostEvent[] {
  const from = Math.max(0, current(journal).since - journal.dropped);
  const events: HostEvent[] = journal.events.slice(from);
  for (const number of undoneNumbers(journal)) {
    const index = number - journal.dropped - from;
    const event = events[index];
    if (event) events[index] = { ...event, undone: true };
  }
  return events;
}
