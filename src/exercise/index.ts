// Exercises: tasks, goals, hints, solutions, and the panel beside a lesson. Goals are given to the practice room's host
// as a watcher. Imports `practice`, `progress`, `strings`, `cloud`, `policy`.
// Entries by their paths:
//
//   ExercisePanel.tsx   the island of a lesson page: kept small
//   open.ts             what opens accounts from a page, in a chunk of its own
//   AccountTools.tsx    the same for /practice/: the tools over an account in free play
//   strings.ts          what the panel says, for the course's dictionary
//   Ask.tsx, Said.tsx, Share.tsx, download.ts, errors.ts   small parts that other rooms use
//   why.ts   where the inspector begins for a refusal
//   TaskList.tsx, ticks.ts, account.ts   the tasks and the account of an exercise that another page shows
//   schema.ts, content.ts   build and command line only: zod and the YAML reader
//
// Tests: test/exercise.
export { bestKnown, type Challenge, type Difficulty, requestsOf, type Topic, topics } from './challenge.ts';
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
