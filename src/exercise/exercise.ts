// What an exercise is: a content file content/LANGUAGE/exercises/ID.yaml, read and checked by schema.ts. Types only.
import type { Call, Scenario } from '../practice/index.ts';
import type { Goal } from './goal.ts';

export interface Task {
  /** Never changes once published: progress is kept under it. */
  id: string;
  /** Markdown's `code` is the only mark-up. */
  title: string;
  /** A rule that holds from the start and is to be kept, rather than something to be done. */
  keep: boolean;
  goal: Goal;
  /** A nudge, a direction, the exact step. */
  hints: readonly [string, string, string];
}

/** A way through the exercise. */
export interface Way {
  /** What is particular about it. */
  title: string;
  calls: readonly Call[];
  /** Where each call stands in the file's list, in which lists may stand. */
  places?: readonly (readonly number[])[];
}

export interface NearMiss extends Way {
  /** Ids of the tasks that must not be done after it. All others must be. */
  misses: readonly string[];
}

export interface Exercise {
  title: string;
  /** Id of a scenario. */
  scenario: string;
  tasks: readonly Task[];
  solution: Way & {
    /** The same in the console, step by step; **bold** for what stands on the page. */
    console: readonly string[];
  };
  alternatives: readonly Way[];
  nearMisses: readonly NearMiss[];
}

/** What the lesson page shows before the account is opened. */
export interface ExerciseOutline {
  id: string;
  title: string;
  tasks: readonly Pick<Task, 'id' | 'title' | 'keep'>[];
  /** Of a challenge. */
  score?: { best: number; after: string };
}

/** What is fetched when the learner opens the account: data/exercises/ID.json. */
export interface ExerciseData {
  id: string;
  tasks: readonly Task[];
  solution: { cli: readonly string[]; console: readonly string[] };
  /** The scenario's account, ready made. */
  world: unknown;
}

export function outline(id: string, { title, tasks }: Exercise): ExerciseOutline {
  return { id, title, tasks: tasks.map(({ id, title, keep }) => ({ id, title, keep })) };
}

export type { Scenario };
