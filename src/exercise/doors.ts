// What the panel asks of the console and the terminal. Their rooms fulfil it; a room to the right brings them together.
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

export interface TerminalOptions {
  host: AccountHost;
  /** ARN of whom to work as. */
  identity?: string | undefined;
  /** Under which the terminal keeps its files and history. */
  key: string;
  locale: string;
}

export interface MountedTerminal {
  unmount(): void;
  setIdentity(principalArn: string | undefined): void;
  focus(): void;
}

export type TerminalDoor = () => Promise<{
  mountTerminal(element: HTMLElement, options: TerminalOptions): MountedTerminal;
}>;

export type ConsoleDoor = () => Promise<{
  mountConsole(element: HTMLElement, options: ConsoleOptions): MountedConsole;
}>;
