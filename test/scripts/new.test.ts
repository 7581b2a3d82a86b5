import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newContent } from '../../scripts/new.ts';
import { checkCommand } from '../../src/cli/check.ts';
import { readContent } from '../../src/course/loaders/content.ts';

const today = '2026-11-23';
let folder: string;
let content: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rootless-new-'));
  content = join(folder, 'content');
  cpSync(resolve(import.meta.dirname, '../../content'), content, { recursive: true });
  // Walking them is another test's work.
  rmSync(join(content, 'en', 'challenges'), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('npm run new', () => {
  it('writes content of every kind that passes the check as it is', { timeout: 120_000 }, async () => {
    for (const kind of ['lesson', 'exercise', 'quiz', 'challenge'])
      expect(
        newContent(content, [kind, kind === 'challenge' ? 'a-new-challenge' : 'a-new-one'], today),
        kind,
      ).toMatchObject({ ok: true });
    expect(readContent(join(content, 'en')).mistakes).toEqual([]);
    const lesson = readFileSync(join(content, 'en/lessons/a-new-one.mdx'), 'utf8');
    expect(lesson).toContain('title: "A new one"');
    expect(lesson).toContain(`updated: "${today}"`);
    expect(await checkCommand(['--content', content])).toBe(0);
  });

  it('adds a lesson to the course map, keeping its comments', () => {
    const map = readFileSync(join(content, 'en/course.yaml'), 'utf8');
    expect(map).toContain('- { id: a-new-one, title: A new one }');
    expect(map).toContain('# Ids are addresses');
  });

  it('takes a title with quotes', () => {
    expect(newContent(content, ['quiz', 'quoted', 'What «"root"» is'], today).ok).toBe(true);
    expect(readContent(join(content, 'en')).quizzes.get('quoted')?.title).toBe('What «"root"» is');
  });

  it('says what is wrong and writes nothing', () => {
    expect(newContent(content, ['lesson'], today)).toEqual({
      ok: false,
      message: expect.stringContaining('usage:'),
    });
    expect(newContent(content, ['poem', 'x'], today)).toMatchObject({ ok: false });
    expect(newContent(content, ['quiz', 'Not A Name'], today)).toEqual({
      ok: false,
      message: expect.stringContaining('cannot be a name'),
    });
    expect(newContent(content, ['lesson', 'groups'], today)).toEqual({
      ok: false,
      message: expect.stringContaining('is there already'),
    });
  });
});
