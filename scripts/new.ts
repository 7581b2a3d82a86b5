// A new piece of content from its template: npm run new -- lesson|exercise|quiz|challenge NAME ["Title"]
// The templates stand in content/templates and are right as they are: what is written passes `rootless check`.
// Tests: test/scripts/new.test.ts.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { isMap, isSeq, parseDocument } from 'yaml';

const root = resolve(import.meta.dirname, '..');

const FOLDERS = {
  lesson: 'lessons',
  exercise: 'exercises',
  quiz: 'quizzes',
  challenge: 'challenges',
} as const;
type Kind = keyof typeof FOLDERS;

const isKind = (word: string | undefined): word is Kind => word !== undefined && Object.hasOwn(FOLDERS, word);

/** «first-iam-user» → «First iam user»: a title to be changed. */
const titleFrom = (id: string): string => `${id[0]?.toUpperCase()}${id.slice(1).replaceAll('-', ' ')}`;

/** The lesson's place in course.yaml; one that is not there yet is added at the end of the last part. */
function placeInCourse(file: string, id: string, title: string): { number: number; part: string } {
  const course = parseDocument(readFileSync(file, 'utf8'));
  const parts = course.get('parts');
  if (!isSeq(parts)) throw new Error(`${file} has no list of parts.`);
  let number = 0;
  let last = '';
  for (const part of parts.items) {
    if (!isMap(part)) continue;
    last = String(part.get('id'));
    const lessons = part.get('lessons');
    for (const lesson of isSeq(lessons) ? lessons.items : []) {
      number++;
      if (isMap(lesson) && lesson.get('id') === id) return { number, part: last };
    }
  }
  const entry = course.createNode({ id, title });
  entry.flow = true;
  course.addIn(['parts', parts.items.length - 1, 'lessons'], entry);
  writeFileSync(file, course.toString({ lineWidth: 0 }));
  return { number: number + 1, part: last };
}

/**
 * Writes the file, and a lesson's entry in course.yaml.
 * @param content the folder of all languages, `content`
 * @param today as in 2026-11-23
 * @returns what was written, or what is wrong and what to do
 */
export function newContent(
  content: string,
  [kind, id, given]: readonly string[],
  today: string,
): { ok: true; written: string; next: string } | { ok: false; message: string } {
  if (!isKind(kind) || id === undefined)
    return { ok: false, message: 'usage: npm run new -- lesson|exercise|quiz|challenge NAME ["Title"]' };
  if (!/^[a-z0-9][a-z0-9-]*$/.test(id))
    return {
      ok: false,
      message: `«${id}» cannot be a name: small letters, digits and hyphens, as in «first-iam-user». It becomes the address and never changes.`,
    };
  const ending = kind === 'lesson' ? '.mdx' : '.yaml';
  const file = join(content, 'en', FOLDERS[kind], id + ending);
  if (existsSync(file))
    return {
      ok: false,
      message: `${relative(dirname(content), file)} is there already. Choose another name.`,
    };
  const title = given ?? titleFrom(id);
  const template = join(content, 'templates', kind + ending);
  if (!existsSync(template))
    return {
      ok: false,
      message: `There is no template for a ${kind}; there are: ${readdirSync(join(content, 'templates')).join(', ')}.`,
    };
  const place =
    kind === 'lesson'
      ? placeInCourse(join(content, 'en', 'course.yaml'), id, title)
      : { number: 0, part: '' };
  const values: Readonly<Record<string, string>> = {
    id,
    title: title.replaceAll('"', '\\"'),
    today,
    number: String(place.number),
    part: place.part,
  };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(
    file,
    readFileSync(template, 'utf8').replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole),
  );
  const address = {
    lesson: `lessons/${id}/`,
    quiz: `quiz/${id}/`,
    challenge: `challenges/${id}/`,
    exercise: '',
  }[kind];
  return {
    ok: true,
    written: relative(dirname(content), file),
    next: address
      ? `npm run dev shows it, as you write, on http://127.0.0.1:4321/${address}`
      : `Name it in a lesson's head (exercise: ${id}); npm run -s rootless -- check walks its ways.`,
  };
}

if (import.meta.main) {
  const result = newContent(
    join(root, 'content'),
    process.argv.slice(2),
    new Date().toISOString().slice(0, 10),
  );
  if (result.ok) console.log(`Written: ${result.written}\n${result.next}`);
  else {
    console.error(result.message);
    process.exitCode = 2;
  }
}
