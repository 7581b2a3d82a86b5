// A practice account: the cloud with a clock, a keeper, undo and the practice tools around it. Runs in a worker and
// in Node alike; store and clock are given. Tests: test/practice/host.test.ts.
import {
  type AuthorizationRecord,
  type Cloud,
  type CloudTrailEvent,
  createCloud,
  type EventLog,
  type HttpRequest,
  type RequestRecord,
  type Times,
  type World,
} from '../cloud/index.ts';
import { writeAccountFile, writeAsideFile } from './file.ts';
import {
  advance,
  current,
  currentStory,
  type Entry,
  type Journal,
  type KeptEvent,
  type Story,
  startJournal,
  undoneNumbers,
  visibleEvents,
  wasReached,
} from './journal.ts';
import { type Keeper, openKeeper } from './keeper.ts';
import { askAgain, askedOf, exactInquiry, paint } from './paint.ts';
import type { Moment } from './picture.ts';
import { readStart } from './start.ts';
import type { Store } from './store.ts';
import {
  type AccountHost,
  type Credentials,
  type GoalState,
  type HostChange,
  type HostEvent,
  type HostNotice,
  PracticeError,
  type PracticeTools,
  type ReplaceReason,
} from './types.ts';
import {
  carryOver,
  eventLog,
  identities,
  issueCredentials,
  readAccount,
  readyWorld,
  reseed,
  rootArn,
  worldFormat,
} from './worlds.ts';

/** What goals are judged by. Events are those of the present world's past, oldest first, undone ones left out. */
export interface AccountView {
  world: World;
  events: readonly HostEvent[];
  times: Times;
}

/** Given by the exercise room, so that this one need not know what a goal is. Must be pure. */
export type Watcher = (view: AccountView) => readonly { id: string; done: boolean }[];

export interface HostOptions {
  /** Where the account is kept in the store: 'exercise/first-iam-user', 'free-play'. */
  key: string;
  store: Store;
  /** The account as it is when it is opened first, and after a reset. */
  fresh: () => World | Promise<World>;
  /** Wall clock: milliseconds since 1970. */
  clock: () => number;
  /** Ids and secrets that the account makes up follow from it. */
  seed: number | string;
  watcher?: Watcher;
  /** Where the account's clock stands when it is opened first, and after a reset: milliseconds since 1970. */
  today?: number | undefined;
  /** Events from before it was opened: in CloudTrail, but none of the learner's own. */
  history?: readonly CloudTrailEvent[] | undefined;
}

/** How many of the last requests are kept with everything that was asked: they share their policies with the account. */
const maximumExact = 300;

/** How long requests that changed nothing may wait to be stored, in milliseconds. */
const leisure = 400;

