// The rooms of one node: made, joined, answered, moved on, told to everyone who listens. Each promise is the store's;
// here is what it means for the people in the room. Tests: test/classroom/rooms.test.ts.
import type {
  Ack,
  Command,
  Me,
  OwnAnswer,
  Progress,
  RosterEntry,
  Settings,
  Setup,
  StudentCommand,
  Submission,
} from '../model.ts';
import { drawName } from '../names.ts';
import { gradeAnswer, isAnswer, shownQuestion, tally } from '../public.ts';
import { Refusal } from '../refusal.ts';
import { leaders, type Results, results, teamStandings } from '../results.ts';
import { allowance, apply, firstState, lastMoment, rebased } from '../state.ts';
import type { Clock } from './clock.ts';
import { createLive, type Live, meOf, present, roomMessage } from './live.ts';
import { ownName, readNickname } from './nickname.ts';
import type { Drawn } from './sources.ts';
import type { JoinOutcome, Store, StoredAnswer, StoredRoom, StoredStudent } from './store/index.ts';
import { message, type Stream } from './stream.ts';
import {
  isStudentToken,
  linkKeys,
  linkTokens,
  randomCode,
  randomId,
  randomSecret,
  studentId,
} from './tokens.ts';

export interface RoomsOptions {
  store: Store;
  clock: Clock;
  /** From which links follow; the same on every node. */
  secret: string;
  random?: () => number;
}

export interface Rooms {
  create(drawn: Drawn, title: string, settings: Settings, seed: string): Promise<StoredRoom>;
  /** The room on this node; a Refusal where there is none. */
  get(id: string): Promise<Live>;
  find(code: string): Promise<Live>;
  join(live: Live, request: JoinRequest): Promise<StoredStudent>;
  /** The student whose token this is; a Refusal for nobody, and for those who were removed. */
  student(live: Live, token: string): Promise<StoredStudent>;
  submit(live: Live, student: StoredStudent, submission: Submission, arrived: number): Promise<Ack>;
  /** Moves the room on from the revision that whoever pressed has seen. */
  command(live: Live, rev: number, command: Command): Promise<void>;
  change(live: Live, command: StudentCommand): Promise<void>;
  listen(live: Live, stream: Stream, after: number): Promise<void>;
  roster(live: Live): Promise<RosterEntry[]>;
  results(live: Live): Promise<Results>;
  keepUntil(live: Live, expires: number): Promise<void>;
  remove(id: string): Promise<void>;
  /** Called after a room was revealed or ended, for grades that go to a learning platform. */
  onGrades(listener: (live: Live) => void): void;
  close(): Promise<void>;
}

export interface JoinRequest {
  token: unknown;
  name?: unknown;
  team?: unknown;
  /** Who it is in the school's learning platform (JSON). */
  outside?: string;
  /** Whether the name comes from there, and is not asked of the student. */
  known?: boolean;
}

const TICK = 250;
const BEAT = 12_000;
/** Rooms without listeners leave memory after this (ms). */
const IDLE = 10 * 60_000;
const SWEEP = 10 * 60_000;

