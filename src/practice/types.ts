// What the doors (console, terminal, lessons, servers) know of a practice account: `AccountHost` and what passes
// through it. Everything here can be structured-cloned, because a host may sit in a worker, in another tab or
// behind HTTP. Types only.
import type { CloudTrailEvent, HttpRequest, HttpResponse } from '../cloud/index.ts';
import type { ContextRecord, DecidedBy, Decision } from '../policy/index.ts';
import type { AccountPicture, Moment, PlainRequest } from './picture.ts';
import type { SavedStart } from './start.ts';

export type { HttpRequest, HttpResponse };

/** A practice account, wherever it lives. */
export interface AccountHost {
  /** Any AWS request, as an SDK or the AWS CLI would send it. Never rejects for an AWS error: that is an answer. */
  handle(request: HttpRequest): Promise<HttpResponse>;
  /** Calls `listener` after each change; returns a function that stops it. */
  subscribe(listener: (change: HostChange) => void): () => void;
  readonly tools: PracticeTools;
  /** Lets go of worker, locks and connections; resolves when everything is saved. */
  close(): Promise<void>;
}

export type ReplaceReason = 'reset' | 'undo' | 'redo' | 'scenario' | 'import' | 'snapshot' | 'moved';

export type HostChange =
  | { kind: 'request'; record: HostEvent }
  | { kind: 'replaced'; reason: ReplaceReason }
  | { kind: 'goals'; goals: readonly GoalState[] }
  | { kind: 'clock'; offset: number }
  | { kind: 'notice'; notice: HostNotice };

/** One request as the event history shows it. */
export interface HostEvent {
  /** Unique in the account: the event's `eventID`. */
  id: string;
  event: CloudTrailEvent;
  service: string;
  operation: string;
  /** Null where nothing was asked of the policies: a bad signature, an operation that does not exist. */
  decision: Decision | null;
  decidedBy: DecidedBy | null;
  /** Whether the account is different after it. */
  changed: boolean;
  /** Whether undo has taken it back; it stays in the history, struck through. */
  undone: boolean;
  /** What the policies were asked, so that it can be asked again; of events that older versions kept it is missing. */
  asked?: readonly Asked[];
}

/** A question to the policies, without the policies. */
export interface Asked {
  principal: string;
  action: string;
  resource: string;
  /** The resource's account. */
  account?: string;
  /** Of what was denied: every condition key of that moment. */
  context?: ContextRecord;
  /** The resource's own policy at that time. */
  policy?: { name: string; document: string };
}

/** Why a request was decided as it was: the questions with every policy that had a say. */
export interface Inquiry {
  event: HostEvent;
  /** `exact`: as it was asked; `then`: asked again of the account as it was before it; `now`: of the present one. */
  moment: 'exact' | 'then' | 'now';
  /** None where the request asked for no permission, or its principal is gone. */
  requests: readonly PlainRequest[];
}

/** A task of an exercise, as it stands now. `was` remembers that it had been done, even where it no longer is. */
export interface GoalState {
  id: string;
  done: boolean;
  was: boolean;
}

/** Something the learner should know about the account's keeping; the sentences are in the dictionary, by `code`. */
export interface HostNotice {
  code:
    | 'storage-refused' // nothing can be kept: private window, blocked storage
    | 'storage-full' // the last changes are only in memory; they are written as soon as there is room
    | 'storage-back' // and now they are
    | 'damaged' // the saved account could not be read; it is kept aside and a fresh one was started
    | 'newer' // the saved account was written by a newer Rootless; likewise
    | 'deleted' // everything was deleted in another tab: from now on nothing of this account is kept
    | 'follows' // another tab holds this account; this one works through it
    | 'leads' // that tab is gone, and this one holds the account now
    | 'server-lost' // the server host cannot be reached
    | 'server-away' // the account was last worked in on a server that is not there; this is the browser's
    | 'server-back';
  /** Which saved state, for `tools.exportAside`. */
  aside?: string;
}

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** A principal that can be used to work in the account. */
export interface Identity {
  arn: string;
  kind: 'root' | 'user';
  name: string;
}

export interface AccountSummary {
  account: string;
  alias: string | null;
  email: string;
  identities: readonly Identity[];
  /** The account's clock: milliseconds since 1970, and how far it is ahead of the wall clock. */
  now: number;
  offset: number;
  /** How far ahead of the wall clock the account's own present is: zero, but where its scenario says what day it is. */
  present: number;
  canUndo: boolean;
  canRedo: boolean;
  /** Operation of the step that undo takes back and redo brings again: 'CreateUser', 'reset', … */
  undoes: string | null;
  redoes: string | null;
}

