// Opens practice accounts from a page: in a worker, or on the server. Loaded only when the learner asks for it.
import { type AccountHost, openServerHost, openWorkerHost, type ServerHost } from '../practice/index.ts';
import type { ExerciseData } from './exercise.ts';
import { openLast } from './last-door.ts';

export interface OpenOptions {
  /** The site's base path, with a slash at its end. */
  base: string;
}

/** The exercise's account in this browser, as it was left. */
export async function openExerciseHost(
  id: string,
  { base }: OpenOptions,
): Promise<{ host: AccountHost; data: ExerciseData }> {
  const data = await fetchExercise(id, base);
  const goals = data.tasks.map(({ id, goal }) => ({ id, goal }));
  const host = await openWorkerHost(startWorker, {
    key: `exercise/${id}`,
    world: data.world as never,
    seed: id,
    goals,
  });
  return { host, data };
}

/** An account of one's own from a scenario, without tasks: free play. */
export async function openScenarioHost(
  scenario: string,
  { base, key = 'free-play' }: OpenOptions & { key?: string },
): Promise<AccountHost> {
  const world = await fetchScenario(scenario, base);
  return openWorkerHost(startWorker, { key, world: world as never, seed: key, goals: [] });
}

/** The exercise's account on the server that served this page; the learner's own tools reach it there. */
export async function openExerciseOnServer(
  id: string,
  { base }: OpenOptions,
): Promise<{ host: ServerHost; data: ExerciseData }> {
  const [data, host] = await Promise.all([fetchExercise(id, base), openServerHost({ base, exercise: id })]);
  return { host, data };
}

export async function fetchExercise(id: string, base: string): Promise<ExerciseData> {
  return (await fetchJson(`${base}data/exercises/${id}.json`)) as ExerciseData;
}

/** The exercise's account that was worked in last. */
export function openExerciseAgain(
  id: string,
  options: OpenOptions,
): Promise<{ host: AccountHost; data: ExerciseData; away: boolean }> {
  return openLast(id, options.base, {
    browser: () => openExerciseHost(id, options),
    server: (): Promise<{ host: AccountHost; data: ExerciseData }> => openExerciseOnServer(id, options),
  });
}

/** A scenario's account in saved form. */
export function fetchScenario(id: string, base: string): Promise<unknown> {
  return fetchJson(`${base}data/scenarios/${id}.json`);
}

async function fetchJson(address: string): Promise<unknown> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return answer.json();
}

function startWorker(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'practice-account' });
}
