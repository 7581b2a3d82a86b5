// The thread that judges accounts, with the engine of the practice account itself. Started by sandbox.ts.
import { parentPort } from 'node:worker_threads';
import { loadManagedPolicies } from '../../cloud/index.ts';
import { type Goal, watchTasks } from '../../exercise/index.ts';
import { type HostEvent, readAccount } from '../../practice/index.ts';
import type { SandboxJob, SandboxReply } from './sandbox.ts';

const MOST_EVENTS = 5000;

function readEvents(given: unknown): readonly HostEvent[] {
  if (!Array.isArray(given)) return [];
  return (given as HostEvent[])
    .slice(-MOST_EVENTS)
    .filter(
      (made) =>
        made !== null && typeof made === 'object' && made.event?.userIdentity !== undefined && !made.undone,
    );
}

parentPort?.on('message', async ({ id, tasks, account, events }: SandboxJob) => {
  let reply: SandboxReply;
  try {
    await loadManagedPolicies();
    const now = Date.now();
    const watch = watchTasks(tasks as readonly { id: string; goal: Goal }[]);
    const states = watch({
      world: readAccount(account),
      events: readEvents(events),
      times: { wall: now, now },
    });
    reply = { id, done: states.filter(({ done }) => done).map((state) => state.id) };
  } catch (error) {
    reply = { id, trouble: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(reply);
});
