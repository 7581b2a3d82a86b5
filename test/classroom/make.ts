// Rooms, students and answers for the classroom's tests.
import { createHash, randomBytes } from 'node:crypto';
import type { Setup } from '../../src/classroom/model.ts';
import type { StoredAnswer, StoredRoom, StoredStudent } from '../../src/classroom/server/store/index.ts';
import { firstState } from '../../src/classroom/state.ts';
import type { Item } from '../../src/quiz/index.ts';

export const choice = (id: string): Item => ({
  kind: 'choice',
  id,
  question: `What is right in ${id}?`,
  hash: 'h',
  options: ['A', 'B', 'C', 'D'].map((text, index) => ({
    text: `${text} of ${id}`,
    right: index === 1,
    why: `The reason for ${text} of ${id}.`,
  })),
});

export const order = (id: string): Item => ({
  kind: 'order',
  id,
  question: 'In which order?',
  hash: 'h',
  why: 'The reason of the order.',
  steps: ['first', 'second', 'third', 'fourth'].map((text) => ({ text, why: `The reason of ${text}.` })),
});

export const sort = (id: string): Item => ({
  kind: 'sort',
  id,
  question: 'Which goes where?',
  hash: 'h',
  bins: [
    { id: 'root', text: 'Root' },
    { id: 'user', text: 'User' },
  ],
  things: ['closing', 'reading', 'writing'].map((text, index) => ({
    text,
    bin: index === 0 ? 'root' : 'user',
    why: `The reason of ${text}.`,
  })),
});

export function makeSetup(
  settings: Partial<Setup['settings']> = {},
  items: readonly Item[] = [choice('q1'), choice('q2'), order('q3')],
): Setup {
  return {
    title: 'Who is root?',
    origin: { kind: 'file', from: ['test.json'] },
    graded: true,
    seed: 'seed',
    questions: items.map((item) => ({ kind: 'item', item })),
    settings: {
      mode: 'live',
      seconds: 20,
      changes: false,
      confidence: false,
      leaderboard: true,
      hideNames: false,
      ownNames: true,
      teams: 0,
      feedback: 'end',
      due: null,
      days: 30,
      places: 5000,
      ...settings,
    },
  };
}

export const digest = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, 22);
let codes = 100_000;

export function makeRoom(setup: Setup = makeSetup(), change: Partial<StoredRoom> = {}): StoredRoom {
  return {
    id: randomBytes(8).toString('hex'),
    code: String(codes++),
    setup,
    keys: { teacher: 't', assistant: 'a', projector: 'p' },
    state: firstState(setup),
    rev: 1,
    created: 1000,
    expires: 1_000_000,
    ...change,
  };
}

export function makeStudent(room: string, name: string): StoredStudent & { fold: string } {
  return {
    room,
    id: digest(`${room}/${name}`),
    name,
    fold: name.toLowerCase(),
    team: 0,
    extra: 0,
    removed: false,
    outside: null,
    joined: 1,
    rev: 0,
  };
}

export function makeAnswer(room: string, student: string, change: Partial<StoredAnswer> = {}): StoredAnswer {
  return {
    room,
    question: 0,
    round: 1,
    student,
    idem: randomBytes(8).toString('hex'),
    attempt: 1,
    body: '[1]',
    sure: null,
    score: 1,
    outOf: 1,
    at: 1000,
    ...change,
  };
}
