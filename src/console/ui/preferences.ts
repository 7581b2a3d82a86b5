// How the learner wants a table: rows on a page, columns in their order, wrapped lines. Kept for each table in this
// browser. Tests: test/console/preferences.test.ts.
import { readKept, writeKept } from '../kept.ts';

export interface Preferences {
  pageSize: number;
  /** In the order the learner wants them. */
  display: readonly { id: string; visible: boolean }[];
  wrap: boolean;
}

/** What was chosen in this page, for browsers that keep nothing. */
const chosen = new Map<string, Preferences>();

const isPreferences = (value: unknown): value is Preferences => {
  const { pageSize, display, wrap } = (value ?? {}) as Record<string, unknown>;
  return (
    typeof pageSize === 'number' &&
    pageSize >= 1 &&
    typeof wrap === 'boolean' &&
    Array.isArray(display) &&
    display.every((one) => typeof one?.id === 'string' && typeof one?.visible === 'boolean')
  );
};

/** Columns that the table has got since stand at the end; those it has no more are left out. */
export function preferencesOf(
  table: string,
  columns: readonly { id: string; hidden?: boolean }[],
  pageSize: number,
): Preferences {
  const kept = chosen.get(table) ?? readKept(`table/${table}`);
  const plain = columns.map((column) => ({ id: column.id, visible: !column.hidden }));
  if (!isPreferences(kept)) return { pageSize, display: plain, wrap: true };
  const known = kept.display.filter((one) => columns.some((column) => column.id === one.id));
  return {
    ...kept,
    display: [...known, ...plain.filter((one) => !known.some((other) => other.id === one.id))],
  };
}

export function keepPreferences(table: string, preferences: Preferences): void {
  chosen.set(table, preferences);
  writeKept(`table/${table}`, preferences);
}
