// Where exercises on a real account make things, and how they are known again: a path and a tag. Groups cannot be tagged.
// Source: IAM User Guide, «Tagging IAM resources». Pure. Tests: test/live/exercises.test.ts.

export const exercisePath = '/rootless/';
export const exerciseTag = { Key: 'rootless', Value: 'exercise' } as const;

export type MadeKind = 'user' | 'group' | 'policy';

export interface Made {
  kind: MadeKind;
  name: string;
  arn: string;
}

/** Whether an ARN of IAM is below the path. */
export const isOurs = (arn: string): boolean =>
  /^arn:aws:iam::\d{12}:(?:user|group|policy)\/rootless\/[^/]+$/.test(arn);

/** What an exercise has made so far; the fence lets calls through that name one of these, and no others. */
export interface Ledger {
  readonly made: readonly Made[];
  add(one: Made): void;
  remove(kind: MadeKind, name: string): void;
  has(kind: MadeKind, name: string): boolean;
}

export function createLedger(first: readonly Made[] = []): Ledger {
  let made = [...first];
  const has = (kind: MadeKind, name: string): boolean =>
    made.some((one) => one.kind === kind && one.name === name);
  return {
    get made() {
      return made;
    },
    add(one) {
      if (isOurs(one.arn) && !has(one.kind, one.name)) made = [...made, one];
    },
    remove(kind, name) {
      made = made.filter((one) => one.kind !== kind || one.name !== name);
    },
    has,
  };
}
