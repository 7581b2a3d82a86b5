// Reads one locale's exercises, challenges and scenarios from disk, and Astro's loaders for them. A mistake stops the build with
// file, line and hint. Build, server and `rootless check`. Tests: test/exercise/content.test.ts, test/cli/check.test.ts.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Loader } from 'astro/loaders';
import type { z } from 'astro/zod';
import {
  type ContentError as Mistake,
  type Place,
  readContent,
  scenarioMistake,
} from '../../exercise/content.ts';
import type { Challenge, Exercise } from '../../exercise/index.ts';
import { challengeSchema, exerciseSchema, scenarioSchema } from '../../exercise/schema.ts';
import { materialise, type Scenario } from '../../practice/index.ts';
import { BadContent } from './mistakes.ts';

export interface Entry<T> {
  file: string;
  value: T;
  place: Place;
}

export interface Exercises {
  exercises: ReadonlyMap<string, Entry<Exercise>>;
  challenges: ReadonlyMap<string, Entry<Challenge>>;
  scenarios: ReadonlyMap<string, Entry<Scenario>>;
  mistakes: Mistake[];
}

/**
 * @param root folder of the locale, `content/en`
 * @param shown how the folder is called in messages
 */
export function readExercises(root: string, shown = root): Exercises {
  const mistakes: Mistake[] = [];
  function folder<S extends z.ZodType>(name: string, schema: S): Map<string, Entry<z.output<S>>> {
    const entries = new Map<string, Entry<z.output<S>>>();
    for (const id of namesIn(join(root, name))) {
      const file = `${shown}/${name}/${id}.yaml`;
      const reading = readContent(readFileSync(join(root, name, `${id}.yaml`), 'utf8'), file, schema);
      if (reading.ok) entries.set(id, { file, value: reading.value, place: reading.place });
      else mistakes.push(...reading.errors);
    }
    return entries;
  }
  const scenarios = folder('scenarios', scenarioSchema) as Map<string, Entry<Scenario>>;
  const exercises = folder('exercises', exerciseSchema) as Map<string, Entry<Exercise>>;
  const challenges = folder('challenges', challengeSchema) as Map<string, Entry<Challenge>>;
  for (const [id, { file }] of challenges) {
    if (!exercises.has(id)) continue;
    mistakes.push({
      file,
      line: 1,
      column: 1,
      path: '',
      message: `an exercise is called «${id}» as well`,
      hint: 'Their accounts and their progress are kept under their names. Choose another one.',
    });
  }
  for (const { file, value, place } of [...exercises.values(), ...challenges.values()]) {
    if (scenarios.has(value.scenario) || mistakes.length > 0) continue;
    mistakes.push({
      file,
      ...place(['scenario']),
      path: 'scenario',
      message: `no scenario is called «${value.scenario}»`,
      hint: `There are: ${[...scenarios.keys()].join(', ')}.`,
    });
  }
  return { exercises, challenges, scenarios, mistakes };
}

/** What the accounts refuse that these scenarios describe. */
export async function refusedScenarios(scenarios: Exercises['scenarios']): Promise<Mistake[]> {
  const mistakes: Mistake[] = [];
  for (const [id, { file, value, place }] of scenarios) {
    try {
      await materialise(value, id);
    } catch (error) {
      mistakes.push(scenarioMistake(error, file, place));
    }
  }
  return mistakes;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => basename(name, '.yaml'))
      .sort();
  } catch {
    return [];
  }
}

/** Entries are `<locale>/<id>`, as in the other collections. */
export function exerciseLoader(
  kind: 'exercises' | 'challenges' | 'scenarios',
  locales: readonly string[] = ['en'],
): Loader {
  return {
    name: `rootless-${kind}`,
    load: async (context) => {
      context.store.clear();
      for (const locale of locales) {
        const root = join(fileURLToPath(context.config.root), 'content', locale);
        const read = readExercises(root, `content/${locale}`);
        const mistakes = [...read.mistakes];
        // Here, where file and line are still known: the page data that is made of it later knows neither.
        if (kind === 'scenarios') mistakes.push(...(await refusedScenarios(read.scenarios)));
        if (mistakes.length > 0) throw new BadContent(mistakes);
        for (const [id, { value }] of read[kind]) {
          const data = value as unknown as Record<string, unknown>;
          context.store.set({ id: `${locale}/${id}`, data, digest: context.generateDigest(data) });
        }
      }
    },
  };
}
