// A course of a thousand lessons, generated from the ones there are: build time, memory and the weight of a page.
// Asked: at most 90 s and 2 GB, with pages no heavier than in the course as it is, which builds in 15 s.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { weigh } from '../../scripts/budgets.ts';
import { BUILD_FLAGS } from '../../scripts/build.ts';
import type { Figure } from './figure.ts';

const root = resolve(import.meta.dirname, '../..');
const LESSONS = 1000;
const IN_A_PART = 14;

/** A copy of the project that can be given other content. */
function copy(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rootless-course-'));
  for (const name of ['src', 'public', 'content', 'astro.config.mjs', 'package.json', 'tsconfig.json'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Adds copies of the lessons with their quizzes until there are as many as asked; exercises are shared. */
function grow(folder: string, count: number): void {
  const content = join(folder, 'content', 'en');
  const originals = readdirSync(join(content, 'lessons')).map((name) => name.replace('.mdx', ''));
  const ids = Array.from({ length: count }, (_, index) =>
    index < originals.length ? `${originals[index]}` : `${originals[index % originals.length]}-${index}`,
  );
  const parts: string[] = [];
  for (const [index, id] of ids.entries()) {
    const original = originals[index % originals.length] ?? '';
    const part = `part-${Math.floor(index / IN_A_PART)}`;
    if (index % IN_A_PART === 0)
      parts.push(`  - id: ${part}\n    title: Part ${parts.length + 1}\n    lessons:`);
    parts.push(`      - { id: ${id}, title: Lesson ${index + 1} }`);
    const text = readFileSync(join(root, 'content/en/lessons', `${original}.mdx`), 'utf8');
    const quiz = /^quiz: (\S+)$/m.exec(text)?.[1];
    writeFileSync(
      join(content, 'lessons', `${id}.mdx`),
      text
        .replace(/^number: .*$/m, `number: ${index + 1}`)
        .replace(/^part: .*$/m, `part: ${part}`)
        .replace(/^quiz: .*$/m, quiz && id !== original ? `quiz: ${id}` : `quiz: ${quiz}`),
    );
    if (quiz && id !== original)
      writeFileSync(
        join(content, 'quizzes', `${id}.yaml`),
        readFileSync(join(root, 'content/en/quizzes', `${quiz}.yaml`), 'utf8').replace(
          /^lesson: .*$/m,
          `lesson: ${id}`,
        ),
      );
  }
  writeFileSync(join(content, 'course.yaml'), `parts:\n${parts.join('\n')}\n`);
}

/** Builds it; seconds, the greatest memory in MB, and the heaviest lesson page in KB of gzip. */
async function build(folder: string): Promise<{ seconds: number; memory: number; page: number }> {
  const report = join(folder, 'memory.txt');
  const note = `import { writeFileSync } from 'node:fs'; process.on('exit', () => { try { writeFileSync(${JSON.stringify(report)}, String(process.resourceUsage().maxRSS)); } catch {} });`;
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [
      ...BUILD_FLAGS,
      '--import',
      `data:text/javascript,${encodeURIComponent(note)}`,
      join(root, 'node_modules/astro/bin/astro.mjs'),
      'build',
    ],
    {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, ROOTLESS_OUT: join(folder, 'dist'), ASTRO_TELEMETRY_DISABLED: '1' },
    },
  );
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`The build of ${folder} failed.`);
  const seconds = (performance.now() - started) / 1000;
  const lessons = weigh(join(folder, 'dist')).filter(({ route }) => /^lessons\//.test(route));
  return {
    seconds,
    memory: statSync(report).size > 0 ? Number(readFileSync(report, 'utf8')) / 1024 : 0,
    page: Math.max(...lessons.map(({ html, css, js }) => html + css + js)) / 1000,
  };
}

export async function* figures(): AsyncGenerator<Figure> {
  const folder = copy();
  try {
    const small = await build(folder);
    grow(folder, LESSONS);
    const large = await build(folder);
    yield { name: 'course / build as it is', value: small.seconds, unit: 's' };
    yield { name: 'course / build of 1,000 lessons', value: large.seconds, unit: 's' };
    yield { name: 'course / memory of that build', value: large.memory, unit: 'MB' };
    yield { name: 'course / heaviest lesson as it is', value: small.page, unit: 'KB' };
    yield {
      name: 'course / heaviest of 1,000 lessons',
      value: large.page,
      unit: 'KB',
      ratio: large.page / small.page,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
