// What the panel asks of the console. The console room fulfils it; a room to the right of both brings them together.
// Types only.
import type { AccountHost } from '../practice/index.ts';

export interface ConsoleOptions {
  host: AccountHost;
  /** ARN of whom to work as. */
  identity?: string;
  /** Where to begin: 'iam/users'. */
  route?: string;
  locale?: string;
  onIdentity?: (principalArn: string) => void;
  onRoute?: (path: string) => void;
}

export interface MountedConsole {
  unmount(): void;
}

export type ConsoleDoor = () => Promise<{
  mountConsole(element: HTMLElement, options: ConsoleOptions): MountedConsole;
}>;
