// What the pages around the lessons say: challenges, runbooks, the comparison, the pages for teachers. See src/strings.
import type { Messages } from '../../strings/index.ts';

export const challenges = {
  title: 'Challenges',
  lead: 'An account with something wrong in it, and no lesson beside it. Any way that puts it right counts, and nobody looks at the clock.',
  scoring:
    'Solved is what matters. Besides, each challenge tells you how many requests you needed, and the fewest that are known. Only requests that changed the account count; looking is free, and what you undo never happened.',
  easy: 'easy',
  middling: 'middling',
  hard: 'hard',
  solved: 'solved',
  begun: 'begun',
  requests: { one: 'with {count} request', other: 'with {count} requests' },
  back: 'All challenges',
  best: {
    one: 'Best known: {count} request that changes something',
    other: 'Best known: {count} requests that change something',
  },
  whatHappened: 'What has happened',
  practice: 'Practice account of this challenge',
  sheetClose: 'Back to the challenge',
  'least-privilege': 'Least privilege',
  escalation: 'Side doors to more permissions',
  keys: 'Keys',
  people: 'People who come and go',
  'locked-out': 'Locked out',
  trust: 'Who is trusted',
  organization: 'Many accounts',
} as const satisfies Messages;

export const runbooks = {
  title: 'Runbooks',
  lead: 'What to do, in order, when there is no time to read a lesson. Print them before you need them.',
  back: 'All runbooks',
  print: 'Print this page',
  when: 'When',
  have: 'Have at hand',
  steps: 'Step by step',
  after: 'Afterwards',
  mistakes: 'What makes it worse',
  learn: 'The lesson behind it',
  checked: 'Facts last checked on {date}.',
} as const satisfies Messages;

export const comparison = {
  title: 'Root user and IAM user, side by side',
  lead: 'The same six questions, asked of both. Choose what you want to see, and answer for yourself before you look.',
  show: 'Show',
  both: 'both',
  onlyRoot: 'the root user',
  onlyUser: 'the IAM user',
  aspect: 'Question',
  root: 'Root user',
  user: 'IAM user',
  today: 'You will still read',
  lesson: 'In the lesson',
  sortTitle: 'Sort them yourself',
  sortText: 'The same as a small quiz: which of the two is it?',
} as const satisfies Messages;

export const teaching = {
  title: 'For teachers',
  lead: 'A pack for each lesson: what it is for, how to divide the time, what to say, and which mistakes to expect. Each prints as slides.',
  back: 'All teacher packs',
  kind: 'Teacher pack · lesson {number}',
  packOf: 'Teacher pack: {title}',
  more: 'Besides',
  classroom: 'Classroom',
  classroomText: 'Quizzes with a whole room, live, on everybody’s own screen.',
  author: 'Questions in and out',
  authorText:
    'Bring questions in from other programs, and take them out to a learning platform or onto paper.',
  print: 'Print as slides',
  aims: 'Afterwards they can',
  timing: 'Time: {count} minutes',
  minutes: { one: '{count} minute', other: '{count} minutes' },
  say: 'What to say',
  misconceptions: 'Mistakes to expect',
  believed: 'They believe',
  answer: 'What helps',
  slides: 'Slides',
  ask: 'Ask the room',
  lesson: 'To the lesson',
} as const satisfies Messages;