export async function createHost(options: HostOptions): Promise<AccountHost> {
  const { key, store, clock, watcher, today, history } = options;
  const listeners = new Set<(change: HostChange) => void>();
  const notices: HostNotice[] = [];
  const tell = (change: HostChange): void => {
    for (const listener of listeners) listener(change);
  };

  /** Where the account's clock stands when it is opened first. */
  const opening = (): number => (today === undefined ? 0 : today - clock());
  const fresh = async (): Promise<World> => reseed(await options.fresh(), `${key}/${options.seed}`);

  const keeper: Keeper<World> = await openKeeper({
    store,
    key,
    format: worldFormat,
    fresh: async () => startJournal(await fresh(), opening()),
    notify(notice) {
      // Told to whoever comes later too: most notices arise before anybody listens.
      notices.push(notice);
      tell({ kind: 'notice', notice });
    },
  });

  const times = (): Times => {
    const wall = clock();
    return { wall, now: wall + keeper.journal.offset };
  };
  /** What was saved before it was remembered is taken to begin now. */
  const present = (): number => currentStory(keeper.journal).present ?? opening();
  const trail = (): EventLog =>
    eventLog(countingEvents(keeper.journal), currentStory(keeper.journal).past ?? history);
  const worldNow = (): World => current(keeper.journal).world;

  const cloud: Cloud = createCloud({
    world: worldNow(),
    events: trail(),
    // Request ids are counted from the opening on, and must not come again after the next one.
    seed: `${options.seed}/${keeper.journal.length}`,
  });
  const stopRecording = cloud.subscribe(record);

  /** Takes entries into the journal and to the keeper. `world`: the outcome of the last one, where it is known. */
  function enter(entry: Entry, world?: World): void {
    keeper.append([entry], advance(keeper.journal, entry, worldFormat, world));
  }

  /** What the policies were asked in the last requests, by event id. */
  const exact = new Map<string, readonly AuthorizationRecord[]>();

  function record(made: RequestRecord): void {
    const event = summarise(made);
    if (made.authorization.length > 0) {
      exact.set(event.id, made.authorization);
      const [oldest] = exact.keys();
      if (exact.size > maximumExact && oldest !== undefined) exact.delete(oldest);
    }
    const changed = made.before !== made.after;
    const entry: Entry = { kind: 'request', event };
    if (changed) entry.patch = made.patch;
    if (changed && !event.changed) entry.aside = true;
    enter(entry, made.after);
    tell({ kind: 'request', record: event });
    judge();
  }

  /** False while policies that decisions need are on their way. */
  let ready = false;
  async function prepare(): Promise<void> {
    ready = false;
    await readyWorld(worldNow());
    ready = true;
  }

  let lastGoals = '';
  function goals(): readonly GoalState[] {
    if (!watcher) return [];
    return watcher({
      world: worldNow(),
      events: countingEvents(keeper.journal),
      times: times(),
    }).map(({ id, done }) => ({
      id,
      done,
      was: done || wasReached(keeper.journal, id),
    }));
  }

  /** Looks at the tasks again, remembers those done for the first time, tells when anything is different. */
  function judge(): void {
    if (!ready) return;
    const states = goals();
    const ids = states.filter(({ id, done }) => done && !wasReached(keeper.journal, id)).map(({ id }) => id);
    if (ids.length > 0) enter({ kind: 'reached', ids });
    const text = JSON.stringify(states);
    if (text !== lastGoals) tell({ kind: 'goals', goals: states });
    lastGoals = text;
  }

  let timer: ReturnType<typeof setTimeout> | undefined;
  function flushSoon(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      void keeper.flush();
    }, leisure);
  }

  /** After the world at the cursor is another one: the same practice credentials go on working in it. */
  async function arrive(before: World, reason: ReplaceReason): Promise<void> {
    const carried = carryOver(before, worldNow());
    if (carried !== worldNow()) {
      enter({ kind: 'issue', patch: worldFormat.diff(worldNow(), carried) }, carried);
    }
    // Together with the entry: a request in between would see one world and change another.
    cloud.replace(worldNow(), trail());
    tell({ kind: 'replaced', reason });
    await prepare();
    judge();
    await keeper.flush();
  }

  function setClock(offset: number): void {
    if (offset === keeper.journal.offset) return;
    enter({ kind: 'clock', offset });
    tell({ kind: 'clock', offset });
  }

  /** @param story where another one begins: the clock goes to its present */
  async function replaceBy(world: World, label: ReplaceReason, story?: Story): Promise<void> {
    const before = worldNow();
    const after = carryOver(before, world);
    if (story) setClock(story.present ?? 0);
    const patch = worldFormat.diff(before, after);
    enter({ kind: 'replace', label, patch, ...(story && { story }) }, after);
    await arrive(before, label);
  }

  async function move(kind: 'undo' | 'redo'): Promise<boolean> {
    const { cursor, steps } = keeper.journal;
    if (kind === 'undo' ? cursor === 0 : cursor + 1 >= steps.length) return false;
    const before = worldNow();
    const story = steps[cursor]?.story;
    enter({ kind });
    if (current(keeper.journal).story !== story) setClock(present());
    await arrive(before, kind);
    return true;
  }

  const tools: PracticeTools = {
    async credentials(principalArn): Promise<Credentials> {
      const before = worldNow();
      const arn = principalArn ?? rootArn(before);
      const issued = issueCredentials(before, arn, times());
      if (!issued) {
        throw new PracticeError(
          `Nobody in this account has the ARN ${arn}.`,
          'Take one of the listed identities.',
        );
      }
      if (issued.world !== before) {
        enter({ kind: 'issue', patch: worldFormat.diff(before, issued.world) }, issued.world);
        cloud.replace(issued.world);
        await keeper.flush();
      }
      return issued.credentials;
    },
    hasAccessKey: async (accessKeyId) => worldNow().keys.has(accessKeyId),
    async summary() {
      const { cursor, steps, offset } = keeper.journal;
      return {
        ...identities(worldNow()),
        now: times().now,
        offset,
        present: present(),
        canUndo: cursor > 0,
        canRedo: cursor + 1 < steps.length,
        undoes: cursor > 0 ? (steps[cursor]?.label ?? null) : null,
        redoes: steps[cursor + 1]?.label ?? null,
      };
    },
    async reset() {
      await replaceBy(await fresh(), 'reset', { present: opening() });
    },
    async startFrom(saved) {
      const start = readStart(saved);
      await replaceBy(reseed(start.world, `${key}/${options.seed}`), 'scenario', {
        present: start.today === undefined ? 0 : start.today - clock(),
        past: start.history ?? [],
      });
    },
    undo: () => move('undo'),
    redo: () => move('redo'),
    async undoTo(id) {
      const { events, dropped, steps, cursor } = keeper.journal;
      const number = dropped + events.findIndex((event) => event.id === id);
      const target = steps.findIndex((step, index) => step.event === number && index > 0 && index <= cursor);
      if (number < dropped || target < 0) return false;
      const before = worldNow();
      const { story } = current(keeper.journal);
      for (let at = cursor; at >= target; at--) enter({ kind: 'undo' });
      if (current(keeper.journal).story !== story) setClock(present());
      await arrive(before, 'undo');
      return true;
    },
    async events(query = {}) {
      let found = visibleEvents(keeper.journal);
      if (query.before !== undefined) {
        const end = found.findIndex((event) => event.id === query.before);
        if (end >= 0) found = found.slice(0, end);
      }
      if (query.hideUndone) found = found.filter((event) => !event.undone);
      return found.slice(-(query.limit ?? 50)).reverse();
    },
    async goals() {
      if (!ready) await readyWorld(worldNow());
      return goals();
    },
    async inquiry(id) {
      const { events, dropped, steps } = keeper.journal;
      const index = events.findIndex((one) => one.id === id || one.event.requestID === id);
      const event = events[index];
      if (!event) return null;
      const records = exact.get(event.id);
      if (records) return exactInquiry(event, records);
      const world = worldBefore(steps, dropped + index);
      const at = { wall: clock(), now: Date.parse(event.event.eventTime) };
      await readyWorld(world ?? worldNow());
      return askAgain(event, world ?? worldNow(), at, world ? 'then' : 'now');
    },
    async picture(moment) {
      const world = worldAt(keeper.journal, moment);
      if (!world) return null;
      return paint(await readyWorld(world), times().now);
    },
    async setClock(offset) {
      if (!Number.isFinite(offset))
        throw new PracticeError('The clock needs a number.', 'Milliseconds ahead.');
      setClock(offset);
      judge();
      await keeper.flush();
    },
    snapshots: async () => keeper.journal.snapshots.map(({ name, at }) => ({ name, at })),
    async keepSnapshot(name) {
      const clean = name.trim();
      if (clean === '' || clean.length > 100) {
        throw new PracticeError(
          'A snapshot needs a name.',
          'Up to 100 characters, at least one.',
          'snapshot-name',
        );
      }
      enter({ kind: 'keep', name: clean, at: clock() });
      await keeper.flush();
    },
    async restoreSnapshot(name) {
      const kept = keeper.journal.snapshots.find((one) => one.name === name);
      if (!kept)
        throw new PracticeError(`No snapshot is called «${name}».`, 'Take one of the list.', 'snapshot-gone');
      await replaceBy(kept.world, 'snapshot');
    },
    async dropSnapshot(name) {
      enter({ kind: 'drop', name });
      await keeper.flush();
    },
    exportAccount: async () => writeAccountFile(worldNow(), worldFormat, clock()),
    async importAccount(text) {
      await replaceBy(readAccount(text), 'import');
    },
    asides: async () => [...keeper.asides],
    async exportAside(id) {
      if (!keeper.asides.some((one) => one.id === id)) {
        throw new PracticeError(`Nothing is set aside under «${id}».`, 'Take one of the list.');
      }
      return writeAsideFile(await keeper.exportAside(id));
    },
    removeAside: (id) => keeper.removeAside(id),
  };

  await prepare();
  judge();
  void keeper.flush();

  return {
    async handle(request: HttpRequest) {
      const length = keeper.journal.steps[keeper.journal.cursor];
      const response = await cloud.handle(request, times());
      // What was answered is stored, where it changed the account; a read may wait for the next write.
      if (keeper.journal.steps[keeper.journal.cursor] !== length) await keeper.flush();
      else flushSoon();
      return response;
    },
    subscribe(listener) {
      listeners.add(listener);
      for (const notice of notices) listener({ kind: 'notice', notice });
      return () => listeners.delete(listener);
    },
    tools,
    async close() {
      clearTimeout(timer);
      stopRecording();
      listeners.clear();
      await keeper.flush();
    },
  };
}

