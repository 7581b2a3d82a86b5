// What the log shows of a command, and how much of it. Pure. Tests: test/terminal/page.test.ts.

import { clearScreen } from '../shell/screen.ts';
import type { Outcome } from './runner.ts';
import type { T } from './Terminal.tsx';

export interface Entry {
  id: number;
  kind: 'command' | 'answer' | 'note';
  prompt: string;
  line: string;
  stdout: string;
  stderr: string;
  exitCode: number;
  /** Said by the terminal itself. */
  note: string;
  /** The command emptied the screen. */
  cleared: boolean;
  /** Id of a request that was refused. */
  denied: string | undefined;
}

/** Of one command, in characters: more makes the page slow and nobody reads it. */
const maxOutput = 200_000;
/** Of all commands together. */
const maxLog = 600_000;
const maxEntries = 300;

let last = 0;

export function note(text: string): Entry {
  last += 1;
  return {
    id: last,
    kind: 'note',
    prompt: '',
    line: '',
    stdout: '',
    stderr: '',
    exitCode: 0,
    note: text,
    cleared: false,
    denied: undefined,
  };
}

export function entryOf(prompt: string, line: string, ran: Exclude<Outcome, string>, t: T): Entry {
  const at = ran.stdout.lastIndexOf(clearScreen);
  const cleared = at >= 0;
  const raw = cleared ? ran.stdout.slice(at + clearScreen.length) : ran.stdout;
  const notes: string[] = [];
  let stdout = ran.binary ? textOf(raw) : raw;
  if (stdout === undefined) {
    notes.push(t('binary', { size: raw.length.toLocaleString('en') }));
    stdout = '';
  }
  const show = (text: string): string => {
    if (text.length <= maxOutput) return cleanOutput(text);
    const all = text.length.toLocaleString('en');
    notes.push(t('cut', { shown: maxOutput.toLocaleString('en'), all }));
    return cleanOutput(text.slice(0, maxOutput));
  };
  return {
    ...note(''),
    kind: 'command',
    prompt,
    line,
    stdout: show(stdout),
    stderr: show(ran.stderr),
    exitCode: ran.exitCode,
    note: notes.join(' '),
    cleared,
    denied: ran.denied,
  };
}

/** Bytes, one a character, as text; undefined where they are none. */
function textOf(bytes: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(
      Uint8Array.from(bytes, (char) => char.charCodeAt(0)),
    );
  } catch {
    return undefined;
  }
}

/** Without what only a VT100 understands: colours, cursor moves, bells. Lines end in \n. */
export function cleanOutput(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
      .replace(/\u001b\[[\d;?]*[A-Za-z]|\u001b\][^\u0007]*\u0007|\r(?=\n)|^\r/g, '')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
      .replace(/[\u0000-\u0008\u000b\u000c\u000d-\u001f\u007f]/g, '')
  );
}

/** What was pasted, without characters that nobody can see or type. */
export function cleanInput(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  return text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f\u200b\ufeff]/g, '');
}

/** The newest entries, as many as a page stays fast with. */
export function capped(entries: readonly Entry[]): readonly Entry[] {
  let size = 0;
  let from = entries.length;
  while (from > 0 && entries.length - from < maxEntries) {
    const { stdout, stderr, line } = entries[from - 1] as Entry;
    size += stdout.length + stderr.length + line.length;
    if (size > maxLog && from < entries.length) break;
    from -= 1;
  }
  return from === 0 ? entries : entries.slice(from);
}
