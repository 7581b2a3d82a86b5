// What the learner did, kept in the browser as facts: lessons read, tasks and exercises done, quiz attempts.
// Imports nothing from other rooms. `openProgress()`, then `record`, `read`, `subscribe`. Tests: test/progress.
// Entries by their paths: schedule.ts, which brings ts-fsrs, and move.ts, which pages load when a schedule is shown or
// progress is carried over.
export type { ImportReport } from './exchange.ts';
export {
  type AttemptFact,
  type CardFact,
  type ExamFact,
  type ExerciseFact,
  type Fact,
  type Facts,
  type LessonFact,
  type NewFact,
  TASKS,
  taskAttempt,
} from './fact.ts';
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
