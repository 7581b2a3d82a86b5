// The practice terminal: bash over files in memory with an aws command that asks an account through its one door.
// Pages import it lazily (`const { mountTerminal } = await import('../terminal/index.ts')`); Node uses the shell itself.
// May import rooms left of it, exercise excepted; knows an account only through its door. Tests: test/terminal,
// test/clients/terminal.test.ts, test/browser/terminal.test.ts.
export { type Completion, completeLine } from './shell/complete.ts';
export { type Door, hostDoor, type Whoami } from './shell/door.ts';
export { createShell, type Ran, type Shell, type ShellOptions } from './shell/shell.ts';
