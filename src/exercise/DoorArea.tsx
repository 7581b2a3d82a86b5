// One door in the sheet: loaded when it is first shown, and kept while another is.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Inline } from '../strings/Inline.tsx';
import type { Translate } from '../strings/index.ts';
import type { MountedInspector, MountedTerminal } from './doors.ts';
import type { SheetDoor, SheetProps } from './Sheet.tsx';
import type { openMessages } from './strings.ts';
import { whyOf, whyOfMessage } from './why.ts';

interface DoorAreaProps {
  name: SheetDoor;
  visible: boolean;
  sheet: SheetProps;
  /** What the inspector is to show. */
  why: string;
  onWhy: (route: string) => void;
  /** The account lives on the server that shows this page. */
  served: boolean;
  t: Translate<typeof openMessages>;
}

export function DoorArea(props: DoorAreaProps): ComponentChildren {
  const { name, visible, sheet, why, served, t } = props;
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
  const inspector = useRef<MountedInspector | undefined>(undefined);
  const now = useRef(props);
  now.current = props;
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
          ...(doors.why ? { onWhy: (id: string) => now.current.onWhy(whyOf(id)) } : {}),
          ...(first === undefined ? {} : { identity: first }),
        });
        unmount = () => mounted.unmount();
      } else if (name === 'why') {
        const { mountHostInspector } = await (doors.why ?? never)();
        if (gone || !area.current) return;
        const mounted = mountHostInspector(area.current, { host, locale, route: now.current.why });
        inspector.current = mounted;
        unmount = () => mounted.unmount();
      } else {
        const { mountTerminal } = await (doors.terminal ?? never)();
        if (gone || !area.current) return;
        const mounted = mountTerminal(area.current, {
          host,
          locale,
          key: terminalKey,
          identity: first,
          ...(doors.why
            ? { onWhy: async (message: string) => now.current.onWhy(await whyOfMessage(host, message)) }
            : {}),
        });
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
      inspector.current = undefined;
      unmount();
    };
  }, [host, attempt, wanted, name]);

  useEffect(() => {
    if (state === 'there') terminal.current?.setIdentity(identity);
  }, [identity, state]);
  useEffect(() => {
    if (state === 'there') inspector.current?.navigate(why);
  }, [why, state]);

  const { loading, failed, place } = words[name];
  return (
    <>
      <div class={place} ref={area} hidden={!visible} />
      <div class={`sheet-state ${state}`} hidden={!visible}>
        <p class="soft" role="status">
          {state === 'loading' && t(loading)}
          {state === 'failed' && <Inline text={t(failed[served ? 1 : 0])} />}
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

/** What is said while it loads and where it cannot: without a server and with one. */
const words = {
  console: {
    loading: 'loadingConsole',
    failed: ['consoleFailed', 'consoleFailedServer'],
    place: 'sheet-console',
  },
  terminal: {
    loading: 'loadingShell',
    failed: ['shellFailed', 'shellFailedServer'],
    place: 'sheet-terminal',
  },
  why: { loading: 'loadingWhy', failed: ['whyFailed', 'whyFailedServer'], place: 'sheet-console' },
} as const;

function never(): never {
  throw new Error('a door that the page does not have');
}
