// An exercise on a real account under way: makes its things behind its fence, counts them, asks AWS, and cleans up.
// Keeps nothing: what is left after a crash is found again by path and tag. Tests: test/live/exercises.test.ts.
import type { ClientConfig } from '../../console/index.ts';
import { askThrough } from '../changes/commands.ts';
import type { PlainCall } from '../changes/plan.ts';
import { type RecordedCall, type RunOptions, runPlan } from '../changes/run.ts';
import { type Ask, isMissing, type Json } from '../changes/state.ts';
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

/** How often AWS is asked again while it may not know yet. */
const turns = 3;

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
  /** What was made a moment ago, AWS does not know everywhere yet. Source: IAM User Guide, troubleshooting. */
  const patient: Ask = async (operation, input) => {
    for (let turn = 0; ; turn++) {
      try {
        return await ask(operation, input);
      } catch (error) {
        if (!isMissing(error) || turn === turns) throw error;
        await options.wait(1_000 * 2 ** turn);
      }
    }
  };
  const run = async (steps: readonly PlainCall[], through: Ask = ask): Promise<readonly RecordedCall[]> => {
    const full = steps.map((step) => ({ ...step, says: '', params: {}, undo: [] }));
    return (await runPlan({ wanted: { task: 'exercise' }, steps: full }, { ...options, ask: through })).calls;
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
    make: (calls) => run(calls, patient),
    async decide({ user, action, expected }) {
      const one = ledger.made.find(({ kind, name }) => kind === 'user' && name === user);
      for (let turn = 0; ; turn++) {
        const { EvaluationResults } = (await patient('SimulatePrincipalPolicy', {
          PolicySourceArn: one?.arn,
          ActionNames: [action],
        })) as { EvaluationResults?: { EvalDecision?: Verdict }[] };
        const found = EvaluationResults?.[0]?.EvalDecision ?? 'implicitDeny';
        // Another answer may be that of a moment ago; after some seconds it is AWS's word.
        if (found === expected || turn === turns) return found;
        await options.wait(1_000 * 2 ** turn);
      }
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
