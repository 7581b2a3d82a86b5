import { expect, it } from 'vitest';
import { dateOf } from '../../src/console/portal.ts';

it('reads the portal’s seconds', () => {
  expect(dateOf(1_790_000_000)?.toISOString()).toBe('2026-09-21T14:13:20.000Z');
  expect(dateOf(undefined)).toBeUndefined();
});
