// What more can be done with an account that stands open: change something with guidance, exercises, the console. Only
// buttons: each part's code is fetched when it is opened, so that looking costs nothing. Tests: test/browser.
import type { ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { CheckupWords, Evidence } from '../checkup/index.ts';
import type { Access } from './access.ts';
import type { ConsoleViewProps } from './ConsoleView.tsx';
import type { Suggested } from './changes/AskForm.tsx';
import type { ChangesProps } from './changes/Changes.tsx';
import type { T } from './Live.tsx';

/** A part that is fetched when it is opened; what failed to come may be asked for again. */
export function useLazy<P>(
  open: boolean,
  load: () => Promise<ComponentType<P>>,
): { part: ComponentType<P> | undefined; failed: string | undefined } {
  const [part, setPart] = useState<{ Part: ComponentType<P> }>();
  const [failed, setFailed] = useState<string>();
  // Dependencies: what is loaded is always the same
  useEffect(() => {
    if (!open || part) return;
    let gone = false;
    setFailed(undefined);
    load().then(
      (Part) => gone || setPart({ Part }),
      (error: Error) => gone || setFailed(error.message),
    );
    return () => {
      gone = true;
    };
  }, [open, part]);
  return { part: part?.Part, failed };
}

interface ChangesDoorProps extends DoorProps {
  evidence: Evidence | undefined;
  suggested: Suggested | undefined;
  words: CheckupWords;
  onEvidence: (evidence: Evidence) => void;
}

export function ChangesDoor({ access, evidence, suggested, words, onEvidence, locale, t }: ChangesDoorProps) {
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLElement>(null);
  const { part: Changes, failed } = useLazy<ChangesProps>(
    open,
    async () => (await import('./changes/Changes.tsx')).Changes,
  );
  // A finding's button opens it, and takes the learner there.
  useEffect(() => {
    if (!suggested || !access) return;
    setOpen(true);
    place.current?.scrollIntoView({ block: 'start' });
    place.current?.focus({ preventScroll: true });
  }, [suggested]);
  return (
    <section class="no-print" aria-labelledby="changes-title" ref={place} tabIndex={-1}>
      <h2 id="changes-title">{t('changesTitle')}</h2>
      <p>{t('changesLead')}</p>
      {!access && <p class="note">{t('needsAccess')}</p>}
      {access && !open && (
        <button type="button" class="button" onClick={() => setOpen(true)}>
          {t('openChanges')}
        </button>
      )}
      <div role="status">
        {open && !Changes && !failed && <p>{t('loading')}</p>}
        {failed && <p>{t('partFailed', { why: failed })}</p>}
      </div>
      {evidence && open && Changes && (
        <Changes
          access={access}
          evidence={evidence}
          suggested={suggested}
          words={words}
          locale={locale}
          onEvidence={onEvidence}
        />
      )}
    </section>
  );
}

interface DoorProps {
  access: Access | undefined;
  locale: string;
  t: T;
}

export function ConsoleDoor({ access, locale, t }: DoorProps) {
  const [open, setOpen] = useState(false);
  const { part: View, failed } = useLazy<ConsoleViewProps>(
    open,
    async () => (await import('./ConsoleView.tsx')).ConsoleView,
  );
  useEffect(() => {
    if (!access) setOpen(false);
  }, [access]);
  return (
    <section class="no-print" aria-labelledby="console-title">
      <h2 id="console-title">{t('consoleTitle')}</h2>
      <p>{t('consoleLead')}</p>
      {!access && <p class="note">{t('needsAccess')}</p>}
      {access && !open && (
        <button type="button" class="button" onClick={() => setOpen(true)}>
          {t('openConsole')}
        </button>
      )}
      <div role="status">
        {open && !View && !failed && <p>{t('loading')}</p>}
        {failed && <p>{t('partFailed', { why: failed })}</p>}
      </div>
      {access && open && View && <View access={access} locale={locale} onClose={() => setOpen(false)} />}
    </section>
  );
}
