// The classroom in Node: rooms over a store, and the routes to them, to be mounted by src/server. Imports quiz, exercise,
// practice and cloud. Tests: test/classroom.
import type { Hono } from 'hono';
import { answerRoute, type TakeAnswer } from './answers.ts';
import { createClock } from './clock.ts';
import { createDoor } from './door.ts';
import { createRooms } from './rooms.ts';
import { classroomRoutes, type Env } from './routes.ts';
import { createJudge } from './sandbox.ts';
import { contentFolder, createSources } from './sources.ts';
import { openStore } from './store/index.ts';
import { randomSecret } from './tokens.ts';

export interface ClassroomOptions {
  /** A file's path or postgres://… */
  database: string;
  /** The built site. */
  folder: string;
  content?: string;
  /** Addresses at which phones may find the page, best first. */
  addresses: () => readonly string[];
  /** Whether this machine's own browsers may make rooms without the teacher's key. */
  trustLoopback: boolean;
  log?: (line: string) => void;
  /** A file with the learning platforms that may launch rooms. */
  lti?: string | undefined;
  /** Pause between looks for grades to be sent (ms). */
  gradesEvery?: number;
  /** For tests and figures: milliseconds that every commit takes longer. */
  slow?: number;
}

export interface Classroom {
  routes: Hono<Env>;
  /** POST /rooms/ID/answers, beside the other routes. */
  takeAnswer: TakeAnswer;
  /** Of a school with a learning platform; other sites' pages post to them. */
  lti: Hono | undefined;
  teacherKey: string;
  close(): Promise<void>;
}

/** @throws Error with what to do when the database cannot be used */
export async function openClassroom(options: ClassroomOptions): Promise<Classroom> {
  const { database, folder, content = contentFolder, log = () => {}, slow } = options;
  const store = await openStore(database, slow === undefined ? {} : { slow });
  const remembered = (name: string): Promise<string> => store.keepFirst('secret', name, randomSecret());
  const [secret, teacherKey] = [await remembered('links'), (await remembered('teacher')).slice(0, 16)];
  const clock = createClock(await store.now());
  const rooms = await createRooms({ store, clock, secret });
  const { judge, close } = createJudge();
  // Loaded where a school has a platform: most have not.
  const lti =
    options.lti === undefined
      ? undefined
      : await (async (file: string) => {
          const [{ openLti }, { readPlatforms }] = await Promise.all([
            import('./lti/routes.ts'),
            import('./lti/platforms.ts'),
          ]);
          return openLti({
            store,
            rooms,
            clock,
            secret,
            platforms: readPlatforms(file),
            url: () => options.addresses()[0] ?? '',
            log,
            ...(options.gradesEvery !== undefined && { every: options.gradesEvery }),
          });
        })(options.lti);
  const door = createDoor({ rooms, clock, log });
  const routes = classroomRoutes({
    door,
    rooms,
    store,
    sources: createSources({ content, site: folder }),
    clock,
    secret,
    judge,
    teacherKey,
    trustLoopback: options.trustLoopback,
    addresses: options.addresses,
  });
  return {
    routes,
    takeAnswer: answerRoute({ rooms, clock, door }),
    lti: lti?.routes,
    teacherKey,
    async close() {
      lti?.close();
      await rooms.close();
      await close();
      await store.close();
    },
  };
}
