import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockFolder } from '../../src/server/lock.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rootless-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('a folder has one holder at a time', () => {
  const lock = lockFolder(folder);
  expect(lock).toBeDefined();
  expect(lockFolder(folder)).toBeUndefined();
  lock?.release();
  expect(lockFolder(folder)).toBeDefined();
});

it('the lock of a killed process is free, and so is one that cannot be read', () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  for (const text of [String(pid), '', 'not a number']) {
    writeFileSync(join(folder, 'in-use'), text);
    const lock = lockFolder(folder);
    expect(lock, text).toBeDefined();
    lock?.release();
  }
});
