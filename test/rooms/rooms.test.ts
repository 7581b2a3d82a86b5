// Holds the order of the rooms, and the purity of those that must run anywhere.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf, roomOf, sourceFiles, src } from './imports.ts';
import { mayImport, nodeRooms, pure, rowOf } from './rooms.ts';

const files = sourceFiles();
const imports = files.flatMap((file) => importsOf(file));
const said = (list: { file: string; line: number; specifier: string }[]): string[] =>
  list.map(({ file, line, specifier }) => `src/${file}:${line} imports ${specifier}`);

describe('rooms', () => {
  it('reads imports of every form', () => {
    const text = `import a from './a.ts';\nimport type { B } from "../b/index.ts";\nexport * from './c.ts';\nconst d = () => import('./d.ts');\nimport './e.css';\nnew Worker(new URL('./f.ts', import.meta.url));\n// import x from './no.ts'`;
    expect(importsOf('console/x.ts', text).map((one) => one.target)).toEqual([
      'console/a.ts',
      'b/index.ts',
      'console/c.ts',
      'console/d.ts',
      'console/e.css',
      'console/f.ts',
    ]);
  });

  it('refuses an arrow to the right', () => {
    expect(mayImport('policy', 'cloud')).toBe(false);
    expect(mayImport('cloud', 'policy')).toBe(true);
    expect(mayImport('console', 'terminal')).toBe(false);
  });

  it('has every folder of src in the order', () => {
    const unknown = new Set(
      files.filter((file) => file.includes('/') && rowOf(roomOf(file)) < 0).map(roomOf),
    );
    expect([...unknown]).toEqual([]);
  });

  it('points only from right to left', () => {
    const wrong = imports.filter(
      ({ file, target }) =>
        file.includes('/') &&
        target !== undefined &&
        !target.startsWith('..') &&
        !mayImport(roomOf(file), roomOf(target)),
    );
    expect(said(wrong)).toEqual([]);
  });

  it('imports `node:` only in server, cli, classroom/server and the data generators', () => {
    const wrong = imports.filter(
      ({ file, specifier }) =>
        specifier.startsWith('node:') && !nodeRooms.some((room) => file.startsWith(`${room}/`)),
    );
    // The content loaders and the build's own steps run in the build only; Astro's config file is one of them.
    expect(
      said(wrong.filter(({ file }) => !/^(course\/(loaders|build)\/|content\.config\.ts$)/.test(file))),
    ).toEqual([]);
  });

  it('names tests that exist', () => {
    const root = join(src, '..');
    const missing = files.flatMap((file) =>
      [...readFileSync(join(src, file), 'utf8').matchAll(/Tests: ([^\n]*)/g)]
        .flatMap((match) => (match[1] ?? '').match(/\btest\/[\w./-]*\w/g) ?? [])
        .filter((path) => !['', '.test.ts', '.test.tsx'].some((end) => existsSync(join(root, path + end))))
        .map((path) => `src/${file}: ${path}`),
    );
    expect(missing).toEqual([]);
  });

  it('keeps clock, randomness and DOM out of the pure rooms', () => {
    // A policy's document is called so too; it has none of the DOM's members.
    const impure =
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bcrypto\.(getRandomValues|randomUUID)|\bdocument\.(?:\w*[eE]lement|query|body|head|cookie|title|activeE)|\bwindow\.|\bnavigator\.|\bprocess\.|\blocalStorage\b|\bsetTimeout\(|\bperformance\.now/;
    const wrong = files
      .filter((file) => pure.includes(roomOf(file)) && !file.startsWith('data/generator/'))
      .flatMap((file) =>
        readFileSync(join(src, file), 'utf8')
          .split('\n')
          .map((line, index) => ({ file, line: index + 1, text: line.replace(/\/\/.*|^\s*\*.*/, '') }))
          .filter(({ text }) => impure.test(text)),
      );
    expect(wrong.map(({ file, line, text }) => `src/${file}:${line} ${text.trim()}`)).toEqual([]);
  });
});
