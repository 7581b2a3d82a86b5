// What a page fetches when an account is opened: static JSON, made at build time from content. The scenario's account
// comes ready made, so that opening needs no SDK and no calls. Tests: test/exercise.
import { materialiseStart, type Scenario, writeStart } from '../practice/index.ts';
import { cliLine } from './cli-line.ts';
import type { Exercise, ExerciseData } from './exercise.ts';

export async function exerciseData(
  id: string,
  exercise: Exercise,
  scenario: Scenario,
): Promise<ExerciseData> {
  return {
    id,
    tasks: exercise.tasks,
    solution: { cli: exercise.solution.calls.map(cliLine), console: exercise.solution.console },
    world: await scenarioWorld(exercise.scenario, scenario),
  };
}

/** A scenario's account in saved form. Its id is the seed: the same everywhere, at every build. */
export async function scenarioWorld(id: string, scenario: Scenario): Promise<unknown> {
  return writeStart(await materialiseStart(scenario, id));
}
