// The shell without the page's part: what Node and the worker need.
export { type Completion, completeLine } from './complete.ts';
export { type Door, doorCalls, hostDoor, type Whoami } from './door.ts';
export type { KeptFiles } from './files.ts';
export { createShell, type Ran, type Shell, type ShellOptions } from './shell.ts';
export { home, type ShellState } from './state.ts';
