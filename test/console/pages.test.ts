import { describe, expect, it } from 'vitest';
import { collect, inParallel } from '../../src/console/iam/pages.ts';
import { listUsers } from '../../src/console/iam/users.ts';
import { answering } from './client.ts';

describe('lists that come in pages', () => {
  it('show a first short page before the rest, and go by IsTruncated alone', async () => {
    const pages: Record<string, unknown> = {
      start: { Users: [{ UserName: 'a' }], IsTruncated: true, Marker: 'm1' },
      // IAM may answer fewer than asked for, even none, and still have more.
      m1: { Users: [], IsTruncated: true, Marker: 'm2' },
      m2: { Users: [{ UserName: 'b' }], IsTruncated: false },
    };
    const { iam, asked } = answering({
      ListUsers: (input: Record<string, unknown>) => pages[String(input.Marker ?? 'start')],
    });
    const parts: number[] = [];
    const all = await listUsers(iam, (part) => parts.push(part.length));
    expect(all.map((user) => user.UserName)).toEqual(['a', 'b']);
    expect(parts).toEqual([1, 1]);
    expect(asked.map(({ input }) => input)).toEqual([
      { MaxItems: 100 },
      { Marker: 'm1', MaxItems: 1000 },
      { Marker: 'm2', MaxItems: 1000 },
    ]);
  });

  it('ask for the most at once where nobody looks on', async () => {
    const inputs: unknown[] = [];
    await collect(
      async (input) => {
        inputs.push(input);
        return {};
      },
      () => [],
    );
    expect(inputs).toEqual([{ MaxItems: 1000 }]);
  });
});

describe('work in parallel', () => {
  it('keeps the order of the items and no more than so many at a time', async () => {
    let now = 0;
    let most = 0;
    const results = await inParallel(
      [5, 1, 4, 2, 3],
      async (value) => {
        now += 1;
        most = Math.max(most, now);
        for (let i = 0; i < value; i += 1) await Promise.resolve();
        now -= 1;
        return value * 2;
      },
      2,
    );
    expect(results).toEqual([10, 2, 8, 4, 6]);
    expect(most).toBe(2);
  });
});
