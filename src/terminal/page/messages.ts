// What passes between the page and the worker that the shell runs in. Types only.
import type { Completion, KeptFiles, Ran, ShellState } from '../shell/index.ts';

export type ToWorker =
  | {
      to: 'open';
      files: KeptFiles;
      state: ShellState | undefined;
      history: readonly string[];
      columns: number;
      version: 1 | 2;
    }
  | { to: 'run'; id: number; line: string; columns: number; history: readonly string[] }
  | { to: 'complete'; id: number; line: string }
  | { to: 'write'; id: number; text: string }
  | { to: 'abort' }
  | { to: 'answer'; id: number; result?: unknown; error?: string };

export type Asked = 'send' | 'signedIn' | 'profile' | 'whoami' | 'now' | 'question';

export type FromWorker =
  | { from: 'ask'; id: number; name: Asked; args: unknown[] }
  | { from: 'opened' }
  | { from: 'unfinished'; id: number }
  | { from: 'ran'; id: number; ran: Ran; state: ShellState; files: KeptFiles | undefined }
  | { from: 'completed'; id: number; completion: Completion }
  | { from: 'written'; id: number; file: string; state: ShellState; files: KeptFiles };
