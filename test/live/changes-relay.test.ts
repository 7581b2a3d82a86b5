// A guided change through `rootless live`: with --allow-writes it is made and taken back, without it the relay refuses,
// and its log names operations only.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { askThrough } from '../../src/live/changes/commands.ts';
import { planChange } from '../../src/live/changes/planner.ts';
import { leftToUndo, type RunOptions, runPlan, undoChange } from '../../src/live/changes/run.ts';
import { fenced, planFence } from '../../src/live/fence.ts';
import { relayConfig, relayMayWrite, takeToken } from '../../src/live/relay.ts';
import { endpointListener } from '../../src/server/endpoint.ts';
import { type Listening, listen } from '../../src/server/listen.ts';
import { type RunningLive, startLive } from '../../src/server/live.ts';
import { account, busyAccount, caller, standing } from './live-account.ts';

let busy: Awaited<ReturnType<typeof busyAccount>>;
let endpoint: Listening;
const relays: RunningLive[] = [];
const log: string[] = [];
const words = { host: String, changes: String };

async function relay(allowWrites: boolean): Promise<RunningLive> {
  const running = await startLive({
    folder: mkdtempSync(join(tmpdir(), 'rootless-live-')),
    port: 0,
    credentials: () => busy.host.tools.credentials(caller),
    allowWrites,
    idle: 60_000,
    endpoint: `http://127.0.0.1:${endpoint.port}`,
    log: (line) => log.push(line),
  });
  relays.push(running);
  return running;
}
const configOf = ({ url, token }: RunningLive) => {
  const { origin } = new URL(url);
  const asPage: typeof fetch = (to, init) =>
    fetch(new URL(String(to), origin), { ...init, headers: { ...(init?.headers as object), origin } });
  return relayConfig('/', token, asPage);
};

beforeAll(async () => {
  busy = await busyAccount();
  endpoint = await listen(endpointListener({ handle: (one) => busy.host.handle(one) }), { port: 0 });
}, 60_000);
afterAll(() => Promise.all([...relays.map((one) => one.close()), endpoint.close(), busy.host.close()]));

const options = (ask: RunOptions['ask']): RunOptions => ({
  ask,
  account,
  by: caller,
  now: Date.now,
  wait: () => Promise.resolve(),
});

it('is made and taken back where the relay may write', async () => {
  const config = configOf(await relay(true));
  const before = await standing(busy.host);
  const found = await planChange(
    { task: 'toGroup', name: 'anna', group: 'Shop' },
    { ask: askThrough(config), account, caller },
  );
  if (!found.ok) throw new Error(found.problem.code);
  const { plan } = found;
  const record = await runPlan(plan, options(askThrough(fenced(config, planFence(plan.steps, words)))));
  expect(record.calls.map(({ outcome }) => outcome)).toEqual(plan.steps.map(() => 'done'));
  const back = fenced(config, planFence(leftToUndo(record), words));
  await undoChange(record, options(askThrough(back)));
  expect(await standing(busy.host)).toEqual(before);
  expect(log.filter((line) => /anna|Shop|s3:/.test(line))).toEqual([]);
});

it('is refused where it only reads, and the record says how to allow it', async () => {
  const config = configOf(await relay(false));
  const found = await planChange(
    { task: 'leaveGroup', name: 'anna' },
    { ask: askThrough(config), account, caller },
  );
  if (!found.ok) throw new Error(found.problem.code);
  const record = await runPlan(found.plan, options(askThrough(config)));
  expect(record.calls[0]).toMatchObject({ outcome: 'failed' });
  expect(record.calls[0]?.message).toContain('--allow-writes');
  expect(leftToUndo(record)).toEqual([]);
});

it('knows from its address whether the relay may write, and takes token and all out of it', async () => {
  for (const allowed of [true, false]) {
    const { hash, pathname } = new URL((await relay(allowed)).address);
    expect(relayMayWrite({ hash })).toBe(allowed);
    const replaced: unknown[] = [];
    const token = takeToken({ hash, pathname }, {
      replaceState: (...all: unknown[]) => replaced.push(all),
    } as never);
    expect(token).toBe(relays.at(-1)?.token);
    expect(JSON.stringify(replaced)).not.toContain(String(token));
  }
});
