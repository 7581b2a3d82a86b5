// What the quizzes' part of the progress page says: strengths, and carrying progress to another device.
import type { Messages } from '../strings/index.ts';

export const strengthMessages = {
  title: 'How well it is remembered',
  loading: 'Working it out …',
  failed: 'The list of questions could not be fetched. Check your connection and reload the page.',
  due: {
    one: 'One thing is due for review today.',
    other: '{count} things are due for review today.',
  },
  toReview: 'To the review',
  nothing: 'It shows here once you have answered questions.',
  text: 'Estimated from your answers: how many questions of a lesson you would know today.',
  kept: '{count} held for months',
  fresh: '{count} fresh',
  fading: '{count} fading',
  unmet: '{count} not met yet',
  table: 'Question by question',
  question: 'Question',
  state: 'State',
  chance: 'Chance to know it',
  reviews: 'Reviews',
  next: 'Comes back',
  isKept: 'held for months',
  isFresh: 'fresh',
  isFading: 'fading',
  isUnmet: 'not met yet',
} as const satisfies Messages;

export const moveMessages = {
  title: 'Move to another device',
  text: 'Without a file: these codes carry what you finished and how well each question is remembered. Your single answers stay here; only the file above carries them.',
  show: 'Show the codes',
  nothing: 'There is nothing to carry yet.',
  failed: 'The codes could not be made. Check your connection and try again.',
  how: {
    one: 'Point the other device’s camera at the code and open the link.',
    other: 'Point the other device’s camera at each code in turn and open the links, in any order.',
  },
  code: 'Code {number} of {total}',
  link: 'or open this address there',
  arrived: 'Progress from another device',
  arrivedText: {
    one: 'The link you opened carries one thing. It is added to what is here; nothing here is overwritten.',
    other:
      'The link you opened carries {count} things. They are added to what is here; nothing here is overwritten.',
  },
  unknown: {
    one: 'One of them is not known here: the other device has another version of this site.',
    other: '{count} of them are not known here: the other device has another version of this site.',
  },
  add: 'Add it',
  leave: 'Leave it',
  added: {
    one: 'One thing was added or brought up to date.',
    other: '{count} things were added or brought up to date.',
  },
  addedNone: 'All of it was here already.',
  damaged: 'This link carries progress, but it was damaged on its way. Nothing was taken from it.',
} as const satisfies Messages;
