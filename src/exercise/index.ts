// Exercises: tasks, goals, hints, solutions, and the panel beside a lesson. Goals are given to the practice room's host
// as a watcher. Imports `practice`, `progress`, `strings`, `cloud`, `policy`.
//
//   ExercisePanel.tsx   the island of a lesson page: import it by its path, it is kept small
//   open.ts             by its path: what opens accounts from a page, in a chunk of its own
//   schema.ts, content.ts   by their paths, build and command line only: zod and the YAML reader
//
// Tests: test/exercise.
export { cliLine, cliName, shellWord } from './cli-line.ts';
export { exerciseData, scenarioWorld } from './data.ts';
export {
  type Exercise,
  type ExerciseData,
  type ExerciseOutline,
  outline,
  type Task,
} from './exercise.ts';
export type { Goal } from './goal.ts';
export { judge, watchTasks } from './judge.ts';
export { type Flaw, prove, walk } from './prove.ts';
