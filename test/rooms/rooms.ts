// The rooms in their fixed order (ARCHITECTURE.md): a room may import from rooms of an earlier row, and from
// itself, never from its own row's other rooms or a later one.

export const rows: readonly (readonly string[])[] = [
  ['data', 'strings'],
  ['policy'],
  ['cloud'],
  ['practice'],
  ['progress'],
  ['editor'],
  ['quiz'],
  ['checkup'],
  ['exercise'],
  ['inspector'],
  ['console', 'terminal'],
  ['live', 'course', 'classroom'],
  ['server'],
  ['cli', 'pages', 'layouts', 'styles'],
];

/** Rooms that run the same in a page, in a worker and in Node: no DOM, no Node API, no clock, no randomness. */
export const pure: readonly string[] = ['data', 'strings', 'policy', 'cloud'];

/** The only places that may import `node:`. */
export const nodeRooms: readonly string[] = ['cli', 'server', 'classroom/server', 'data/generator'];

/** The outermost layer is one thing to Astro, and nobody's to import: no index. The commands are files of their own. */
export const outermost: readonly string[] = ['pages', 'layouts', 'styles', 'cli'];

/** How a room without an index.ts is entered: nobody should load a table they do not need. */
export const entries: Readonly<Record<string, readonly string[]>> = {
  data: ['actions/index.ts', 'tables/*.json', 'tables/actions/*.json'],
};

export function rowOf(room: string): number {
  return rows.findIndex((row) => row.includes(room));
}

/** Whether a file of room `from` may import from room `to`. */
export function mayImport(from: string, to: string): boolean {
  if (from === to) return true;
  // Pages, layouts and styles are one thing to Astro: the site's outermost layer.
  if (['pages', 'layouts', 'styles'].includes(from) && ['pages', 'layouts', 'styles'].includes(to))
    return true;
  return rowOf(to) < rowOf(from);
}
