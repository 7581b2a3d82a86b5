import { afterEach, expect, it, vi } from 'vitest';
import { readKept, writeKept } from '../../src/console/kept.ts';
import { fakeStorage } from './storage.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

it('gives back what was kept', () => {
  vi.stubGlobal('localStorage', fakeStorage());
  writeKept('table/users', { pageSize: 50 });
  expect(readKept('table/users')).toEqual({ pageSize: 50 });
  expect(readKept('table/roles')).toBeUndefined();
});

it('goes on where the browser keeps nothing or is full', () => {
  expect(readKept('x')).toBeUndefined();
  expect(() => writeKept('x', 1)).not.toThrow();
  vi.stubGlobal('localStorage', fakeStorage(true));
  expect(() => writeKept('x', 1)).not.toThrow();
  expect(readKept('x')).toBeUndefined();
});
