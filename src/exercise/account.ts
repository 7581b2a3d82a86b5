// An account as the page sees it: its tasks, events, identities and notices, read again after each change.
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { AccountHost, AccountSummary, GoalState, HostEvent, HostNotice } from '../practice/index.ts';
import { withNotice } from './Notices.tsx';

export interface AccountState {
  goals: readonly GoalState[];
  events: readonly HostEvent[];
  summary: AccountSummary | undefined;
  notices: readonly HostNotice[];
  dismiss: (notice: HostNotice) => void;
}

/** The account as it stands, read again after each change. */
export function useAccount(host: AccountHost): AccountState {
  const [goals, setGoals] = useState<readonly GoalState[]>([]);
  const [events, setEvents] = useState<readonly HostEvent[]>([]);
  const [summary, setSummary] = useState<AccountSummary>();
  const [notices, setNotices] = useState<readonly HostNotice[]>([]);
  useEffect(() => {
    let gone = false;
    let again: ReturnType<typeof setTimeout> | undefined;
    const read = async (): Promise<void> => {
      again = undefined;
      try {
        const [events, summary] = await Promise.all([host.tools.events({ limit: 60 }), host.tools.summary()]);
        if (gone) return;
        setEvents(events);
        setSummary(summary);
      } catch {
        // The host is gone or out of reach; its notice says so.
      }
    };
    /** A page of the console makes several requests at once: they are shown together. */
    const soon = (): void => {
      again ??= setTimeout(() => void read(), 30);
    };
    setGoals([]);
    setNotices([]);
    void read();
    void host.tools.goals().then(
      (states) => !gone && setGoals(states),
      () => {},
    );
    const stop = host.subscribe((change) => {
      if (gone) return;
      if (change.kind === 'goals') setGoals(change.goals);
      else if (change.kind === 'notice') setNotices((all) => withNotice(all, change.notice));
      else soon();
    });
    return () => {
      gone = true;
      clearTimeout(again);
      stop();
    };
  }, [host]);
  const dismiss = useCallback(
    (notice: HostNotice) => setNotices((all) => all.filter((one) => one !== notice)),
    [],
  );
  return { goals, events, summary, notices, dismiss };
}
