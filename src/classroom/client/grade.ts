// Grading what the policy engine must judge, on the device: a chunk of its own, for the one kind that needs it.
import { type Answer, grade, type Item } from '../../quiz/index.ts';

export const isRightByEngine = (item: Item, answer: Answer): boolean => grade(item, answer).right;
