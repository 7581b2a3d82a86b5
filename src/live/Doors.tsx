// What more can be done with an account that stands open: change something with guidance, exercises, the console. Only
// buttons: each part's code is fetched when it is opened, so that looking costs nothing. Tests: test/browser.
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Access } from './access.ts';
import type { ConsoleViewProps } from './ConsoleView.tsx';
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
