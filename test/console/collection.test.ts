import { describe, expect, it } from 'vitest';
import { type CollectionState, present } from '../../src/console/collection.ts';

interface Row {
  name: string;
  age?: number;
}
const rows: Row[] = [
  { name: 'Berta', age: 9 },
  { name: 'anna', age: 30 },
  { name: 'user-10' },
  { name: 'user-9', age: 100 },
];
const columns = [
  { id: 'name', sortBy: (row: Row) => row.name },
  { id: 'age', sortBy: (row: Row) => row.age },
];
const state: CollectionState = { text: '', sort: undefined, descending: false, page: 1, pageSize: 10 };
const names = (change: Partial<CollectionState>) =>
  present(rows, { ...state, ...change }, columns, (row) => row.name).items.map((row) => row.name);

describe('what a table shows', () => {
  it('keeps the order of the list where no column is chosen', () => {
    expect(names({})).toEqual(['Berta', 'anna', 'user-10', 'user-9']);
  });

  it('sorts names whatever their case, and digits as numbers', () => {
    expect(names({ sort: 'name' })).toEqual(['anna', 'Berta', 'user-9', 'user-10']);
  });

  it('puts rows without a value last in both directions', () => {
    expect(names({ sort: 'age' })).toEqual(['Berta', 'anna', 'user-9', 'user-10']);
    expect(names({ sort: 'age', descending: true })).toEqual(['user-9', 'anna', 'Berta', 'user-10']);
  });

  it('searches in any case and ignores spaces around the text', () => {
    expect(names({ text: ' AN ' })).toEqual(['anna']);
  });

  it('shows one page, and the last one when the list became shorter', () => {
    const second = present(rows, { ...state, page: 2, pageSize: 3 }, columns, (row) => row.name);
    expect(second).toMatchObject({ pages: 2, page: 2, matches: 4 });
    expect(second.items).toHaveLength(1);
    expect(present(rows, { ...state, page: 9, pageSize: 3 }, columns, (row) => row.name).page).toBe(2);
  });

  it('has one empty page where nothing matches', () => {
    expect(present(rows, { ...state, text: 'zzz' }, columns, (row) => row.name)).toEqual({
      items: [],
      matches: 0,
      pages: 1,
      page: 1,
    });
  });

  it('puts the exact name first, then names that begin with the text, while sorted by name', () => {
    const policies = ['AmazonReadOnlyAccess', 'IAMReadOnlyAccess', 'ReadOnlyAccess', 'ReadOnlyAccessX'];
    const found = (descending: boolean) =>
      present(
        policies,
        { ...state, text: 'readonlyaccess', sort: 'name', descending },
        [{ id: 'name', sortBy: (name: string) => name }],
        (name) => name,
      ).items;
    expect(found(false)).toEqual([
      'ReadOnlyAccess',
      'ReadOnlyAccessX',
      'AmazonReadOnlyAccess',
      'IAMReadOnlyAccess',
    ]);
    expect(found(true)).toEqual([...policies].sort().reverse());
  });

  it('leaves the list itself as it was', () => {
    const before = rows.map((row) => row.name);
    names({ sort: 'name', descending: true });
    expect(rows.map((row) => row.name)).toEqual(before);
  });
});
