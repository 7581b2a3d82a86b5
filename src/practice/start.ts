// How a scenario's account begins: its world and, where the scenario says what day it is, its clock and what happened in
// it so far. Shipped as one saved form. Tests: test/practice/start.test.ts.
import type { CloudTrailEvent, SavedWorld, World } from '../cloud/index.ts';
import { readWorld, writeWorld } from './worlds.ts';

export interface Start {
  world: World;
  /** Where the account's clock stands when it is opened first: milliseconds since 1970. Absent: the wall clock. */
  today?: number;
  /** Events from before anybody opened it, oldest first. */
  history?: readonly CloudTrailEvent[];
}

/** A saved world with two more members, so that whoever wants the world alone finds it in the same place. */
export type SavedStart = SavedWorld & Partial<Pick<Start, 'today' | 'history'>>;

export function writeStart({ world, today, history }: Start): SavedStart {
  return { ...writeWorld(world), ...(today === undefined ? {} : { today }), ...(history ? { history } : {}) };
}

export function readStart(saved: SavedStart): Start {
  const { today, history } = saved;
  return {
    world: readWorld(saved),
    ...(today === undefined ? {} : { today }),
    ...(history ? { history } : {}),
  };
}
