// What passes between the room on the server and the people in it: settings, state, what each of them is shown.
// Types only; the rules are in state.ts, what students may see in public.ts.
import type { Answer, Item } from '../quiz/index.ts';

export type Mode = 'live' | 'paced';

/** What is asked, with its key: stays on the server until it is revealed. */
export type Question =
  | { kind: 'item'; item: Item }
  | { kind: 'sandbox'; exercise: string; title: string; tasks: readonly SandboxTask[] };

export interface SandboxTask {
  id: string;
  title: string;
}

/** Where a room's questions came from, and so whether they may count: a lesson's answers stand in public pages. */
export interface Origin {
  kind: 'lesson' | 'pool' | 'generated' | 'file' | 'sandbox';
  /** Ids of lessons' quizzes or exercises; the file's name. */
  from: readonly string[];
}

export interface Settings {
  mode: Mode;
  /** Countdown of each question; null: no timer. */
  seconds: number | null;
  /** Whether an answer may be changed while the question is open; else the first one accepted counts. */
  changes: boolean;
  /** Students say whether they are sure. */
  confidence: boolean;
  leaderboard: boolean;
  hideNames: boolean;
  /** Students may write a nickname of their own; else one is drawn for them. */
  ownNames: boolean;
  /** Number of teams; 0: everyone for themselves. */
  teams: number;
  /** In a paced room: the key after each answer, or when the teacher reveals it. */
  feedback: 'each' | 'end';
  /** In a paced room: when it closes (ms since 1970); null: when the teacher closes it. */
  due: number | null;
  /** Days until the room and everything in it are deleted. */
  days: number;
  /** How many students may join. */
  places: number;
}

/** Written once, when the room is made. */
export interface Setup {
  title: string;
  origin: Origin;
  graded: boolean;
  settings: Settings;
  questions: readonly Question[];
  /** Secret: orders of options follow from it. */
  seed: string;
}

export type Phase = 'lobby' | 'open' | 'closed' | 'revealed' | 'ended';

/** What changes as the lesson goes on. Times in ms on the server's steady clock. */
export interface RoomState {
  phase: Phase;
  /** Which question, from 0; -1 in the lobby, and in a paced room, where everyone has their own. */
  question: number;
  /** 1, and 2 after a second vote was called. */
  round: number;
  opened: number | null;
  /** When the countdown ends; null without one, and while it is paused. */
  closes: number | null;
  /** Milliseconds that were left when it was paused. */
  left: number | null;
  /** The countdown as the teacher set it, extensions included (ms): extra time is a share of it. */
  duration: number | null;
  /** Largest extra share among the students, so that nobody's time is cut; -1: somebody has no limit. */
  extra: number;
  /** Questions whose key has been shown, from 0. */
  revealed: readonly number[];
  explained: boolean;
  /** Whether the projector shows how many chose what. */
  counts: boolean;
  leaderboard: boolean;
  hideNames: boolean;
  locked: boolean;
}

export type Command =
  | { do: 'next'; seconds?: number | null }
  | { do: 'close' | 'reveal' | 'pause' | 'resume' | 'end' | 'timeout' | 'reopen' }
  | { do: 'extend'; seconds: number }
  | { do: 'again'; seconds?: number | null }
  | { do: 'explain' | 'counts' | 'leaderboard' | 'lock' | 'hideNames'; on: boolean };

export type StudentCommand =
  | { do: 'remove'; student: string }
  | { do: 'extra'; student: string; extra: number }
  | { do: 'rename'; student: string; name: string };

/** A question as a student may see it. Before the reveal it has no key: every option is wrong, no reason is given. */
export type ShownQuestion =
  | {
      kind: 'item';
      index: number;
      item: Item;
      revealed: boolean;
      /** Revealed, and asked in another order than the right one: from index as asked to index as it is now. */
      order?: readonly number[];
    }
  | { kind: 'sandbox'; index: number; exercise: string; title: string; tasks: readonly SandboxTask[] };

export interface Standing {
  name: string;
  points: number;
  outOf: number;
}

/** The room as every student's client knows it: one text for all, written once. */
export interface PublicRoom {
  seq: number;
  /** The server's clock when this was written (ms). */
  now: number;
  title: string;
  mode: Mode;
  graded: boolean;
  phase: Phase;
  locked: boolean;
  total: number;
  question: number;
  round: number;
  closes: number | null;
  left: number | null;
  duration: number | null;
  due: number | null;
  changes: boolean;
  confidence: boolean;
  teams: number;
  feedback: 'each' | 'end';
  explained: boolean;
  /** Live: the present question; paced: all of them. */
  shown: readonly ShownQuestion[];
  /** Of the question that has been revealed. */
  counts?: Tally;
  leaders?: readonly Standing[];
  teamStandings?: readonly Standing[];
}

/** One student's own part. */
export interface Me {
  id: string;
  name: string;
  team: number;
  /** Share of extra time: 0.5 is half as much again; -1: no limit. */
  extra: number;
  removed: boolean;
  /** Orders this student's options. */
  shuffle: string;
  /** Own standing answers, by question and round. */
  answers: readonly OwnAnswer[];
  /** In a paced room with feedback after each answer: what was answered, with its key. */
  keys: readonly ShownQuestion[];
}

export interface OwnAnswer {
  question: number;
  round: number;
  answer: Answer;
  attempt: number;
  at: number;
}

/** What a student sends. The key is drawn once for this try and sent again with every repetition. */
export interface Submission {
  question: number;
  round: number;
  key: string;
  /** 1 for the first answer to the question, then counting up. */
  attempt: number;
  answer: Answer;
  /** 1 guessed, 2 fairly sure, 3 certain. */
  sure?: number | undefined;
}

export interface Ack extends OwnAnswer {
  /** True: this very try stands. False: an earlier one does, and `answer` is it. */
  accepted: boolean;
  /** In a paced room with feedback after each answer: the question with its key. */
  revealed?: ShownQuestion;
  /** A sandbox: which tasks the account fulfils. */
  done?: readonly string[];
}

/** How many answered, how many rightly, and how many chose what. */
export interface Tally {
  question: number;
  round: number;
  answered: number;
  right: number;
  /** How many chose what, in the order of `choicesOf`; empty for kinds that have no choices in common. */
  options: readonly number[];
  sureWrong: number;
  /** The first vote, where this is the second. */
  before?: Omit<Tally, 'before'>;
}

/** What only teachers, and in part the projector, are told, at most four times a second. */
export interface Progress {
  joined: number;
  answered: number;
  tally?: Tally;
  /** Paced: how many have answered each question. */
  perQuestion?: readonly number[];
  /** Names that came in last, newest first; empty while names are hidden. */
  newest: readonly string[];
}

export interface TeacherRoom extends PublicRoom {
  id: string;
  code: string;
  origin: Origin;
  settings: Settings;
  state: RoomState;
  /** The question with its key, for the teacher's eyes. */
  key: ShownQuestion | undefined;
  role: Role;
  expires: number;
}

/** What the projector knows: the public room, and how to join it. */
export interface ProjectorRoom extends PublicRoom {
  id: string;
  code: string;
  showCounts: boolean;
  hideNames: boolean;
}

export type Role = 'teacher' | 'assistant' | 'projector';

export interface RosterEntry {
  id: string;
  name: string;
  team: number;
  extra: number;
  removed: boolean;
  joined: number;
}