export interface EventQuery {
  /** How many, newest first. Default 50. */
  limit?: number;
  /** Only events before this id. */
  before?: string;
  /** Leave out what undo has taken back. */
  hideUndone?: boolean;
}

export interface Snapshot {
  name: string;
  /** Milliseconds since 1970, wall clock. */
  at: number;
}

/** A saved state that could not be read when it was found, kept as it was. */
export interface Aside {
  id: string;
  /** 'older': it can be read now (by `importAccount`), but another account was started since. */
  reason: 'damaged' | 'newer' | 'older';
  /** What was wrong, for a report; not for the learner. */
  message: string;
}

/** What has no AWS counterpart. Arguments and results can be structured-cloned and written as JSON. */
export interface PracticeTools {
  /** Credentials to work as `principalArn` (default: the account's root) from a page or a CLI. */
  credentials(principalArn?: string): Promise<Credentials>;
  /** Whether requests signed with this key are this account's: a server finds the account of a request by it. */
  hasAccessKey(accessKeyId: string): Promise<boolean>;
  summary(): Promise<AccountSummary>;
  /** Back to the scenario's start. Can be undone. */
  reset(): Promise<void>;
  /**
   * The account becomes this one (of a scenario, in saved form), with the clock and the events of that scenario and none
   * of its own. Can be undone.
   */
  startFrom(start: SavedStart): Promise<void>;
  /** Takes back the last change; false when there is none. Requests that changed nothing are passed over. */
  undo(): Promise<boolean>;
  redo(): Promise<boolean>;
  /** Takes back everything from event `id` on; false when that event changed nothing or is not in reach. */
  undoTo(id: string): Promise<boolean>;
  /** Newest first. */
  events(query?: EventQuery): Promise<readonly HostEvent[]>;
  goals(): Promise<readonly GoalState[]>;
  /** Why a request was decided as it was, by its event's id or AWS's request id; null where it is not in the history. */
  inquiry(id: string): Promise<Inquiry | null>;
  /** The account as the policies see it, now or at another moment; null where that moment is out of reach. */
  picture(moment?: Moment): Promise<AccountPicture | null>;
  /** Moves the account's clock: keys age, sessions end. Milliseconds ahead of the wall clock. */
  setClock(offset: number): Promise<void>;
  snapshots(): Promise<readonly Snapshot[]>;
  /** Keeps the account as it is now under a name; the same name again replaces it. */
  keepSnapshot(name: string): Promise<void>;
  /** Can be undone. */
  restoreSnapshot(name: string): Promise<void>;
  dropSnapshot(name: string): Promise<void>;
  /** The account as the text of a file. */
  exportAccount(): Promise<string>;
  /** Replaces the account by such a file's text. Can be undone. Rejects with a PracticeError. */
  importAccount(text: string): Promise<void>;
  asides(): Promise<readonly Aside[]>;
  /** A set-aside state as the text of a file, as it was found. */
  exportAside(id: string): Promise<string>;
  removeAside(id: string): Promise<void>;
}

export const toolNames = [
  'credentials',
  'hasAccessKey',
  'summary',
  'reset',
  'startFrom',
  'undo',
  'redo',
  'undoTo',
  'events',
  'goals',
  'inquiry',
  'picture',
  'setClock',
  'snapshots',
  'keepSnapshot',
  'restoreSnapshot',
  'dropSnapshot',
  'exportAccount',
  'importAccount',
  'asides',
  'exportAside',
  'removeAside',
] as const satisfies readonly (keyof PracticeTools)[];

export type ToolName = (typeof toolNames)[number];

/** Mistakes that a learner can meet; pages say them in the page's language, by this code. */
export type PracticeErrorCode =
  | 'file-large'
  | 'file-json'
  | 'file-newer'
  | 'file-damaged'
  | 'file-other'
  | 'link-damaged'
  | 'link-newer'
  | 'snapshot-name'
  | 'snapshot-gone'
  | 'holder-gone'
  | 'closed'
  | 'server-gone'
  | 'server-answer';

/** What went wrong and what to do next, in English, for terminals and logs. */
export class PracticeError extends Error {
  override readonly name = 'PracticeError';
  readonly hint: string;
  readonly code: PracticeErrorCode | undefined;
  constructor(message: string, hint: string, code?: PracticeErrorCode) {
    super(message);
    this.hint = hint;
    this.code = code;
  }
}
