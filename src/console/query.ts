// Reads for views: runs a request when a view opens, again when the account changed, and keeps what it had meanwhile.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { type Failure, isMissing, toFailure } from './errors.ts';
import { useSession } from './session.ts';

export interface Query<T> {
  /** The last answer; kept while the next one is under way, dropped when the key changes. */
  data: T | undefined;
  failure: Failure | undefined;
  loading: boolean;
  /** More of a long list is still arriving. */
  partial: boolean;
  refresh: () => void;
}

/**
 * @param key what the request is about: another key is another request
 * @param read the request; `onPart` may be called with what has arrived so far
 */
export function useQuery<T>(key: string, read: (onPart: (part: T) => void) => Promise<T>): Query<T> {
  const session = useSession();
  const revision = session.revision.value;
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<{
    key: string;
    data: T | undefined;
    failure: Failure | undefined;
    loading: boolean;
    partial: boolean;
  }>({ key, data: undefined, failure: undefined, loading: true, partial: false });
  const latest = useRef(read);
  latest.current = read;

  // Dependencies: turn and revision are what asks for another run
  useEffect(() => {
    let current = true;
    setState((old) =>
      old.key === key
        ? { ...old, loading: true }
        : { key, data: undefined, failure: undefined, loading: true, partial: false },
    );
    let hadAll = false;
    setState((old) => {
      hadAll = old.data !== undefined && !old.partial;
      return old;
    });
    latest
      .current((part) => {
        // While reading again, a shorter first page must not replace the whole list that is on the screen.
        if (current && !hadAll)
          setState({ key, data: part, failure: undefined, loading: true, partial: true });
      })
      .then(
        (data) => {
          if (current) setState({ key, data, failure: undefined, loading: false, partial: false });
        },
        (error: unknown) => {
          if (!current) return;
          const failure = toFailure(error);
          // What is no longer there must not stay on the screen; after any other refusal the last answer may.
          setState((old) => ({
            key,
            data: isMissing(failure) ? undefined : old.data,
            failure,
            loading: false,
            partial: false,
          }));
        },
      );
    return () => {
      current = false;
    };
  }, [key, turn, revision]);

  const refresh = useCallback(() => setTurn((old) => old + 1), []);
  const fits = state.key === key;
  return {
    data: fits ? state.data : undefined,
    failure: fits ? state.failure : undefined,
    loading: fits ? state.loading : true,
    partial: fits && state.partial,
    refresh,
  };
}

export interface Action {
  busy: boolean;
  failure: Failure | undefined;
  run: (work: () => Promise<void>) => Promise<boolean>;
  clear: () => void;
}

/** A change: busy while under way, and its refusal. Views read again afterwards, whether it was refused or not. */
export function useAction(): Action {
  const session = useSession();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const run = useCallback(
    async (work: () => Promise<void>) => {
      setBusy(true);
      setFailure(undefined);
      try {
        await work();
        return true;
      } catch (error) {
        setFailure(toFailure(error));
        return false;
      } finally {
        setBusy(false);
        session.changed();
      }
    },
    [session],
  );
  return { busy, failure, run, clear: useCallback(() => setFailure(undefined), []) };
}
