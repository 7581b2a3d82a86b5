// The collector and the SDK's clients against an AWS on its bad days, over HTTP: what could not be read is named, the rest works.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type CollectOptions, collect, type Evidence, isExpiry, pieces } from '../../src/checkup/index.ts';
import { failureOf } from '../../src/live/failure.ts';
import { sdkSend } from '../../src/live/send.ts';
import { endpointListener } from '../../src/server/endpoint.ts';
import { type Listening, listen } from '../../src/server/listen.ts';
import { openHost } from '../practice/account.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';

let endpoint: Listening;
let proxy: FaultProxy;
let credentials: { accessKeyId: string; secretAccessKey: string };
/** How far AWS's clock is ahead of this machine's. */
let ahead = 0;
const awsTime = (): number => Date.now() + ahead;

beforeAll(async () => {
  const host = await openHost({ clock: awsTime });
  credentials = await host.tools.credentials();
  endpoint = await listen(endpointListener({ handle: (one) => host.handle(one) }), { port: 0 });
  proxy = await startFaultProxy({ target: endpoint.port, now: awsTime });
});
afterAll(() => Promise.all([proxy.close(), endpoint.close()]));
afterEach(() => {
  ahead = 0;
  proxy.exposeDate = true;
  proxy.meet();
});

const sender = (timeout?: number) =>
  sdkSend({ region: 'us-east-1', credentials, endpoint: `http://127.0.0.1:${proxy.port}` } as never, timeout);

/** Collects through the proxy; waits are noted and not waited for. */
async function look(options: Partial<CollectOptions> = {}) {
  const waits: number[] = [];
  const said: string[] = [];
  const found = await collect({
    send: sender(),
    now: Date.now,
    wait: async (milliseconds) => void waits.push(milliseconds),
    onProgress: ({ calls, operation, read, done, of, waiting }) =>
      said.push(`${calls} ${done}/${of} ${read} ${operation}${waiting ? ' waiting' : ''}`),
    ...options,
  });
  return { ...found, waits, said };
}
const unseen = (evidence: Evidence): Record<string, string> =>
  Object.fromEntries(
    pieces.flatMap((piece) => {
      const one = evidence[piece];
      return one.seen ? [] : [[piece, one.reason]];
    }),
  );

