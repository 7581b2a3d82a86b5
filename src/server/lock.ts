// One process at a time writes a folder of accounts. The lock is a file that names its process, so that the lock of
// a killed one is free. Tests: test/server/lock.test.ts.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Lock {
  release(): void;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The folder's lock, or undefined while another process (or this one) holds it. */
export function lockFolder(folder: string): Lock | undefined {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'in-use');
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return { release: () => rmSync(file, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = Number(readFileSync(file, 'utf8'));
      if (holder > 0 && isAlive(holder)) return undefined;
      rmSync(file, { force: true });
    }
  }
  return undefined;
}
