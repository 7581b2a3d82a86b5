// What a table shows of each row and has to ask for row by row (groups of a user, members of a group): asked only for
// the rows on the screen, a few at a time, and again when the account changed.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { type Failure, toFailure } from './errors.ts';
import { inParallel } from './iam/pages.ts';
import { useSession } from './session.ts';

export type Outcome<T> = { value: T } | { failure: Failure };

export interface RowDetails<T, D> {
  of: (item: T) => Outcome<D> | undefined;
  /** Asks for what is not there yet. */
  want: (items: readonly T[]) => void;
}

export function useRowDetails<T, D>(
  keyOf: (item: T) => string,
  read: (item: T) => Promise<D>,
): RowDetails<T, D> {
  const session = useSession();
  const revision = session.revision.value;
  const [known, setKnown] = useState<ReadonlyMap<string, Outcome<D>>>(new Map());
  const asked = useRef(new Set<string>());
  const wanted = useRef<readonly T[]>([]);
  const turn = useRef(0);
  const arrived = useRef(new Map<string, Outcome<D>>());
  const drawing = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const functions = useRef({ keyOf, read });
  functions.current = { keyOf, read };

  const want = useCallback((items: readonly T[]) => {
    wanted.current = items;
    const mine = turn.current;
    const missing = items.filter((item) => !asked.current.has(functions.current.keyOf(item)));
    for (const item of missing) asked.current.add(functions.current.keyOf(item));
    void inParallel(missing, async (item) => {
      if (mine !== turn.current) return;
      const outcome: Outcome<D> = await functions.current.read(item).then(
        (value) => ({ value }),
        (error: unknown) => ({ failure: toFailure(error) }),
      );
      if (mine !== turn.current) return;
      arrived.current.set(functions.current.keyOf(item), outcome);
      // Many answers, one drawing.
      drawing.current ??= setTimeout(() => {
        drawing.current = undefined;
        const fresh = arrived.current;
        arrived.current = new Map();
        setKnown((old) => new Map([...old, ...fresh]));
      }, 16);
    });
  }, []);

  // Dependencies: a change of the account makes every answer old
  useEffect(() => {
    turn.current += 1;
    arrived.current.clear();
    asked.current.clear();
    if (wanted.current.length > 0) want(wanted.current);
    return () => {
      turn.current += 1;
    };
  }, [revision, want]);

  return { of: (item) => known.get(keyOf(item)), want };
}