export async function createRooms(options: RoomsOptions): Promise<Rooms> {
  const { store, clock, secret, random = Math.random } = options;
  const lives = new Map<string, Live>();
  const loading = new Map<string, Promise<Live | undefined>>();
  let gradesListener: (live: Live) => void = () => {};
  let closed = false;

  const paced = (setup: Setup): boolean => setup.settings.mode === 'paced';
  const timeFor = (setup: Setup): number => (paced(setup) ? clock.wall() : clock.steady());

  async function load(id: string): Promise<Live | undefined> {
    let room = await store.room(id);
    if (!room) return undefined;
    const again = paced(room.setup) ? undefined : rebased(room.state, clock.steady());
    if (again) {
      const next = await store.changeRoom(id, room.rev, again);
      // Somebody else was quicker: theirs counts.
      room = next === undefined ? await store.room(id) : { ...room, state: again, rev: next };
      if (!room) return undefined;
    }
    const live = createLive(room, await store.students(id), clock.steady());
    lives.set(id, live);
    await figure(live);
    schedule(live);
    return live;
  }

  async function get(id: string): Promise<Live> {
    let live = lives.get(id);
    if (!live) {
      let pending = loading.get(id);
      if (!pending) {
        pending = load(id).finally(() => loading.delete(id));
        loading.set(id, pending);
      }
      live = await pending;
    }
    if (!live) throw new Refusal('no-room');
    live.used = clock.steady();
    return live;
  }

  /** Reads again what may have changed elsewhere, and tells it. */
  async function refresh(id: string): Promise<void> {
    const live = lives.get(id);
    if (!live) return;
    const room = await store.room(id);
    if (!room) return forget(live);
    if (room.rev <= live.room.rev) return;
    const changed = await store.students(id, live.room.rev);
    live.room = room;
    for (const student of changed) live.students.set(student.id, student);
    await moved(live, changed);
  }

  /** After the room has a new revision: figures, timer, everyone told. */
  async function moved(live: Live, changed: readonly StoredStudent[] = []): Promise<void> {
    live.dirty = true;
    await figure(live);
    schedule(live);
    const now = timeFor(live.room.setup);
    const ids = new Set(changed.map(({ id }) => id));
    for (const stream of live.streams) {
      stream.write('room', roomMessage(live, stream.role, now));
      if (stream.student !== undefined && ids.has(stream.student)) void tellMe(live, stream).catch(() => {});
    }
  }

  /** Counts and leaders of what has been revealed: once per revision, not once per student. */
  async function figure(live: Live): Promise<void> {
    const { setup, state, rev, id } = live.room;
    if (state.phase !== 'revealed' && state.phase !== 'ended') return;
    const all = state.leaderboard || setup.settings.teams > 0 ? await read(live) : undefined;
    live.figures = { rev };
    if (all && state.leaderboard) live.figures.leaders = leaders(all);
    if (all && setup.settings.teams > 0)
      live.figures.teamStandings = teamStandings(all, setup.settings.teams);
    if (state.question >= 0 && state.phase === 'revealed') {
      const counts = tally(
        setup,
        state.question,
        state.round,
        await store.counted(id, state.question, state.round),
      );
      if (state.round === 2)
        counts.before = tally(setup, state.question, 1, await store.counted(id, state.question, 1));
      live.figures.counts = counts;
    }
  }

  async function read(live: Live): Promise<Results> {
    const [students, answers] = await Promise.all([
      store.students(live.room.id),
      store.answers(live.room.id),
    ]);
    return results(live.room.setup, students, answers);
  }

  function forget(live: Live): void {
    clearTimeout(live.timer);
    lives.delete(live.room.id);
    const gone = message('gone', {});
    for (const stream of live.streams) {
      stream.write('gone', gone);
      stream.close();
    }
    live.streams.clear();
  }

  /** The countdown's end comes from the stored time, so that any node may see to it, and one does. */
  function schedule(live: Live): void {
    clearTimeout(live.timer);
    live.timer = undefined;
    const { state, setup } = live.room;
    if (closed || state.phase !== 'open' || state.closes === null) return;
    const end = paced(setup) ? state.closes + 2000 : lastMoment(state);
    if (!Number.isFinite(end)) return;
    const wait = Math.min(Math.max(0, end - timeFor(setup)) + 10, 3_600_000);
    live.timer = setTimeout(() => {
      command(live, live.room.rev, { do: 'timeout' }).catch(() => {
        // Somebody else was quicker, or the database is away: then again.
        if (!closed && lives.get(live.room.id) === live)
          live.timer = setTimeout(
            () =>
              void refresh(live.room.id)
                .catch(() => {})
                .then(() => schedule(live)),
            1000,
          );
      });
    }, wait);
    live.timer.unref();
  }

  async function command(live: Live, rev: number, asked: Command): Promise<void> {
    const { room } = live;
    if (rev !== room.rev) {
      if (store.shared) await refresh(room.id);
      if (rev !== live.room.rev) throw new Refusal('moved-on');
    }
    const { id, setup, state } = live.room;
    const outcome = apply(setup, state, asked, timeFor(setup));
    if ('refused' in outcome) throw new Refusal(outcome.refused);
    const next = await store.changeRoom(id, rev, outcome.state);
    if (next === undefined) {
      await refresh(id);
      throw new Refusal(lives.has(id) ? 'moved-on' : 'no-room');
    }
    if (next > live.room.rev) {
      live.room = { ...live.room, state: outcome.state, rev: next };
      await moved(live);
    }
    if (asked.do === 'reveal' || asked.do === 'end' || (asked.do === 'close' && paced(setup)))
      gradesListener(live);
  }

  /** Of one student, with the room's revision: those who are listening elsewhere hear of it too. */
  async function change(live: Live, asked: StudentCommand): Promise<void> {
    const { id } = live.room;
    const student = await known(live, asked.student);
    if (!student) throw new Refusal('no-key');
    const update = changeOf(asked);
    for (let attempt = 0; ; attempt++) {
      const { state, rev } = live.room;
      const extra =
        asked.do === 'extra'
          ? state.extra < 0 || asked.extra < 0
            ? -1
            : Math.max(state.extra, asked.extra)
          : state.extra;
      let next: number | undefined;
      try {
        next = await store.changeRoom(id, rev, { ...state, extra }, { id: student.id, ...update });
      } catch (error) {
        if (asked.do === 'rename' && /unique/i.test(String(error))) throw new Refusal('name-taken');
        throw error;
      }
      if (next !== undefined) {
        const { fold: _, ...visible } = update;
        const changed = { ...student, ...visible, rev: next };
        live.students.set(student.id, changed);
        live.room = { ...live.room, state: { ...state, extra }, rev: next };
        await moved(live, [changed]);
        return;
      }
      if (attempt >= 5) throw new Refusal('moved-on');
      await refresh(id);
    }
  }

  function changeOf(asked: StudentCommand): Partial<StoredStudent> & { fold?: string } {
    switch (asked.do) {
      case 'remove':
        return { removed: true };
      case 'extra':
        if (!(asked.extra === -1 || (asked.extra >= 0 && asked.extra <= 3))) throw new Refusal('bad-request');
        return { extra: asked.extra };
      case 'rename': {
        const nickname = readNickname(asked.name);
        if (!nickname) throw new Refusal('name-refused');
        return nickname;
      }
      default:
        throw new Refusal('bad-request');
    }
  }

  /** A student of the room, also one who joined at another node. */
  async function known(live: Live, id: string): Promise<StoredStudent | undefined> {
    const here = live.students.get(id);
    if (here || !store.shared) return here;
    const found = await store.student(live.room.id, id);
    if (found) live.students.set(id, found);
    return found;
  }

  async function student(live: Live, token: string): Promise<StoredStudent> {
    if (!isStudentToken(token)) throw new Refusal('no-key');
    const found = await known(live, studentId(live.room.id, token));
    if (!found) throw new Refusal('no-key');
    if (found.removed) throw new Refusal('removed');
    return found;
  }

  async function join(live: Live, request: JoinRequest): Promise<StoredStudent> {
    const { room } = live;
    const { settings } = room.setup;
    if (!isStudentToken(request.token)) throw new Refusal('bad-request');
    const id = studentId(room.id, request.token);
    const shut = room.state.locked || room.state.phase === 'ended' || live.students.size >= settings.places;
    // Who is there already is told so by the insert too: asking first is for those who could not come in any more.
    const before = shut ? await known(live, id) : live.students.get(id);
    if (before?.removed) throw new Refusal('removed');
    if (before) return before;
    if (room.state.locked || room.state.phase === 'ended') throw new Refusal('locked');
    if (live.students.size >= settings.places) throw new Refusal('full');
    const own = (settings.ownNames || request.known) && request.name !== undefined && request.name !== '';
    const written = own ? readNickname(request.name) : undefined;
    if (own && !written && !request.known) throw new Refusal('name-refused');
    const team = teamFor(live, request.team);
    for (let attempt = 0; ; attempt++) {
      const base = written ?? ownName(drawName(random, attempt));
      // Two of one name from a platform are told apart by a number.
      const nickname =
        written && attempt > 0 ? readNickname(`${base.name.slice(0, 20)} ${attempt + 1}`) : base;
      if (!nickname) throw new Refusal('name-refused');
      const outcome: JoinOutcome = await store.join({
        room: room.id,
        id,
        ...nickname,
        team,
        extra: 0,
        removed: false,
        outside: request.outside ?? null,
        joined: clock.wall(),
        rev: 0,
      });
      if (outcome.kind === 'locked') {
        if (store.shared) await refresh(room.id);
        throw new Refusal('locked');
      }
      if (outcome.kind === 'taken') {
        if ((written && !request.known) || attempt > 40) throw new Refusal('name-taken');
        continue;
      }
      const joined = outcome.student;
      if (joined.removed) throw new Refusal('removed');
      if (!live.students.has(joined.id)) {
        live.students.set(joined.id, joined);
        live.newest = [joined.name, ...live.newest].slice(0, 30);
      }
      live.dirty = true;
      return joined;
    }
  }

  function teamFor(live: Live, asked: unknown): number {
    const { teams } = live.room.setup.settings;
    if (teams < 2) return 0;
    if (Number.isInteger(asked) && (asked as number) >= 1 && (asked as number) <= teams)
      return asked as number;
    return 1 + (live.students.size % teams);
  }

  async function submit(
    live: Live,
    who: StoredStudent,
    submission: Submission,
    arrived: number,
  ): Promise<Ack> {
    const { room } = live;
    const { setup } = room;
    const asked = setup.questions[submission.question];
    if (!asked || !isSubmission(submission)) throw new Refusal('bad-request');
    if (!isAnswer(asked, submission.answer)) throw new Refusal('bad-answer');
    const { score, outOf } = gradeAnswer(setup, submission.question, submission.answer);
    const answer: StoredAnswer = {
      room: room.id,
      question: submission.question,
      round: submission.round,
      student: who.id,
      idem: submission.key,
      attempt: submission.attempt,
      body: JSON.stringify(submission.answer),
      sure: setup.settings.confidence ? (submission.sure ?? null) : null,
      score,
      outOf,
      at: arrived,
    };
    const outcome = await store.answer(answer, allowance(room.state, who.extra));
    if (outcome.kind === 'refused') {
      if (store.shared) await refresh(room.id);
      throw new Refusal(whyRefused(live, submission));
    }
    live.dirty = true;
    const stands = outcome.answer;
    const shown =
      setup.settings.feedback === 'each' && paced(setup)
        ? shownQuestion(setup, submission.question, true)
        : undefined;
    return {
      accepted: outcome.kind === 'accepted',
      question: submission.question,
      round: submission.round,
      attempt: stands.attempt,
      at: stands.at,
      answer: JSON.parse(stands.body) as OwnAnswer['answer'],
      ...(shown && { revealed: shown }),
    };
  }

  function whyRefused(
    live: Live,
    { question, round }: Submission,
  ): 'too-late' | 'wrong-question' | 'not-now' {
    const { state } = live.room;
    if (state.phase === 'lobby') return 'not-now';
    if (state.question !== -1 && (state.question !== question || state.round !== round))
      return 'wrong-question';
    return 'too-late';
  }

  async function own(live: Live, id: string): Promise<Pick<Me, 'answers' | 'keys'>> {
    const { setup, state } = live.room;
    // Nothing can have been answered yet: a whole class that joins asks for nothing.
    if (state.phase === 'lobby') return { answers: [], keys: [] };
    const answers = await store.answersOf(live.room.id, id);
    const each = paced(setup) && setup.settings.feedback === 'each';
    return {
      answers: answers.map(({ question, round, body, attempt, at }) => ({
        question,
        round,
        answer: JSON.parse(body) as OwnAnswer['answer'],
        attempt,
        at,
      })),
      keys: each
        ? answers.flatMap(({ question }) => {
            const shown = shownQuestion(setup, question, true);
            return shown ? [shown] : [];
          })
        : [],
    };
  }

  async function tellMe(live: Live, stream: Stream): Promise<void> {
    const found = stream.student === undefined ? undefined : live.students.get(stream.student);
    if (!found) return;
    stream.write('me', message('me', meOf(live, found, await own(live, found.id))));
    if (found.removed) stream.close();
  }

  /** Writes what the client has not seen, then everything new, until it goes. */
  async function listen(live: Live, stream: Stream, after: number): Promise<void> {
    live.streams.add(stream);
    const who = stream.student === undefined ? undefined : live.students.get(stream.student);
    stream.write('time', message('time', timeFor(live.room.setup)));
    // First what is one's own: the page then draws the question with its answer.
    if (who && after < Math.max(0, who.rev)) await tellMe(live, stream);
    if (stream.role !== 'student' && live.progress) stream.write('progress', progressFor(live, stream.role));
    if (after < live.room.rev) stream.write('room', roomMessage(live, stream.role, timeFor(live.room.setup)));
    if (stream.role !== 'student') live.dirty = true;
  }

  /** What teachers see at any time, the projector only sees when it is meant to. */
  function progressFor(live: Live, role: Stream['role']): ReturnType<typeof message> {
    const all = live.progress as Progress;
    if (role !== 'projector') return message('progress', all);
    const { state } = live.room;
    const { tally: counts, ...rest } = all;
    return message('progress', {
      ...rest,
      newest: state.hideNames ? [] : rest.newest,
      ...(state.counts && counts && { tally: counts }),
    });
  }

  async function tick(live: Live): Promise<void> {
    const { id, setup, state } = live.room;
    live.dirty = false;
    const joined = store.shared ? await store.countStudents(id) : present(live);
    const progress: Progress = { joined, answered: 0, newest: live.newest };
    if (paced(setup)) {
      const answered = await store.answered(id);
      progress.perQuestion = setup.questions.map((_, index) => answered.get(index) ?? 0);
      progress.answered = Math.max(0, ...progress.perQuestion);
    } else if (state.question >= 0 && state.phase !== 'ended') {
      progress.tally = tally(
        setup,
        state.question,
        state.round,
        await store.counted(id, state.question, state.round),
      );
      if (state.round === 2)
        progress.tally.before = tally(setup, state.question, 1, await store.counted(id, state.question, 1));
      progress.answered = progress.tally.answered;
    }
    const text = JSON.stringify(progress);
    if (text === live.lastProgress) return;
    live.lastProgress = text;
    live.progress = progress;
    for (const stream of live.streams)
      if (stream.role !== 'student') stream.write('progress', progressFor(live, stream.role));
  }

  const busy = new Set<Live>();
  let ticks = 0;
  const ticker = setInterval(() => {
    ticks++;
    for (const live of lives.values()) {
      const watched = [...live.streams].some(({ role }) => role !== 'student');
      if (!watched || busy.has(live) || !(live.dirty || (store.shared && ticks % 4 === 0))) continue;
      busy.add(live);
      void tick(live)
        .catch(() => {
          live.dirty = true;
        })
        .finally(() => busy.delete(live));
    }
  }, TICK);
  const beat = setInterval(() => {
    const old = clock.steady() - IDLE;
    for (const live of lives.values()) {
      if (live.streams.size > 0) {
        const time = message('time', timeFor(live.room.setup));
        for (const stream of live.streams) stream.beat(time);
      }
      if (live.streams.size === 0 && live.used < old && live.timer === undefined) lives.delete(live.room.id);
    }
  }, BEAT);
  const sweep = async (): Promise<void> => {
    for (const id of await store.expired(clock.wall())) await remove(id);
  };
  const sweeper = setInterval(() => void sweep().catch(() => {}), SWEEP);
  // Hints may be lost, and the connection that brings them: what is read is the truth.
  const poller = store.shared
    ? setInterval(() => {
        void store
          .revisions([...lives.keys()])
          .then((revisions) => {
            for (const [id, live] of lives)
              if ((revisions.get(id) ?? Number.POSITIVE_INFINITY) > live.room.rev)
                void refresh(id).catch(() => {});
          })
          .catch(() => {});
      }, 2000)
    : undefined;
  for (const timer of [ticker, beat, sweeper, poller]) timer?.unref();
  await store.watch((id) => void refresh(id).catch(() => {}));
  await sweep();
  // Countdowns that were running when the server stopped.
  for (const room of await store.rooms())
    if (room.state.phase === 'open' && room.state.closes !== null) await get(room.id);

  async function remove(id: string): Promise<void> {
    await store.deleteRoom(id);
    const live = lives.get(id);
    if (live) forget(live);
  }

  return {
    async create(drawn, title, settings, seed) {
      const setup: Setup = {
        title: title || drawn.title,
        origin: drawn.origin,
        graded: drawn.graded,
        settings,
        questions: drawn.questions,
        seed,
      };
      const id = randomId();
      const now = clock.wall();
      for (let attempt = 0; attempt < 50; attempt++) {
        const room: StoredRoom = {
          id,
          code: randomCode(),
          setup,
          keys: linkKeys(linkTokens(secret, id)),
          state: firstState(setup),
          rev: 1,
          created: now,
          expires: now + settings.days * 86_400_000,
        };
        if (await store.createRoom(room)) return room;
      }
      throw new Error('no code is free');
    },
    get,
    async find(code) {
      for (const live of lives.values())
        if (live.room.code === code) {
          live.used = clock.steady();
          return live;
        }
      const room = await store.roomByCode(code);
      if (!room) throw new Refusal('no-room');
      return get(room.id);
    },
    join,
    student,
    submit,
    command,
    change,
    listen,
    async roster(live) {
      return (await store.students(live.room.id)).map(({ id, name, team, extra, removed, joined }) => ({
        id,
        name,
        team,
        extra,
        removed,
        joined,
      }));
    },
    results: read,
    async keepUntil(live, expires) {
      await store.keepUntil(live.room.id, expires);
      live.room = { ...live.room, expires };
      live.messages = { rev: -1 };
    },
    remove,
    onGrades(listener) {
      gradesListener = listener;
    },
    async close() {
      closed = true;
      for (const timer of [ticker, beat, sweeper, poller]) clearInterval(timer);
      for (const live of lives.values()) {
        clearTimeout(live.timer);
        for (const stream of live.streams) stream.close();
      }
      lives.clear();
    },
  };
}

function isSubmission({ question, round, key, attempt, sure }: Submission): boolean {
  return (
    Number.isInteger(question) &&
    (round === 1 || round === 2) &&
    typeof key === 'string' &&
    /^[A-Za-z0-9_-]{8,64}$/.test(key) &&
    Number.isInteger(attempt) &&
    attempt >= 1 &&
    attempt < 10_000 &&
    (sure === undefined || sure === null || [1, 2, 3].includes(sure))
  );
}

export const newSeed = randomSecret;
