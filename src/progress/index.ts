// What the learner did, kept in the browser as facts: lessons read, tasks and exercises done, quiz attempts.
// Imports nothing from other rooms. `openProgress()`, then `record`, `read`, `subscribe`. Tests: test/progress.
export type { ImportReport } from './exchange.ts';
export type { AttemptFact, ExerciseFact, Fact, Facts, LessonFact, NewFact } from './fact.ts';
export { askToKeep, openProgress, type Progress, type SetAside, type Trouble } from './open.ts';
export {
  type ExerciseSummary,
  type ItemSummary,
  type LessonParts,
  type LessonState,
  type LessonSummary,
  lessonState,
  type Summary,
  summarize,
} from './summary.ts';
