// The practice terminal: bash over files in memory with an aws command that asks an account through its one door.
// Pages import it lazily: `const { mountTerminal } = await import('../terminal/index.ts')`; its CSS comes with it.
// May import rooms left of it, exercise and inspector excepted; knows an account only through its host.
// Entries by their paths: shell/index.ts, the shell alone, for Node.
// Tests: test/terminal, test/clients/terminal.test.ts, test/browser/terminal.test.ts.
export { mountTerminal, type TerminalHandle, type TerminalOptions } from './page/mount.ts';
