// Quizzes: the kinds of items, grading, rounds, and the island that asks. May import strings and progress.
// Tests: test/quiz.
// Entries by their paths: the island Quiz.tsx, and schema.ts for the build (zod stays out of the page).
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
