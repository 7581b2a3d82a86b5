// The console and the terminal over the lesson, the tasks beside them. Not a modal <dialog>: the console's own dialogs are put at the end
// of the body and would lie under it, inert. So the rest of the page is made inert instead.
import { type ComponentChildren, render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { AccountHost, HostNotice } from '../practice/index.ts';
import type { Translate } from '../strings/index.ts';
import { DoorArea } from './DoorArea.tsx';
import type { ConsoleDoor, InspectorDoor, TerminalDoor } from './doors.ts';
import { Notices } from './Notices.tsx';
import type { openMessages } from './strings.ts';

const sheetDoors = ['console', 'terminal', 'why'] as const;
export type SheetDoor = (typeof sheetDoors)[number];

const words = { console: 'console', terminal: 'shell', why: 'why' } as const satisfies Record<
  SheetDoor,
  string
>;

export interface SheetProps {
  title: string;
  doors: {
    console?: ConsoleDoor | undefined;
    terminal?: TerminalDoor | undefined;
    why?: InspectorDoor | undefined;
  };
  /** What the inspector shows first. */
  why?: string | undefined;
  /** Which one is open at first. */
  first: SheetDoor;
  /** The terminal keeps its files and history under this. */
  terminalKey: string;
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
  const { title, host, doors, first, served, notices, onDismiss, onClose, tasks, counted, t } = props;
  const close = useRef<HTMLButtonElement>(null);
  const [shown, setShown] = useState<SheetDoor>(first);
  const [why, setWhy] = useState(props.why ?? 'why');
  function explain(route: string): void {
    setWhy(route);
    setShown('why');
  }
  const names = sheetDoors.filter((name) => doors[name]);
  useEffect(() => close.current?.focus(), []);

  return (
    <section class="sheet" role="dialog" aria-label={t('sheetLabel')}>
      <div class="sheet-bar">
        <strong>{title}</strong>
        {names.length > 1 && (
          <fieldset class="sheet-doors">
            <legend class="visually-hidden">{t('doors')}</legend>
            {names.map((name) => (
              <button
                key={name}
                type="button"
                class="button quiet"
                aria-pressed={shown === name}
                onClick={() => setShown(name)}
              >
                {t(words[name])}
              </button>
            ))}
          </fieldset>
        )}
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
      {names.map((name) => (
        <DoorArea
          key={name}
          name={name}
          visible={shown === name}
          sheet={props}
          why={why}
          onWhy={explain}
          served={served}
          t={t}
        />
      ))}
    </section>
  );
}
