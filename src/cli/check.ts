// `rootless check`: all content, before anybody reads it. Schemas and links, every scenario made, every exercise's and
// challenge's solution, alternatives and near-misses run through an account. Errors name file, line and what to do.
// Tests: test/cli/check.test.ts.
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readContent } from '../course/loaders/content.ts';
import { readExercises } from '../course/loaders/exercises.ts';
import { readSeeds } from '../course/loaders/seeds.ts';
import { type ContentError, formatError, scenarioMistake } from '../exercise/content.ts';
import { prove } from '../exercise/index.ts';
import { materialiseStart, type Start } from '../practice/index.ts';

const project = resolve(import.meta.dirname, '../..');

/**
 * @param args `--content FOLDER` checks another folder than the project's
 * @returns 0 where all is well, 1 where something is wrong, 2 for arguments that are not understood
 */
export async function checkCommand(args: string[]): Promise<number> {
  const root = contentRoot(args);
  if (root === undefined) {
    process.stderr.write('usage: rootless check [--content FOLDER]\n');
    return 2;
  }
  const started = performance.now();
  const counts = { lessons: 0, quizzes: 0, exercises: 0, challenges: 0, ways: 0, scenarios: 0 };
  const wrong: string[] = [];
  for (const locale of readdirSync(root).sort()) {
    if (!existsSync(join(root, locale, 'course.yaml')) && !existsSync(join(root, locale, 'exercises')))
      continue;
    wrong.push(...(await checkLocale(join(root, locale), `content/${locale}`, counts)));
  }
  for (const one of wrong) process.stderr.write(`${one}\n`);
  if (wrong.length > 0) {
    process.stderr.write(`\n${wrong.length} ${wrong.length === 1 ? 'thing is' : 'things are'} wrong.\n`);
    return 1;
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(
    `content is well: ${counts.lessons} lessons, ${counts.quizzes} quizzes, ${counts.scenarios} scenarios, ` +
      `${counts.exercises} exercises and ${counts.challenges} challenges with ${counts.ways} ways walked (${seconds} s)\n`,
  );
  return 0;
}

function contentRoot(args: string[]): string | undefined {
  if (args.length === 0) return join(project, 'content');
  if (args.length === 2 && args[0] === '--content' && args[1]) return resolve(args[1]);
  return undefined;
}

async function checkLocale(root: string, shown: string, counts: Record<string, number>): Promise<string[]> {
  const { exercises, challenges, scenarios, mistakes } = readExercises(root, shown);
  const wrong: ContentError[] = [...mistakes];
  if (existsSync(join(root, 'course.yaml'))) {
    const course = readContent(root, shown);
    wrong.push(...course.mistakes);
    wrong.push(...readSeeds(root, shown, course, { exercises }).mistakes);
    counts.lessons = (counts.lessons ?? 0) + course.lessons.size;
    counts.quizzes = (counts.quizzes ?? 0) + course.quizzes.size;
  }

  const starts = new Map<string, Start>();
  for (const [id, { file, value, place }] of scenarios) {
    counts.scenarios = (counts.scenarios ?? 0) + 1;
    try {
      starts.set(id, await materialiseStart(value, id));
    } catch (error) {
      wrong.push(scenarioMistake(error, file, place));
    }
  }
  counts.exercises = (counts.exercises ?? 0) + exercises.size;
  counts.challenges = (counts.challenges ?? 0) + challenges.size;
  for (const { file, value, place } of [...exercises.values(), ...challenges.values()]) {
    counts.ways = (counts.ways ?? 0) + 1 + value.alternatives.length + value.nearMisses.length;
    const start = starts.get(value.scenario);
    if (!start) continue;
    for (const { path, message, hint } of await prove(value, start)) {
      wrong.push({ file, ...place(path), path: path.join('.'), message, hint });
    }
  }
  return wrong.map(formatError);
}
