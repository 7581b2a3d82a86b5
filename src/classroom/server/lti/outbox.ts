// Grades on their way to learning platforms: written down first, sent later, tried again until the platform has them.
// A platform that is away for a day gets them when it is back. Tests: test/classroom/lti.test.ts.
import type { Results } from '../../results.ts';
import type { Clock } from '../clock.ts';
import type { Live } from '../live.ts';
import type { Store } from '../store/index.ts';
import type { KeptLaunch } from './routes.ts';
import type { LtiTool } from './tool.ts';

interface Grade {
  to: { issuer: string; clientId: string; lineitem: string };
  user: string;
  points: number;
  outOf: number;
  at: number;
}

export interface OutboxOptions {
  store: Store;
  tool: LtiTool;
  clock: Clock;
  log: (line: string) => void;
  every?: number;
}

/** A grade that is being sent is nobody else's for so long (ms). */
const HELD = 60_000;
const LONGEST = 6 * 3_600_000;

export function gradesOutbox({ store, tool, clock, log, every = 5000 }: OutboxOptions) {
  let busy = false;

  async function send(): Promise<void> {
    if (busy) return;
    busy = true;
    try {
      for (const { id, body, tries } of await store.claim(clock.wall(), clock.wall() + HELD)) {
        const { to, ...score } = JSON.parse(body) as Grade;
        try {
          await tool.sendScore(to, score);
          await store.drop(id);
        } catch (error) {
          const wait = Math.min(LONGEST, every * 2 ** Math.min(tries, 20));
          await store.postponed(id, clock.wall() + wait, (error as Error).message.slice(0, 300));
          if (tries === 1) log('A grade could not be sent to the learning platform; it is tried again.');
        }
      }
    } catch {
      // The database is away: the next look is soon.
    } finally {
      busy = false;
    }
  }

  const timer = setInterval(() => void send(), every);
  timer.unref();

  return {
    /** Everyone's grade as it stands; a later one of the same student takes its place. */
    async post(live: Live, read: () => Promise<Results>): Promise<void> {
      const { setup, id } = live.room;
      const students = await store.students(id);
      const outside = new Map(
        students.flatMap((one) => (one.outside && !one.removed ? [[one.id, one.outside]] : [])),
      );
      if (!setup.graded || outside.size === 0) return;
      const { rows, outOf } = await read();
      const at = clock.wall();
      for (const { student, points } of rows) {
        const session = outside.get(student.id);
        if (!session) continue;
        const { issuer, clientId, user, lineitem } = JSON.parse(session) as KeptLaunch;
        if (!lineitem) continue;
        await store.post({
          id: `${id}/${student.id}`,
          room: id,
          body: JSON.stringify({
            to: { issuer, clientId, lineitem },
            user,
            points,
            outOf,
            at,
          } satisfies Grade),
          due: at,
          tries: 0,
          trouble: null,
        });
      }
      void send();
    },
    close: () => clearInterval(timer),
  };
}
