// What a challenge is: an exercise beyond the lessons, with a story, a difficulty and a score. A content file
// content/LANGUAGE/challenges/ID.yaml, read and checked by schema.ts. Pure. Tests: test/exercise/challenge.test.ts.
import type { Call, HostEvent } from '../practice/index.ts';
import type { Exercise } from './exercise.ts';

/** In the order in which the list shows them. */
export const topics = [
  'least-privilege',
  'escalation',
  'keys',
  'people',
  'locked-out',
  'trust',
  'organization',
] as const;

export type Topic = (typeof topics)[number];
export type Difficulty = 1 | 2 | 3;

export interface Challenge extends Exercise {
  difficulty: Difficulty;
  topic: Topic;
  summary: string;
  brief: readonly string[];
  /** What there is to learn from it: shown once it is solved. */
  after: string;
}

/**
 * How many requests somebody needed: those that changed the account and were not taken back. Looking is free, and so is
 * being refused.
 */
export function requestsOf(events: readonly Pick<HostEvent, 'changed' | 'undone'>[]): number {
  return events.filter(({ changed, undone }) => changed && !undone).length;
}

/** How many of these calls change the account. That it is so is proved when the content is checked. */
export function changesOf(calls: readonly Call[]): number {
  return calls.filter(
    ({ service, operation, refused }) =>
      refused === undefined &&
      !['sts', 'signin'].includes(service) &&
      !/^(Get|List|Describe|Lookup|Generate|Simulate|Head|Receive)/.test(operation),
  ).length;
}

/** The fewest requests that are known to solve it. */
export function bestKnown({ solution, alternatives }: Pick<Exercise, 'solution' | 'alternatives'>): number {
  return Math.min(...[solution, ...alternatives].map(({ calls }) => changesOf(calls)));
}
