import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { readContent } from '../../src/course/loaders/content.ts';
import { readExercises } from '../../src/course/loaders/exercises.ts';
import { readSeeds } from '../../src/course/loaders/seeds.ts';

const root = resolve(import.meta.dirname, '../../content/en');
const content = readContent(root);
const exercises = readExercises(root);
const { seeds, mistakes } = readSeeds(root, 'content/en', content, exercises);
const points = seeds?.documents.flatMap((document) => document.points) ?? [];

it('leads each point of the source documents to a heading, a task and a question that exist', () => {
  expect(mistakes).toEqual([]);
  expect(points.length).toBeGreaterThanOrEqual(80);
});

it('leads both cells of each row of the source’s table to that row of the comparison', () => {
  const cells = points.filter(({ says }) => says.startsWith('Table, '));
  for (const { id } of content.comparison)
    expect(
      cells
        .filter(({ comparison }) => comparison === id)
        .map(({ says }) => says.split(', ')[2]?.split(':')[0]),
    ).toEqual(['root', 'IAM user']);
  expect(cells).toHaveLength(2 * content.comparison.length);
});

it('has a section for what changed in each lesson to which an outdated point leads', () => {
  for (const { today, lesson } of points) {
    const id = lesson.split('#')[0];
    if (today !== undefined)
      expect(readFileSync(join(root, 'lessons', `${id}.mdx`), 'utf8'), lesson).toContain('<Changed>');
  }
});

it('says which target is not there, with its line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'seeds-'));
  try {
    cpSync(join(root, 'seeds.yaml'), join(folder, 'seeds.yaml'));
    const path = join(folder, 'seeds.yaml');
    const text = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      text
        .replace('lock-root-away#no-keys', 'lock-root-away#no-such-place')
        .replace('comparison: creation', 'comparison: birth'),
    );
    const found = readSeeds(folder, 'content/en', content, exercises).mistakes.sort((a, b) =>
      a.message < b.message ? 1 : -1,
    );
    expect(found.map(({ message }) => message)).toEqual([
      'there is no lesson «lock-root-away» with «no-such-place»',
      'comparison.yaml has no row «birth»',
    ]);
    expect(text.split('\n')[(found[0]?.line ?? 0) - 1]).toContain('lock-root-away#no-keys');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
