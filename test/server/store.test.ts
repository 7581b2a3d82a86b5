import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileStore } from '../../src/server/store.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rootless-store-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('accounts kept as files', () => {
  it('gives back what was set, under any key', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme-ascii' }),
        fc.jsonValue(),
        async (key, value) => {
          const store = fileStore(folder);
          await store.set(key, value);
          expect(await store.get(key)).toEqual(JSON.parse(JSON.stringify(value)));
          expect(await store.keys(key)).toContain(key);
          await store.remove(key);
          expect(await store.get(key)).toBeUndefined();
        },
      ),
      { numRuns: 60 },
    );
  });

  it('tells keys apart that differ in case only, on any file system', async () => {
    const store = fileStore(folder);
    await store.set('a', 1);
    await store.set('A', 2);
    expect(new Set(readdirSync(folder).map((name) => name.toLowerCase())).size).toBe(2);
    expect([await store.get('a'), await store.get('A')]).toEqual([1, 2]);
  });

  it('never writes outside its folder', async () => {
    const store = fileStore(join(folder, 'in'));
    await store.set('../out', 1);
    await store.set('..', 1);
    expect(readdirSync(folder)).toEqual(['in']);
  });

  it('leaves no draft behind', async () => {
    const store = fileStore(folder);
    await Promise.all(Array.from({ length: 20 }, (_, index) => store.set('same', index)));
    expect(readdirSync(folder)).toEqual(['same.json']);
  });

  it('answers a cut file as a damaged record and does not touch it', async () => {
    const store = fileStore(folder);
    writeFileSync(join(folder, 'x.json'), '{"half":');
    expect(await store.get('x')).toEqual({ damaged: true });
    expect(readdirSync(folder)).toEqual(['x.json']);
  });

  it('finds nothing where there is no folder yet', async () => {
    expect(await fileStore(join(folder, 'new')).keys('')).toEqual([]);
  });
});
