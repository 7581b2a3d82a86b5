// What the practice page remembers of itself in this browser: how it is split, what was open, whose account it was. The
// account has its own keeping. Tests: test/course/workspace/routes.test.ts
import { type Deletion, heedDeletion } from '../../practice/deletion.ts';
import { type Door, doors } from './routes.ts';

export interface Layout {
  /** The door beside the one in the address. */
  side: Door | null;
  /** Where in it. */
  sidePath: string;
  /** How much of the width the first one has, in per cent. */
  share: number;
  /** The last address, to come back to. */
  last: string;
  /** The exercise whose account is open; null: free play. */
  exercise: string | null;
}

export const fresh: Layout = { side: null, sidePath: '', share: 50, last: '', exercise: null };

const KEY = 'rootless-workspace';
export const narrowest = 20;

/** Whatever is kept there: what is not understood counts as not there. */
export function readLayout(text: string | null): Layout {
  let kept: Partial<Record<keyof Layout, unknown>>;
  try {
    kept = JSON.parse(text ?? '{}') ?? {};
  } catch {
    return fresh;
  }
  const { side, sidePath, share, last, exercise } = kept;
  const word = (value: unknown): string => (typeof value === 'string' && value.length < 2000 ? value : '');
  return {
    side: doors.find((door) => door === side) ?? null,
    sidePath: word(sidePath),
    share: typeof share === 'number' ? Math.min(100 - narrowest, Math.max(narrowest, share)) : fresh.share,
    last: word(last).startsWith('#/') ? word(last) : '',
    exercise: /^[\w-]+$/.test(word(exercise)) ? word(exercise) : null,
  };
}

let deletion: Deletion | undefined;

export function rememberedLayout(): Layout {
  deletion ??= heedDeletion();
  try {
    return readLayout(localStorage.getItem(KEY));
  } catch {
    return fresh;
  }
}

/** Not after everything was deleted: this page's layout is part of that. */
export function rememberLayout(layout: Layout): void {
  if (deletion?.done) return;
  try {
    localStorage.setItem(KEY, JSON.stringify(layout));
  } catch {
    // A browser that keeps nothing forgets this too.
  }
}