/** The account as it was before an event; undefined where undo does not reach so far back. */
function worldBefore(steps: Journal<World>['steps'], number: number): World | undefined {
  const after = steps.findIndex((step) => step.event >= number);
  if (after > 0) return steps[after - 1]?.world;
  // Every step led up to it, or it came before them all.
  return after < 0 ? steps.at(-1)?.world : undefined;
}

function worldAt(journal: Journal<World>, moment: Moment | undefined): World | undefined {
  if (!moment) return current(journal).world;
  if ('snapshot' in moment) return journal.snapshots.find(({ name }) => name === moment.snapshot)?.world;
  const index = journal.events.findIndex(({ id }) => id === moment.before);
  return index < 0 ? undefined : worldBefore(journal.steps, journal.dropped + index);
}

/** The events that still count, for the account's own event history: undone ones never happened there. */
function countingEvents(journal: Journal<World>): KeptEvent[] {
  const events = visibleEvents(journal);
  if (undoneNumbers(journal).size === 0) return events as KeptEvent[];
  return events.filter((event): event is KeptEvent => !event.undone);
}

function summarise({ event, service, operation, changed, authorization }: RequestRecord): KeptEvent {
  const denied = authorization.find(({ decision }) => decision !== 'allow');
  const deciding = denied ?? authorization.at(-1);
  return {
    id: event.eventID,
    event,
    service,
    operation,
    decision: deciding?.decision ?? null,
    decidedBy: deciding?.decidedBy ?? null,
    changed,
    undone: false,
    ...(authorization.length > 0 ? { asked: askedOf(authorization) } : {}),
  };
}
