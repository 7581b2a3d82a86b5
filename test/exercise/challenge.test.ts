import { describe, expect, it } from 'vitest';
import { bestKnown, changesOf, requestsOf } from '../../src/exercise/challenge.ts';
import type { Call } from '../../src/practice/index.ts';
import { type Fact, merge } from '../../src/progress/fact.ts';

const call = (operation: string, more: Partial<Call> = {}): Call => ({ service: 'iam', operation, ...more });
const way = (...calls: Call[]) => ({ title: 'A way', calls, console: ['x'] });

describe('the score of a challenge', () => {
  it('counts what changed the account and was not taken back', () => {
    expect(
      requestsOf([
        { changed: true, undone: false },
        { changed: true, undone: true },
        { changed: false, undone: false },
        { changed: true, undone: false },
      ]),
    ).toBe(2);
  });

  it('does not count looking, being refused, or becoming somebody', () => {
    expect(
      changesOf([
        call('ListUsers'),
        call('GetCredentialReport'),
        call('LookupEvents', { service: 'cloudtrail' }),
        call('AssumeRole', { service: 'sts' }),
        call('CreateUser', { refused: 'AccessDenied' }),
        call('CreateUser'),
        call('DeleteUser'),
      ]),
    ).toBe(2);
  });

  it('keeps the best of several scores, whatever came first', () => {
    const score = (requests: number, at: number): Fact => ({
      v: 1,
      kind: 'exercise',
      exercise: 'a',
      what: 'score',
      requests,
      at,
    });
    const kept = merge(new Map(), [score(4, 1), score(2, 2), score(3, 3)]);
    expect([...kept.values()]).toEqual([score(2, 2)]);
  });

  it('knows the shortest of all ways as the best', () => {
    const short = way(call('CreateUser'));
    const long = way(call('CreateUser'), call('DeleteUser'));
    expect(bestKnown({ solution: long, alternatives: [short, long] })).toBe(1);
    expect(bestKnown({ solution: long, alternatives: [] })).toBe(2);
  });
});
