// Group commit: batches, identities, failures one by one, a queue with an end.
import { expect, it } from 'vitest';
import { AwayError } from '../../src/classroom/server/store/driver.ts';
import { BusyError, grouped } from '../../src/classroom/server/store/group.ts';

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

it('writes what comes together together, and never two of the same in one batch', async () => {
  const batches: string[][] = [];
  const put = grouped<string, string>({
    identity: (item) => item[0] ?? '',
    async run(items) {
      batches.push([...items]);
      await turn();
      return items.map((item) => `${item}!`);
    },
  });
  expect(await Promise.all(['a1', 'b1', 'a2', 'c1'].map(put))).toEqual(['a1!', 'b1!', 'a2!', 'c1!']);
  expect(batches).toEqual([['a1', 'b1', 'c1'], ['a2']]);
});

it('fails each by itself, and all at once where the database is away', async () => {
  let away = false;
  const put = grouped<string, string>({
    identity: (item) => item,
    async run(items) {
      if (away) throw new AwayError('gone');
      if (items.includes('bad')) throw new Error('bad row');
      return [...items];
    },
  });
  const outcomes = await Promise.allSettled(['a', 'bad', 'b'].map(put));
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  away = true;
  expect((await Promise.allSettled(['a', 'b'].map(put))).every(({ status }) => status === 'rejected')).toBe(
    true,
  );
});

it('says so when too many wait', async () => {
  const put = grouped<number, number>({
    identity: String,
    queue: 3,
    run: async (items) => {
      await turn();
      return [...items];
    },
  });
  const outcomes = await Promise.allSettled([1, 2, 3, 4, 5].map(put));
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(2);
  expect((outcomes[4] as PromiseRejectedResult).reason).toBeInstanceOf(BusyError);
});
