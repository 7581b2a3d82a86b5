// Practice accounts kept as files: the Store of src/practice for Node. One file a record, replaced atomically.
// Tests: test/server/store.test.ts.
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Store } from '../practice/index.ts';

const ENDING = '.json';

/** A key as a file name: every byte but small letters, digits and `-_` in hexadecimal, so that no separator, no dot
 *  and no difference in case alone reaches the file system. */
const fileName = (key: string): string =>
  Buffer.from(key)
    .toString('latin1')
    .replace(/[^a-z0-9_-]/g, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`) + ENDING;

const keyOf = (name: string): string => decodeURIComponent(name.slice(0, -ENDING.length));

export function fileStore(folder: string): Store {
  let temporary = 0;
  return {
    async get(key) {
      try {
        return JSON.parse(await readFile(join(folder, fileName(key)), 'utf8')) as unknown;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        // A file somebody cut or edited is a damaged record, which the host keeps aside, not an error of ours.
        if (error instanceof SyntaxError) return { damaged: true };
        throw error;
      }
    },
    async set(key, value) {
      await mkdir(folder, { recursive: true });
      const path = join(folder, fileName(key));
      const draft = `${path}.${process.pid}.${temporary++}.draft`;
      const file = await open(draft, 'w');
      try {
        await file.writeFile(JSON.stringify(value));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, path);
    },
    async remove(key) {
      await rm(join(folder, fileName(key)), { force: true });
    },
    async keys(prefix) {
      const names = await readdir(folder).catch(() => [] as string[]);
      return names
        .filter((name) => name.endsWith(ENDING))
        .map(keyOf)
        .filter((key) => key.startsWith(prefix));
    },
  };
}
