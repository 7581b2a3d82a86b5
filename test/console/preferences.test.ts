import { beforeEach, expect, it, vi } from 'vitest';
import { keepPreferences, preferencesOf } from '../../src/console/ui/preferences.ts';
import { fakeStorage } from './storage.ts';

const columns = [{ id: 'name' }, { id: 'path', hidden: true }];

beforeEach(() => {
  vi.stubGlobal('localStorage', fakeStorage());
});

it('begins with the columns that are not hidden', () => {
  expect(preferencesOf('a', columns, 20)).toEqual({
    pageSize: 20,
    wrap: true,
    display: [
      { id: 'name', visible: true },
      { id: 'path', visible: false },
    ],
  });
});

it('keeps what was chosen, and puts new columns at the end', () => {
  const display = [
    { id: 'path', visible: true },
    { id: 'gone', visible: true },
  ];
  keepPreferences('b', { pageSize: 50, wrap: false, display });
  expect(preferencesOf('b', columns, 20)).toEqual({
    pageSize: 50,
    wrap: false,
    display: [
      { id: 'path', visible: true },
      { id: 'name', visible: true },
    ],
  });
});

it('begins anew where something else stands in its place', () => {
  localStorage.setItem('rootless-console/table/c', '{"pageSize":"many","display":3}');
  expect(preferencesOf('c', columns, 10).pageSize).toBe(10);
});
