// Grading every kind, «fix» by the policy engine too. Pure, the same in Node and in a page; a page that may meet no
// such item takes `gradeLight` of kinds.ts and loads this when it does. Tests: test/quiz/grade.
import { fixParts } from './decision/fix.ts';
import { type Grade, gradeLight, gradeOf } from './kinds.ts';
import type { Answer, Item } from './model.ts';

export const grade = (item: Item, answer: Answer): Grade =>
  item.kind === 'fix' ? gradeOf(fixParts(item, String(answer[0] ?? ''))) : gradeLight(item, answer);
