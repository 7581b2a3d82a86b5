// Work in steps: the same result, with pauses where it takes long.
import { expect, it } from 'vitest';
import { atOnce, bySteps, type Steps } from '../../src/checkup/steps.ts';

function* counting(to: number): Steps<number> {
  for (let n = 0; n < to; n++) yield;
  return to;
}

it('is done at once, or with a pause after each stretch of time', async () => {
  expect(atOnce(counting(10))).toBe(10);
  let clock = 0;
  let pauses = 0;
  const pause = async (): Promise<void> => void pauses++;
  expect(await bySteps(counting(10), () => clock++, pause, 3)).toBe(10);
  expect(pauses).toBe(3);
});

it('fails where the work fails', async () => {
  // biome-ignore lint/correctness/useYield: work that fails before its first step.
  function* failing(): Steps<number> {
    throw new Error('no');
  }
  await expect(bySteps(failing(), Date.now, async () => undefined)).rejects.toThrow('no');
});
