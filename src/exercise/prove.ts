// Runs an exercise's solution, alternatives and near-misses through a practice account and says where an outcome is
// not the promised one. Node only in practice (it loads whole SDK clients). Tests: test/exercise/prove.test.ts.
import {
  type AccountHost,
  type Call,
  createCaller,
  createHost,
  type GoalState,
  memoryStore,
  type Start,
} from '../practice/index.ts';
import { changesOf, requestsOf } from './challenge.ts';
import type { Exercise, Way } from './exercise.ts';
import { watchTasks } from './judge.ts';

export interface Flaw {
  /** Where in the exercise's file. */
  path: readonly (string | number)[];
  message: string;
  hint: string;
}

/** All that is wrong with an exercise's ways; empty where they do what they promise. */
export async function prove(exercise: Exercise, begin: Start): Promise<Flaw[]> {
  const ids = exercise.tasks.map(({ id }) => id);
  const flaws: Flaw[] = [];
  const start = await openExercise(exercise, begin);
  const before = await start.tools.goals();
  await start.close();
  for (const [index, { id, keep }] of exercise.tasks.entries()) {
    const done = before.some((goal) => goal.id === id && goal.done);
    if (done !== keep) {
      flaws.push({
        path: ['tasks', index, 'goal'],
        message: keep
          ? `the rule «${id}» is broken at the start`
          : `the task «${id}» is done before it is begun`,
        hint: keep
          ? 'A rule must hold in the scenario. Change the goal, or the scenario.'
          : 'Change the goal, the scenario, or make it a rule with keep: true.',
      });
    }
  }
  const ways: { path: (string | number)[]; way: Way; misses: readonly string[] }[] = [
    { path: ['solution'], way: exercise.solution, misses: [] },
    ...exercise.alternatives.map((way, index) => ({ path: ['alternatives', index], way, misses: [] })),
    ...exercise.nearMisses.map((way, index) => ({ path: ['nearMisses', index], way, misses: way.misses })),
  ];
  for (const { path, way, misses } of ways) {
    const outcome = await walk(exercise, begin, way.calls);
    if (outcome.failed) {
      flaws.push({
        path: [...path, 'calls', ...(way.places?.[outcome.failed.index] ?? [outcome.failed.index])],
        message: outcome.failed.message,
        hint: 'Correct the call, or say `refused: CODE` where the account is to refuse it.',
      });
      continue;
    }
    if ('difficulty' in exercise && misses.length === 0 && outcome.requests !== changesOf(way.calls)) {
      flaws.push({
        path: [...path, 'calls'],
        message: `«${way.title}» changes the account ${outcome.requests} times, and is counted as ${changesOf(way.calls)} requests`,
        hint: 'Leave out the calls that change nothing; a score counts them.',
      });
    }
    const done = outcome.goals.filter((goal) => goal.done).map((goal) => goal.id);
    const missing = ids.filter((id) => !done.includes(id) && !misses.includes(id));
    const extra = misses.filter((id) => done.includes(id));
    if (missing.length > 0) {
      flaws.push({
        path,
        message: `«${way.title}» leaves undone: ${missing.join(', ')}`,
        hint: 'Change the goals so that this way counts, or the calls so that it is one.',
      });
    }
    if (extra.length > 0) {
      flaws.push({
        path,
        message: `«${way.title}» was to miss ${extra.join(', ')}, and does it`,
        hint: 'The goal is too weak, or this is no near-miss.',
      });
    }
  }
  return flaws;
}

type Outcome = { goals: readonly GoalState[]; requests: number; failed?: { index: number; message: string } };

/** The tasks after these calls in a fresh account. */
export async function walk(exercise: Exercise, begin: Start, calls: readonly Call[]): Promise<Outcome> {
  const host = await openExercise(exercise, begin);
  const caller = createCaller({
    host,
    async credentials(as) {
      const { identities } = await host.tools.summary();
      const found = identities.find(({ name, arn }) => arn === as || name.toLowerCase() === as.toLowerCase());
      return host.tools.credentials(found?.arn ?? as);
    },
  });
  try {
    for (const [index, call] of calls.entries()) {
      try {
        await caller.run(call);
      } catch (error) {
        return {
          goals: [],
          requests: 0,
          failed: { index, message: error instanceof Error ? error.message : String(error) },
        };
      }
    }
    const events = await host.tools.events({ limit: 1000 });
    return { goals: await host.tools.goals(), requests: requestsOf(events) };
  } finally {
    await host.close();
  }
}

function openExercise(exercise: Exercise, { world, ...start }: Start): Promise<AccountHost> {
  return createHost({
    key: 'prove',
    store: memoryStore(),
    ...start,
    fresh: () => world,
    clock: Date.now,
    seed: 'prove',
    watcher: watchTasks(exercise.tasks),
  });
}
