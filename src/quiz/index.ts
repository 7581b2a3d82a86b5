// Quizzes: the kinds of items, grading, rounds, and the island that asks. May import strings and progress.
// Sub-entry for the build: schema.ts (zod stays out of the page). Tests: test/quiz.
export { answerText, blank, type Grade, grade, isComplete } from './kinds.ts';
export type { Answer, Item, ItemKind, Option, Quiz } from './model.ts';
export {
  answerItem,
  checkItem,
  giveUp,
  isOver,
  isSettled,
  missed,
  next,
  type Round,
  startRound,
} from './round.ts';
export { contentHash, shuffled } from './shuffle.ts';
export { quizMessages } from './strings.ts';
