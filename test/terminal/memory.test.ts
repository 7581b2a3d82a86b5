// An hour of use does not grow memory: 2,000 commands, and the heap after the second thousand beside that after the first.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { createShell } from '../../src/terminal/shell/index.ts';
import { account } from './support.ts';

describe('memory', () => {
  it('is the same after 2,000 commands as after 1,000', { timeout: 300_000 }, async ({ skip }) => {
    skip(!process.env.ROOTLESS_FULL, 'takes minutes: npm run test:full');
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const heap = (): number => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    const sh = await createShell({ door: account().door, version: 2, wall: Date.now });
    const thousand = async (): Promise<void> => {
      for (let round = 0; round < 250; round++) {
        await sh.run(`aws iam create-user --user-name u${round} > out.json`);
        await sh.run('jq -r .User.Arn out.json; for i in 1 2 3; do echo $i; done | sort -r');
        await sh.run(`aws iam get-user --user-name u${round} --output table; x=$((x + 1))`);
        await sh.run(`aws iam delete-user --user-name u${round}; rm out.json`);
      }
    };
    await thousand();
    const after = heap();
    await thousand();
    // What is kept of 500 changes: their events, about 2 KB each.
    expect(heap() - after).toBeLessThan(6_000_000);
  });
});
