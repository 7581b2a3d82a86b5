// The console over the lesson, the tasks beside it. Not a modal <dialog>: the console's own dialogs are put at the end
// of the body and would lie under it, inert. So the rest of the page is made inert instead.
import { type ComponentChildren, render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { AccountHost, HostNotice } from '../practice/index.ts';
import type { Translate } from '../strings/index.ts';
import type { ConsoleDoor, MountedConsole } from './doors.ts';
import { Inline } from './Inline.tsx';
import { Notices } from './Notices.tsx';
import type { openMessages } from './strings.ts';

export interface SheetProps {
  title: string;
  door: ConsoleDoor;
  host: AccountHost;
  /** The account lives on the server that shows this page. */
  served: boolean;
  notices: readonly HostNotice[];
  onDismiss: (notice: HostNotice) => void;
  identity: string | undefined;
  locale: string;
  onIdentity: (arn: string) => void;
  onClose: () => void;
  tasks: ComponentChildren;
  counted: { done: number; total: number };
  t: Translate<typeof openMessages>;
}

/** Renders its children at the end of the body, and makes the rest of the page inert as long as they are there. */
export function Overlay({ children }: { children: ComponentChildren }): null {
  const place = useRef<HTMLDivElement | null>(null);
  useEffect(() => {
    const element = document.createElement('div');
    const others = [...document.body.children].filter(
      (other): other is HTMLElement => other instanceof HTMLElement && !other.inert,
    );
    const focused = document.activeElement as HTMLElement | null;
    document.body.append(element);
    for (const other of others) other.inert = true;
    document.documentElement.classList.add('sheet-open');
    place.current = element;
    return () => {
      render(null, element);
      element.remove();
      for (const other of others) other.inert = false;
      document.documentElement.classList.remove('sheet-open');
      focused?.focus();
    };
  }, []);
  useEffect(() => {
    if (place.current) render(children, place.current);
  });
  return null;
}

export function Sheet(props: SheetProps): ComponentChildren {
  const { title, host, served, notices, onDismiss, onClose, tasks, counted, t } = props;
  const area = useRef<HTMLDivElement>(null);
  const close = useRef<HTMLButtonElement>(null);
  const [state, setState] = useState<'loading' | 'there' | 'failed'>('loading');
  const [attempt, setAttempt] = useState(0);
  // As they are at opening. The console is mounted once: a new identity or a new function of the parent must not take
  // away a form that is being filled in. Who works later, the console tells us.
  const opening = useRef(props);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    let mounted: MountedConsole | undefined;
    let gone = false;
    const { door, locale, identity } = opening.current;
    close.current?.focus();
    setState('loading');
    door().then(
      ({ mountConsole }) => {
        if (gone || !area.current) return;
        mounted = mountConsole(area.current, {
          host,
          route: 'iam',
          locale,
          onIdentity: (arn) => latest.current.onIdentity(arn),
          ...(identity === undefined ? {} : { identity }),
        });
        setState('there');
      },
      () => !gone && setState('failed'),
    );
    return () => {
      gone = true;
      mounted?.unmount();
    };
  }, [host, attempt]);

  return (
    <section class="sheet" role="dialog" aria-label={t('sheetLabel')}>
      <div class="sheet-bar">
        <strong>{title}</strong>
        <button type="button" class="button quiet" ref={close} onClick={onClose}>
          {t('sheetClose')}
        </button>
      </div>
      <div class="sheet-notices">
        <Notices
          notices={notices}
          host={host}
          onDismiss={(notice) => {
            onDismiss(notice);
            close.current?.focus();
          }}
          t={t}
        />
      </div>
      <details class="sheet-tasks" open={window.matchMedia('(min-width: 64rem)').matches}>
        <summary>{t('sheetTasks', counted)}</summary>
        {tasks}
      </details>
      <div class="sheet-console" ref={area} />
      <div class={`sheet-state ${state}`}>
        <p class="soft" role="status">
          {state === 'loading' && t('loadingConsole')}
          {state === 'failed' && <Inline text={t(served ? 'consoleFailedServer' : 'consoleFailed')} />}
        </p>
        {state === 'failed' && (
          <button type="button" class="button quiet" onClick={() => setAttempt(attempt + 1)}>
            {t('consoleAgain')}
          </button>
        )}
      </div>
    </section>
  );
}
