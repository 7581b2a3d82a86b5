// What a guided change is: calls as data, each with what it does, and what takes it back, or why nothing does. Types and
// small helpers; no sentence stands here. Tests: test/live/plan.test.ts.
import type { HolderState, Json, UserState } from './state.ts';

/** One call of IAM. */
export interface PlainCall {
  operation: string;
  input: Json;
}

/** Why AWS has no way back. */
export type Never = 'key' | 'password' | 'mfa' | 'serviceCredential' | 'certificate';

/** What is another afterwards, though the call is taken back. */
export type Loss = 'userId' | 'otherId' | 'deactivated';

export interface Step extends PlainCall {
  /** What it does: the sentence `step_…` with its parameters. */
  says: string;
  params: Readonly<Record<string, string | number>>;
  /** The calls that take it back, in their order; none where `never` says why. */
  undo: readonly PlainCall[];
  never?: Never;
  loses?: Loss;
}

export const tasks = [
  'deactivateKey',
  'deleteKey',
  'deleteLoginProfile',
  'detachPolicy',
  'toGroup',
  'leaveGroup',
  'passwordPolicy',
  'requireMfa',
  'deleteUser',
] as const;
export type Task = (typeof tasks)[number];

/** What the learner asks for. Which of these a task needs, `asksFor` says. */
export interface Wanted {
  task: Task;
  /** A user's name, or of another holder's. */
  name?: string | undefined;
  kind?: HolderState['kind'] | undefined;
  /** Which of several: a key's id, a policy's ARN or name. */
  which?: string | undefined;
  group?: string | undefined;
}

/** Something to know before it is done: the sentence `warning_…`. */
export interface Warning {
  code: string;
  params?: Readonly<Record<string, string | number>>;
}

export interface Plan {
  wanted: Wanted;
  steps: readonly Step[];
  warnings: readonly Warning[];
  /** What must be typed to confirm it. */
  word: string;
  /** As it stood when it was planned; read again before it runs, so that nobody changes what they have not seen. */
  seen: Seen;
}

export interface Seen {
  users: readonly UserState[];
  holders: readonly HolderState[];
  /** Names of groups that must not be there yet. */
  absent: readonly string[];
  passwordPolicy?: Json | null;
}

/** Why there is no plan: the sentence `problem_…`. With choices the learner says which one. */
export interface Problem {
  code: string;
  params?: Readonly<Record<string, string | number>>;
  choices?: readonly { value: string; label: string; code: string }[];
}

export type Planned = { ok: true; plan: Plan } | { ok: false; problem: Problem };

export type Field = 'user' | 'holder' | 'group';

/** What each task must be told first. */
export const asksFor: Readonly<Record<Task, readonly Field[]>> = {
  deactivateKey: ['user'],
  deleteKey: ['user'],
  deleteLoginProfile: ['user'],
  detachPolicy: ['holder'],
  toGroup: ['user', 'group'],
  leaveGroup: ['user'],
  passwordPolicy: [],
  requireMfa: ['group'],
  deleteUser: ['user'],
};

/** Calls that take back what was done, the last first. */
export const undoOf = (steps: readonly Step[]): readonly PlainCall[] =>
  [...steps].reverse().flatMap(({ undo }) => undo);

const secrets = new Set([
  'Password',
  'NewPassword',
  'OldPassword',
  'SecretAccessKey',
  'SessionToken',
  'PrivateKey',
  'AuthenticationCode1',
  'AuthenticationCode2',
]);

/** An input as it may be shown and kept. No plan has a secret in it; this is the second lock. */
export const withoutSecrets = (input: Json): Json =>
  Object.fromEntries(Object.entries(input).map(([name, value]) => [name, secrets.has(name) ? '…' : value]));
