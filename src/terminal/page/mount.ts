// Puts a terminal into an element. Tests: test/browser/terminal.test.ts.
import '../terminal.css';
import { h, render } from 'preact';
import type { AccountHost } from '../../practice/index.ts';
import { localize, translator } from '../../strings/index.ts';
import { hostDoor } from '../shell/door.ts';
import { terminalMessages } from '../strings.ts';
import { openKeeper } from './keeper.ts';
import { Terminal } from './Terminal.tsx';

export interface TerminalOptions {
  host: AccountHost;
  /** ARN of who works in it; absent: the account's root. */
  identity?: string | undefined;
  /** Under which files and history are kept; one for each account, e.g. 'free-play', 'exercise/first-user'. */
  key?: string | undefined;
  locale?: string | undefined;
  /** Which AWS CLI to print like; default 2, the one learners install. */
  version?: 1 | 2;
  /** Offers «Why?» beside an AccessDenied, with AWS's request id. */
  onWhy?: ((requestId: string) => void) | undefined;
}

export interface TerminalHandle {
  /** Takes the terminal out of the element; what is running is stopped, files and history are kept. */
  unmount(): void;
  /** Somebody else works from now on. */
  setIdentity(arn: string | undefined): void;
  /** Puts a command into the line, ready to be run or changed. */
  type(line: string): void;
  focus(): void;
}

export function mountTerminal(element: HTMLElement, options: TerminalOptions): TerminalHandle {
  const { host, key = 'free-play', locale = 'en', version = 2, onWhy } = options;
  const t = translator(localize(terminalMessages, locale), locale);
  let identity = options.identity;
  let gone = false;
  /** Counts accounts that took this one's place: the prompt is read anew. */
  let turn = 0;
  const door = hostDoor(host, () => identity);
  const ready: { type?: (line: string) => void; focus?: () => void } = {};
  let wanted: string | undefined;
  const keeper = openKeeper(key);
  const start = (): Worker =>
    new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'practice-terminal' });

  const show = async (): Promise<void> => {
    const opened = await keeper;
    if (gone) return;
    render(
      h(Terminal, {
        door,
        keeper: opened,
        start,
        version,
        t,
        onWhy,
        identity: `${identity ?? ''} ${turn}`,
        ready,
      }),
      element,
    );
    if (wanted !== undefined) ready.type?.(wanted);
    wanted = undefined;
  };
  element.classList.add('terminal-place');
  void show();
  const unsubscribe = host.subscribe((change) => {
    if (change.kind !== 'replaced') return;
    turn += 1;
    void show();
  });

  return {
    unmount() {
      gone = true;
      unsubscribe();
      render(null, element);
      element.classList.remove('terminal-place');
    },
    setIdentity(arn) {
      if (arn === identity) return;
      identity = arn;
      void show();
    },
    type(line) {
      if (ready.type) ready.type(line);
      else wanted = line;
    },
    focus: () => ready.focus?.(),
  };
}
