// The practice page's addresses, behind the #: a door and where in it. Pure. Tests: test/course/workspace/routes.test.ts

export const doors = ['console', 'terminal', 'editor', 'inspector', 'checkup', 'tasks'] as const;
export type Door = (typeof doors)[number];

/** The inspector's views stand at the top: `#/why/EVENT`, `#/who`. */
export const inspections = ['why', 'who', 'map', 'changes', 'history', 'time'] as const;
export type Inspection = (typeof inspections)[number];

export interface Route {
  door: Door | 'start';
  /** What the door takes: of the console 'iam/users', of the inspector 'why/EVENT'. */
  path: string;
}

export function parseHash(hash: string): Route {
  const whole = hash.replace(/^#?\/?/, '');
  const slash = whole.indexOf('/');
  const first = slash < 0 ? whole : whole.slice(0, slash);
  const rest = slash < 0 ? '' : whole.slice(slash + 1);
  if ((inspections as readonly string[]).includes(first)) return { door: 'inspector', path: whole };
  if (first === 'inspector') return { door: 'inspector', path: 'why' };
  if ((doors as readonly string[]).includes(first)) return { door: first as Door, path: rest };
  return { door: 'start', path: '' };
}

export function formatHash({ door, path }: Route): string {
  if (door === 'start') return '#/';
  if (door === 'inspector') return `#/${path || 'why'}`;
  return `#/${door}${path === '' ? (door === 'console' ? '/' : '') : `/${path}`}`;
}
