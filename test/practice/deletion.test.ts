// Other tabs hear of «Delete everything».
import { expect, it } from 'vitest';
import { announceDeletion, heedDeletion } from '../../src/practice/deletion.ts';

it('is heard by all that heed it, and not by those that begin afterwards', async () => {
  const [one, two] = [heedDeletion(), heedDeletion()];
  let heard = 0;
  const stop = two.subscribe(() => {
    heard += 1;
  });
  expect(one.done).toBe(false);
  await announceDeletion();
  await expect.poll(() => [one.done, two.done, heard]).toEqual([true, true, 1]);
  stop();
  await announceDeletion();
  expect(heard).toBe(1);
  expect(heedDeletion().done).toBe(false);
});
