// The classroom's own sentences, and the heads of its tables.
import type { Messages } from '../strings/index.ts';
import type { SheetWords } from './gradebook.ts';

export const sheetWords: SheetWords = {
  grades: 'Grades',
  answers: 'Answers',
  questions: 'Questions',
  name: 'Name',
  team: 'Team',
  points: 'Points',
  outOf: 'Out of',
  percent: 'Percent',
  question: 'Question',
  answer: 'Answer',
  right: 'Right',
  sure: 'How sure (1 to 3)',
  vote: 'Vote',
  time: 'Time (UTC)',
  answered: 'Answered',
  shareRight: 'Share right',
  shareBefore: 'Share right, first vote',
  discrimination: 'Discrimination',
  sureWrong: 'Certain and wrong',
  choices: 'Choices',
};

export const classroomMessages = {} as const satisfies Messages;
