// Asking with patience: what is asked again, how often, after how long, and what ends it at once.
import { describe, expect, it } from 'vitest';
import { isNetwork, isThrottle, patient, type SendOperation } from '../../src/checkup/index.ts';

const named = (name: string, status?: number): Error =>
  Object.assign(new Error(name), { name, ...(status ? { $metadata: { httpStatusCode: status } } : {}) });

/** Fails `times` times, then answers; counts the calls and keeps the waits. */
function failing(error: Error, times = Number.POSITIVE_INFINITY) {
  const waits: number[] = [];
  const told: [string, boolean][] = [];
  let calls = 0;
  const send: SendOperation = async () => {
    calls++;
    if (calls <= times) throw error;
    return { calls };
  };
  const ask = patient(send, {
    wait: async (milliseconds) => void waits.push(milliseconds),
    onWait: (operation, throttled) => told.push([operation, throttled]),
  });
  return {
    ask: (signal?: AbortSignal) => ask('iam', 'GetUser', {}, signal),
    waits,
    told,
    calls: () => calls,
  };
}

describe('patience', () => {
  it.each([
    ['Throttling', undefined, 6],
    ['TooManyRequestsException', 429, 6],
    ['AnyName', 429, 6],
    ['ServiceUnavailable', 503, 3],
    ['NetworkError', undefined, 2],
    ['TypeError', undefined, 2],
    ['AccessDenied', 403, 1],
    ['ExpiredToken', 403, 1],
  ] as const)('asks %s (%s) %d times, and gives its last error on', async (name, status, times) => {
    const one = failing(named(name, status));
    await expect(one.ask()).rejects.toThrow(name);
    expect(one.calls()).toBe(times);
  });

  it('waits longer each time, says so, and answers in the end', async () => {
    const one = failing(named('Throttling'), 3);
    expect(await one.ask()).toEqual({ calls: 4 });
    expect(one.waits).toEqual([800, 1600, 3200]);
    expect(one.told).toEqual([
      ['GetUser', true],
      ['GetUser', true],
      ['GetUser', true],
    ]);
  });

  it('asks nothing once it was called off', async () => {
    const one = failing(named('Throttling'));
    await expect(one.ask(AbortSignal.abort())).rejects.toThrow();
    expect(one.calls()).toBe(0);
  });

  it('tells throttling and a cut line from the rest', () => {
    expect([isThrottle(named('SlowDown')), isThrottle(named('x', 429)), isThrottle(named('x', 403))]).toEqual(
      [true, true, false],
    );
    expect([isNetwork(named('TypeError')), isNetwork(named('AccessDenied'))]).toEqual([true, false]);
  });
});
