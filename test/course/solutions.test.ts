// Every exercise and every challenge, solved with the very lines that a learner is shown for a terminal: run in the practice terminal's shell,
// against a host like the page's. What stands in the console only, and codes of an MFA device, are done beside it.
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { codeAt, currentStep } from '../../src/cloud/index.ts';
import { readExercises } from '../../src/course/loaders/exercises.ts';
import { cliLine, type Exercise, watchTasks } from '../../src/exercise/index.ts';
import {
  type AccountHost,
  createCaller,
  createHost,
  materialiseStart,
  memoryStore,
} from '../../src/practice/index.ts';
import { createShell, hostDoor, type Shell } from '../../src/terminal/shell/index.ts';

const { exercises, challenges, scenarios } = readExercises(resolve(import.meta.dirname, '../../content/en'));

async function open(id: string, exercise: Exercise): Promise<AccountHost> {
  const scenario = scenarios.get(exercise.scenario)?.value;
  if (!scenario) throw new Error(`no scenario ${exercise.scenario}`);
  const { world, ...start } = await materialiseStart(scenario, exercise.scenario);
  return createHost({
    key: `exercise/${id}`,
    store: memoryStore(),
    ...start,
    fresh: () => world,
    clock: Date.now,
    seed: id,
    watcher: watchTasks(exercise.tasks),
  });
}

/** What somebody reads from the device: its secret stands in the file that create-virtual-mfa-device wrote. */
async function withCodes(line: string, shell: Shell): Promise<string> {
  const device = /:mfa\/([\w-]+)/.exec(line)?.[1];
  if (!device || !/_CODE\b/.test(line)) return line;
  const seed = (await shell.script(`cat ${device}.txt`)).stdout.trim();
  const code = (steps: number): string => codeAt(seed, currentStep(Date.now()) + steps);
  return line.replace('FIRST_CODE', code(-1)).replace('SECOND_CODE', code(0)).replace('NEXT_CODE', code(1));
}

it.each([...exercises, ...challenges].map(([id, { value }]) => [id, value as Exercise] as const))(
  '%s is solved by the lines of its solution',
  { timeout: 30_000 },
  async (id, exercise) => {
    const host = await open(id, exercise);
    const shell = await createShell({ door: hostDoor(host, () => undefined), version: 2, wall: Date.now });
    const inConsole = createCaller({ host, credentials: (as) => credentialsOf(host, as) });
    for (const call of exercise.solution.calls) {
      const line = await withCodes(cliLine(call), shell);
      if (line.startsWith('#')) {
        await inConsole.run(call);
        continue;
      }
      const { exitCode, stderr } = await shell.run(line);
      if (call.refused === undefined) expect(`${stderr}${exitCode}`, line).toBe('0');
      else expect(stderr, line).toContain(call.refused.replace(/Exception$/, ''));
    }
    const undone = (await host.tools.goals()).filter(({ done }) => !done).map((goal) => goal.id);
    expect(undone).toEqual([]);
    await host.close();
  },
);

async function credentialsOf(host: AccountHost, as: string) {
  const { identities } = await host.tools.summary();
  return host.tools.credentials(identities.find(({ name }) => name === as)?.arn);
}
