// The room as a state machine: a command and the time give the next state or a refusal. Pure: the server adds
// storage, the pages only look. Tests: test/classroom/state.test.ts.
import type { Command, RoomState, Setup } from './model.ts';
import type { RefusalCode } from './refusal.ts';

/** How long after its end an answer still counts that was on its way (ms). */
export const GRACE = 2000;

export function firstState({ settings }: Setup): RoomState {
  return {
    phase: 'lobby',
    question: -1,
    round: 1,
    opened: null,
    closes: null,
    left: null,
    duration: null,
    extra: 0,
    revealed: [],
    explained: false,
    counts: false,
    leaderboard: settings.leaderboard,
    hideNames: settings.hideNames,
    locked: false,
  };
}

type Outcome = { state: RoomState } | { refused: RefusalCode };
const refused = (code: RefusalCode): Outcome => ({ refused: code });

/** @param now ms on the clock that the room's times are on */
export function apply(setup: Setup, state: RoomState, command: Command, now: number): Outcome {
  const { settings, questions } = setup;
  const paced = settings.mode === 'paced';
  const to = (change: Partial<RoomState>): Outcome => ({ state: { ...state, ...change } });
  const open = (seconds: number | null): Partial<RoomState> => ({
    phase: 'open',
    opened: now,
    closes: seconds === null ? null : now + seconds * 1000,
    duration: seconds === null ? null : seconds * 1000,
    left: null,
    explained: false,
    counts: false,
  });

  switch (command.do) {
    case 'lock':
      return to({ locked: command.on });
    case 'hideNames':
      return to({ hideNames: command.on });
    case 'leaderboard':
      return to({ leaderboard: command.on });
    case 'counts':
      return to({ counts: command.on });
    case 'explain':
      return state.phase === 'revealed' ? to({ explained: command.on }) : refused('not-now');
    case 'end':
      if (state.phase === 'ended') return refused('not-now');
      return to({ ...stopped, phase: 'ended', revealed: questions.map((_, index) => index) });
  }
  if (state.phase === 'ended') return refused('not-now');
  if (paced) return applyPaced(setup, state, command, now);

  switch (command.do) {
    case 'next': {
      const question = state.question + 1;
      if (question >= questions.length) return refused('not-now');
      return to({ ...open(secondsOf(command.seconds, settings.seconds)), question, round: 1 });
    }
    case 'again':
      // A second vote after discussion: once per question, and only while the class does not know the key.
      if (state.phase !== 'closed' || state.round !== 1) return refused('not-now');
      return to({ ...open(secondsOf(command.seconds, settings.seconds)), round: 2 });
    case 'timeout':
      if (state.phase !== 'open' || state.closes === null || now < lastMoment(state))
        return refused('not-now');
      return to({ phase: 'closed' });
    case 'close':
      // What is on its way at this moment still has the grace.
      if (state.phase !== 'open') return refused('not-now');
      return to({ phase: 'closed', closes: now, left: null, duration: null });
    case 'reveal':
      if (state.phase !== 'open' && state.phase !== 'closed') return refused('not-now');
      return to({
        ...stopped,
        phase: 'revealed',
        counts: true,
        revealed: [...new Set([...state.revealed, state.question])],
      });
    case 'pause':
      if (state.phase !== 'open' || state.closes === null || state.closes <= now) return refused('not-now');
      return to({ left: state.closes - now, closes: null });
    case 'resume':
      if (state.phase !== 'open' || state.left === null) return refused('not-now');
      return to({ closes: now + state.left, left: null });
    case 'extend':
      return extend(state, command.seconds, now, to);
    case 'reopen':
      return refused('not-now');
  }
}

/** An assignment: open for as long as it is open, everyone at their own question. */
function applyPaced(
  { questions, settings }: Setup,
  state: RoomState,
  command: Command,
  now: number,
): Outcome {
  const to = (change: Partial<RoomState>): Outcome => ({ state: { ...state, ...change } });
  const overdue = settings.due !== null && settings.due <= now;
  switch (command.do) {
    case 'next':
      if (state.phase !== 'lobby' || overdue) return refused('not-now');
      return to({ phase: 'open', opened: now, closes: settings.due });
    case 'reopen':
      // The due date has done its work once it has closed the room: what is opened again closes by hand.
      if (state.phase !== 'closed') return refused('not-now');
      return to({ phase: 'open', closes: overdue ? null : settings.due });
    case 'timeout':
      if (state.phase !== 'open' || state.closes === null || now < state.closes + GRACE)
        return refused('not-now');
      return to({ phase: 'closed' });
    case 'close':
      return state.phase === 'open' ? to({ phase: 'closed', closes: now }) : refused('not-now');
    case 'reveal':
      if (state.phase !== 'open' && state.phase !== 'closed') return refused('not-now');
      return to({
        ...stopped,
        phase: 'revealed',
        counts: true,
        revealed: questions.map((_, index) => index),
      });
    case 'extend':
      if (state.phase !== 'open' || state.closes === null || !inRange(command.seconds, 30 * 86_400))
        return refused('not-now');
      return to({ closes: Math.max(state.closes, now) + command.seconds * 1000 });
    default:
      return refused('not-now');
  }
}

const stopped = { closes: null, left: null, duration: null } as const;

function extend(
  state: RoomState,
  seconds: number,
  now: number,
  to: (change: Partial<RoomState>) => Outcome,
): Outcome {
  if (state.phase !== 'open' || !inRange(seconds, 3600)) return refused('not-now');
  const more = seconds * 1000;
  const duration = (state.duration ?? 0) + more;
  if (state.left !== null) return to({ left: state.left + more, duration });
  if (state.closes === null) return refused('not-now');
  return to({ closes: Math.max(state.closes, now) + more, duration });
}

const inRange = (seconds: number, most: number): boolean => seconds > 0 && seconds <= most;

function secondsOf(asked: number | null | undefined, usual: number | null): number | null {
  if (asked === undefined) return usual;
  return asked === null || !inRange(asked, 3600) ? null : asked;
}

/** Further ahead than the clocks of two nodes may be of each other (ms). */
const SKEW = 5000;

/**
 * A live question that was opened later than now: the clock was set back while no server ran. Its countdown begins
 * again, because the time that has really passed cannot be known; undefined where nothing has to change.
 */
export function rebased(state: RoomState, now: number): RoomState | undefined {
  const { phase, opened, closes } = state;
  if (phase !== 'open' || opened === null || opened <= now + SKEW) return undefined;
  return { ...state, opened: now, closes: closes === null ? null : closes - opened + now };
}

/** Milliseconds after `closes` in which a student's answer counts: the grace, and their extra time. */
export function allowance(state: RoomState, extra: number): number {
  if (extra < 0) return Number.MAX_SAFE_INTEGER / 2;
  return GRACE + Math.round((state.duration ?? 0) * extra);
}

/** When nobody's answer can count any more, so that a timer may close the question. */
export function lastMoment(state: RoomState): number {
  if (state.closes === null) return Number.POSITIVE_INFINITY;
  return state.closes + allowance(state, state.extra);
}

/** Whether answers are taken at all; the moment is checked against `closes` and the student's allowance. */
export const accepts = (state: RoomState): boolean => state.phase === 'open' || state.phase === 'closed';
