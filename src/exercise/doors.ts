// What the panel asks of the console, the terminal and the inspector. Their rooms fulfil it; a room to the right brings them together.
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
  /** «Why?» beside a refusal: AWS's request id. */
  onWhy?: (requestId: string) => void;
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
  /** «Why?» beside a refusal: AWS's sentence. */
  onWhy?: (message: string) => void;
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

export interface InspectorOptions {
  host: AccountHost;
  /** 'why/EVENT' */
  route: string;
  locale: string;
}

export interface MountedInspector {
  unmount(): void;
  navigate(route: string): void;
}

export type InspectorDoor = () => Promise<{
  mountHostInspector(element: HTMLElement, options: InspectorOptions): MountedInspector;
}>;
