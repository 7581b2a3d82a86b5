// Makes the hosts of accounts that live on this server, from the data files of the built site: the very ones a page
// fetches, so that an exercise is the same on both hosts. Tests: test/server.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ExerciseData, watchTasks } from '../exercise/index.ts';
import {
  createHost,
  type HostOptions,
  PracticeError,
  readStart,
  type SavedStart,
  type Store,
} from '../practice/index.ts';
import type { MakeHost } from './accounts.ts';

export interface PracticeHostsOptions {
  /** The built site. */
  folder: string;
  store: Store;
  clock?: () => number;
}

async function dataFile(folder: string, kind: 'exercises' | 'scenarios', id: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(join(folder, 'data', kind, `${id}.json`), 'utf8')) as unknown;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new PracticeError(
      `This site has no ${kind.slice(0, -1)} «${id}».`,
      `Its names are those of the files in content/en/${kind}/.`,
    );
  }
}

/** Hosts kept in `store`; the purpose's name has been checked by then. */
export function practiceHosts({ folder, store, clock = Date.now }: PracticeHostsOptions): MakeHost {
  return async ({ exercise, scenario }, key) => {
    if (exercise !== undefined) {
      const data = (await dataFile(folder, 'exercises', exercise)) as ExerciseData;
      return createHost({
        key,
        store,
        clock,
        seed: key,
        ...begin(data.world as SavedStart),
        watcher: watchTasks(data.tasks),
      });
    }
    const saved = (await dataFile(folder, 'scenarios', scenario ?? '')) as SavedStart;
    return createHost({ key, store, clock, seed: key, ...begin(saved) });
  };
}

function begin(saved: SavedStart): Pick<HostOptions, 'fresh' | 'today' | 'history'> {
  const { world, ...start } = readStart(saved);
  return { fresh: () => world, ...start };
}
