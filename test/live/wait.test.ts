// Waiting that can be called off, before and while it waits.
import { expect, it } from 'vitest';
import { wait } from '../../src/live/wait.ts';

it('waits, and ends at once when it is called off', async () => {
  await wait(1);
  const stop = new AbortController();
  const waiting = wait(3_600_000, stop.signal);
  stop.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  await expect(wait(3_600_000, stop.signal)).rejects.toThrow('enough');
});