// The first request loads the simulated AWS.
describe('a checkup over HTTP', { timeout: 60_000 }, () => {
  it('sees everything when nothing is wrong, with nothing per user', async () => {
    const { evidence, calls, polls } = await look();
    expect(unseen(evidence)).toEqual({});
    expect(calls + polls).toBe(proxy.seen.length);
    expect(calls).toBeLessThanOrEqual(20);
  });

  it('slows down for throttling, in either form, and sees everything in the end', async () => {
    proxy.meet(
      { does: 'throttle', operation: 'GetAccountSummary', times: 3 },
      { does: 'throttle', operation: 'DescribeTrails', times: 1 },
      { does: 'tooMany', operation: 'GetAccountAuthorizationDetails', times: 2 },
    );
    const { evidence, waits, said } = await look();
    expect(unseen(evidence)).toEqual({});
    expect(waits.filter((one) => one === 3200)).toHaveLength(1);
    expect(said.some((line) => / GetAccountSummary waiting$/.test(line))).toBe(true);
    expect(said.some((line) => / DescribeTrails waiting$/.test(line))).toBe(true);
  });

  it('names what stays throttled, and does not ask for ever', async () => {
    proxy.meet({ does: 'throttle', operation: 'ListVirtualMFADevices' });
    const { evidence } = await look();
    expect(unseen(evidence)).toEqual({ virtualMfa: 'throttled' });
    expect(proxy.seen.filter(({ outcome }) => outcome === 'throttle')).toHaveLength(6);
  });

  it('goes on after a cut line, half an answer and a service that is away for a moment', async () => {
    proxy.meet(
      { does: 'cut', operation: 'GetAccountSummary', times: 1 },
      { does: 'half', operation: 'GetAccountAuthorizationDetails', times: 1 },
      { does: 'unavailable', operation: 'GetAccountPasswordPolicy', times: 2 },
      { does: 'slow', milliseconds: 200, operation: 'GetCredentialReport' },
    );
    const { evidence, said } = await look();
    expect(unseen(evidence)).toEqual({});
    // Waiting because AWS asked for fewer calls is something else.
    expect(said.filter((line) => line.endsWith('waiting'))).toEqual([]);
  });

  it('names what is refused, cut, unreadable or never answered, and reads the rest', async () => {
    proxy.meet(
      { does: 'deny', operation: 'GetAccountAuthorizationDetails' },
      { does: 'cut', operation: 'GetAccountSummary' },
      { does: 'stranger', operation: 'ListVirtualMFADevices' },
      { does: 'hang', operation: 'ListServerCertificates' },
      { does: 'unavailable', operation: 'DescribeTrails' },
    );
    const { evidence } = await look({ send: sender(400) });
    expect(unseen(evidence)).toEqual({
      details: 'denied',
      summary: 'network',
      virtualMfa: 'failed',
      certificates: 'timeout',
      trails: 'failed',
    });
    expect(evidence.report.seen && evidence.passwordPolicy.seen).toBe(true);
  });

  it('keeps what it has when the credentials end in the middle, and asks no more', async () => {
    proxy.meet({ does: 'expire', after: 5 });
    const { evidence, expired } = await look();
    expect(expired).toBe(true);
    const missing = unseen(evidence);
    expect(Object.keys(missing).length).toBeGreaterThan(0);
    expect(Object.keys(missing).length).toBeLessThan(pieces.length);
    expect(new Set(Object.values(missing))).toEqual(new Set(['expired']));
    // Three may have been under way.
    expect(proxy.seen.filter(({ outcome }) => outcome === 'expire').length).toBeLessThanOrEqual(3);
  });

  it('says so when the credentials were never taken', async () => {
    proxy.meet({ does: 'expire' });
    await expect(look()).rejects.toSatisfy(isExpiry);
  });

  it('stops at once when told to, in the middle of slow answers, and keeps what it has', async () => {
    const stop = new AbortController();
    proxy.meet({ does: 'hang', operation: 'GetAccountAuthorizationDetails' });
    const began = look({ signal: stop.signal });
    await expect.poll(() => proxy.seen.length).toBeGreaterThan(5);
    stop.abort();
    const { evidence } = await began;
    expect(evidence.summary.seen).toBe(true);
    expect(unseen(evidence).details).toBe('cancelled');
    await expect.poll(() => proxy.open).toBe(0);
  });

  it('shows how far it is, in numbers that only grow', async () => {
    const { said, calls } = await look();
    const done = said.map((line) => Number(/ (\d+)\//.exec(line)?.[1]));
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(said.at(-1)).toMatch(new RegExp(`^${calls} 8/8 `));
  });
});

describe('a clock that is wrong', { timeout: 60_000 }, () => {
  it.each([
    ['behind', 3_600_000],
    ['ahead of', -3_600_000],
  ])('signs by AWS’s time when this machine is %s it, after one refusal', async (_name, by) => {
    ahead = by;
    const { evidence, calls } = await look();
    expect(unseen(evidence)).toEqual({});
    expect(calls).toBeLessThanOrEqual(20);
    // Three were under way at first; what IAM's client learned, CloudTrail's knows.
    expect(proxy.seen.length).toBeLessThanOrEqual(calls + 6);
  });

  it('is called by its name where AWS’s time cannot be read, not taken for a wrong secret', async () => {
    ahead = 3_600_000;
    proxy.exposeDate = false;
    const { evidence } = await look({ only: ['summary', 'trails'] });
    expect(unseen(evidence)).toMatchObject({ summary: 'clock', trails: 'clock' });
    const error = await sender()('sts', 'GetCallerIdentity', {}).catch((thrown: unknown) => thrown);
    expect(failureOf(error)).toBe('clock');
    proxy.exposeDate = true;
    const wrong = sdkSend({
      region: 'us-east-1',
      credentials: { ...credentials, secretAccessKey: 'x'.repeat(40) },
      endpoint: `http://127.0.0.1:${proxy.port}`,
    } as never);
    ahead = 0;
    expect(failureOf(await wrong('sts', 'GetCallerIdentity', {}).catch((thrown: unknown) => thrown))).toBe(
      'credentials',
    );
  });
});
