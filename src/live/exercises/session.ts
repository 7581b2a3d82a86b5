// An exercise on a real account under way: makes its things behind its fence, counts them, asks AWS, and cleans up.
// Keeps nothing: what is left after a crash is found again by path and tag. Tests: test/live/exercises.test.ts.
import type { ClientConfig } from '../../console/index.ts';
import { askThrough } from '../changes/commands.ts';
import type { PlainCall } from '../changes/plan.ts';
import { type RecordedCall, type RunOptions, runPlan } from '../changes/run.ts';
import type { Ask, Json } from '../changes/state.ts';
import { type FenceWords, fenced } from '../fence.ts';
import { cleaning, type Found, findMade } from './clean-up.ts';
import { exerciseFence } from './exercise-fence.ts';
import type { LiveStep, Verdict } from './exercises.ts';
import { createLedger, type Made, type MadeKind } from './place.ts';

export interface ExerciseSession {
  /** What stands in the account now. */
  readonly made: readonly Made[];
  /** Looks for what earlier exercises left; it counts from then on. */
  find(): Promise<Found>;
  /** Stops at the first call that fails. */
  make(calls: readonly PlainCall[]): Promise<readonly RecordedCall[]>;
  /** What AWS's own simulator says. */
  decide(step: Extract<LiveStep, { kind: 'predict' }>): Promise<Verdict>;
  /** Everything that was made, this time or before. Empty where all of it is gone, else what refused to go. */
  cleanUp(onProgress?: (gone: number) => void): Promise<readonly RecordedCall[]>;
}

export interface SessionOptions extends Omit<RunOptions, 'ask'> {
  config: ClientConfig;
  words: FenceWords;
}

const members: Readonly<Record<string, [MadeKind, string]>> = {
  CreateUser: ['user', 'User'],
  CreateGroup: ['group', 'Group'],
  CreatePolicy: ['policy', 'Policy'],
};
const ends: Readonly<Record<string, [MadeKind, (input: Json) => string]>> = {
  DeleteUser: ['user', ({ UserName }) => String(UserName)],
  DeleteGroup: ['group', ({ GroupName }) => String(GroupName)],
  DeletePolicy: ['policy', ({ PolicyArn }) => String(PolicyArn).split('/').at(-1) as string],
};

export function openSession({ config, words, ...options }: SessionOptions): ExerciseSession {
  const ledger = createLedger();
  const asked = askThrough(fenced(config, exerciseFence(ledger, words)));
  const ask: Ask = async (operation, input) => {
    const answer = await asked(operation, input);
    const member = members[operation];
    if (member) {
      const [kind, name] = member;
      const entity = answer[name] as Json;
      const { [`${name}Name`]: called, Arn } = entity;
      ledger.add({ kind, name: String(called), arn: String(Arn) });
    }
    const end = ends[operation];
    if (end) ledger.remove(end[0], end[1](input));
    return answer;
  };
  const run = async (steps: readonly PlainCall[]): Promise<readonly RecordedCall[]> => {
    const full = steps.map((step) => ({ ...step, says: '', params: {}, undo: [] }));
    return (await runPlan({ wanted: { task: 'exercise' }, steps: full }, { ...options, ask })).calls;
  };
  const find = async (): Promise<Found> => {
    const found = await findMade(ask);
    for (const one of found.ours) ledger.add(one);
    return found;
  };
  return {
    get made() {
      return ledger.made;
    },
    find,
    make: run,
    async decide({ user, action }) {
      const one = ledger.made.find(({ kind, name }) => kind === 'user' && name === user);
      const { EvaluationResults } = (await ask('SimulatePrincipalPolicy', {
        PolicySourceArn: one?.arn,
        ActionNames: [action],
      })) as { EvaluationResults?: { EvalDecision?: Verdict }[] };
      return EvaluationResults?.[0]?.EvalDecision ?? 'implicitDeny';
    },
    async cleanUp(onProgress) {
      // Asked of the account, not of what is remembered: a call without an answer may have made something.
      await find();
      const left: RecordedCall[] = [];
      let gone = 0;
      for await (const steps of cleaning(ask, ledger.made)) {
        const calls = await run(steps);
        left.push(...calls.filter(({ outcome }) => outcome === 'failed' || outcome === 'unknown'));
        onProgress?.(++gone);
      }
      return left;
    },
  };
}
