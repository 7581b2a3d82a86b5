// Holds how a room is entered: by its index.ts, or by a file that the index's header names.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { importsOf, roomOf, sourceFiles, src } from './imports.ts';
import { entries, outermost } from './rooms.ts';

/** What a header names from its «Entries by their paths:» to its «Tests:» or its end: `open.ts`, `client/*.ts`. */
function namedIn(text: string): string[] {
  const header = /^(?:\/\/.*\n)+/.exec(text)?.[0] ?? '';
  const said = /Entries by their paths:([\s\S]*?)(?:Tests:|$)/.exec(header)?.[1] ?? '';
  return said.match(/[\w*-]+(?:\/[\w*-]+)*\.(?:tsx?|astro|css)\b/g) ?? [];
}

const entriesOf = (room: string): string[] => {
  const index = join(src, room, 'index.ts');
  return existsSync(index)
    ? ['index.ts', ...namedIn(readFileSync(index, 'utf8'))]
    : [...(entries[room] ?? [])];
};

/** `*` stands for a part of one name: a folder's files, not those of its folders. */
const fits = (pattern: string, path: string): boolean =>
  new RegExp(`^${pattern.replace(/[.+]/g, '\\$&').replaceAll('*', '[^/]*')}$`).test(path);

const rooms = [
  ...new Set(
    sourceFiles()
      .filter((file) => file.includes('/'))
      .map(roomOf),
  ),
].filter((room) => !outermost.includes(room));
const within = (room: string, target: string): string => target.slice(room.length + 1);

it('reads the entries from a header', () => {
  const header =
    "// A room. Begin at deep.ts. Entries by their paths: open.ts, client/*.ts\n// and Panel.tsx. Tests: test/x.test.ts.\nexport * from './inner.ts'; // other.ts\n";
  expect(namedIn(header)).toEqual(['open.ts', 'client/*.ts', 'Panel.tsx']);
  expect(fits('client/*.ts', 'client/terms.ts')).toBe(true);
  expect(fits('client/*.ts', 'client/deep/terms.ts')).toBe(false);
  expect(fits('open.ts', 'opens.ts')).toBe(false);
});

it('imports from another room only what that room offers', () => {
  const wrong = sourceFiles()
    .flatMap((file) => importsOf(file))
    .filter(({ file, target }) => {
      if (target === undefined || target.startsWith('..')) return false;
      const room = roomOf(target);
      if (room === roomOf(file) || !rooms.includes(room)) return false;
      return !entriesOf(room).some((entry) => fits(entry, within(room, target)));
    });
  expect(wrong.map(({ file, line, specifier }) => `src/${file}:${line} imports ${specifier}`)).toEqual([]);
});

it('names no entry that is not there', () => {
  const files = sourceFiles();
  const missing = rooms.flatMap((room) =>
    entriesOf(room)
      .filter((entry) => !entry.endsWith('.json'))
      .filter((entry) => !files.some((file) => roomOf(file) === room && fits(entry, within(room, file))))
      .map((entry) => `src/${room}: ${entry}`),
  );
  expect(missing).toEqual([]);
});
