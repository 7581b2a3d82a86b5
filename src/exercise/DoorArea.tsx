// One door in the sheet: loaded when it is first shown, and kept while another is.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Translate } from '../strings/index.ts';
import type { MountedTerminal } from './doors.ts';
import { Inline } from './Inline.tsx';
import type { SheetDoor, SheetProps } from './Sheet.tsx';
import type { openMessages } from './strings.ts';

interface DoorAreaProps {
  name: SheetDoor;
  visible: boolean;
  sheet: SheetProps;
  /** The account lives on the server that shows this page. */
  served: boolean;
  t: Translate<typeof openMessages>;
}

export function DoorArea({ name, visible, sheet, served, t }: DoorAreaProps): ComponentChildren {
  const { host, identity } = sheet;
  const area = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'closed' | 'loading' | 'there' | 'failed'>('closed');
  const [attempt, setAttempt] = useState(0);
  const [wanted, setWanted] = useState(visible);
  const terminal = useRef<MountedTerminal | undefined>(undefined);
  // As they are at opening. A door is mounted once: a new identity or a new function of the parent must not take away a
  // form that is being filled in. Who works later, the console tells us, and the terminal is told.
  const latest = useRef(sheet);
  latest.current = sheet;
  useEffect(() => {
    if (visible) setWanted(true);
  }, [visible]);

  useEffect(() => {
    if (!wanted) return;
    let unmount = (): void => {};
    let gone = false;
    setState('loading');
    const open = async (): Promise<void> => {
      const { doors, locale, identity: first, terminalKey } = latest.current;
      if (name === 'console') {
        const { mountConsole } = await (doors.console ?? never)();
        if (gone || !area.current) return;
        const mounted = mountConsole(area.current, {
          host,
          route: 'iam',
          locale,
          onIdentity: (arn) => latest.current.onIdentity(arn),
          ...(first === undefined ? {} : { identity: first }),
        });
        unmount = () => mounted.unmount();
      } else {
        const { mountTerminal } = await (doors.terminal ?? never)();
        if (gone || !area.current) return;
        const mounted = mountTerminal(area.current, { host, locale, key: terminalKey, identity: first });
        terminal.current = mounted;
        unmount = () => mounted.unmount();
      }
    };
    open().then(
      () => !gone && setState('there'),
      () => !gone && setState('failed'),
    );
    return () => {
      gone = true;
      terminal.current = undefined;
      unmount();
    };
  }, [host, attempt, wanted, name]);

  useEffect(() => {
    if (state === 'there') terminal.current?.setIdentity(identity);
  }, [identity, state]);

  const console = name === 'console';
  const failed = console
    ? t(served ? 'consoleFailedServer' : 'consoleFailed')
    : t(served ? 'shellFailedServer' : 'shellFailed');
  return (
    <>
      <div class={console ? 'sheet-console' : 'sheet-terminal'} ref={area} hidden={!visible} />
      <div class={`sheet-state ${state}`} hidden={!visible}>
        <p class="soft" role="status">
          {state === 'loading' && t(console ? 'loadingConsole' : 'loadingShell')}
          {state === 'failed' && <Inline text={failed} />}
        </p>
        {state === 'failed' && (
          <button type="button" class="button quiet" onClick={() => setAttempt(attempt + 1)}>
            {t('consoleAgain')}
          </button>
        )}
      </div>
    </>
  );
}

function never(): never {
  throw new Error('a door that the page does not have');
}
