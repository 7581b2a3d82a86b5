// Reading a command line as Python's argparse does, which the AWS CLI uses: options anywhere, abbreviations that are
// not ambiguous, what is left over handed on. Pure. Tests: test/terminal/words.test.ts.
import { fail } from './errors.ts';
import { nearest } from './nearest.ts';
import { parseInteger } from './python.ts';

export interface Option {
  /** --user-name */
  flag: string;
  /** What the value is found under; more than one option may share it. */
  dest: string;
  /** How many words follow; 'none' for a switch. Default: one. */
  takes?: 'none' | 'one' | 'maybe' | 'any' | 'some';
  /** The value of a switch, or of `maybe` without a word. */
  constant?: unknown;
  required?: boolean;
  choices?: readonly string[];
  /** integer: the word must be one. */
  type?: 'integer';
}

export interface Positional {
  dest: string;
  /** Default: one. */
  takes?: 'one' | 'maybe';
  choices?: readonly string[];
}

export interface Parsed {
  values: Record<string, unknown>;
  /** What is neither an option of this parser nor a word it has a place for, in order. */
  rest: string[];
}

/** @throws CliError of kind `arguments` */
export function parseArguments(
  options: readonly Option[],
  positionals: readonly Positional[],
  words: readonly string[],
): Parsed {
  const values: Record<string, unknown> = {};
  const seen = new Set<string>();
  const rest: string[] = [];
  const open = [...positionals];
  const byFlag = new Map(options.map((option) => [option.flag, option]));

  /** Per word: the option it is, 'unknown' for one that is none of ours, null for a plain word. */
  const marks: (null | { option: Option | undefined; explicit: string | undefined })[] = [];
  let plainOnly = false;
  const args: string[] = [];
  for (const word of words) {
    if (word === '--' && !plainOnly) {
      plainOnly = true;
      continue;
    }
    args.push(word);
    marks.push(plainOnly ? null : classify(word));
  }

  function classify(word: string): { option: Option | undefined; explicit: string | undefined } | null {
    if (!word.startsWith('-') || word === '-') return null;
    const exact = byFlag.get(word);
    if (exact) return { option: exact, explicit: undefined };
    const equals = word.indexOf('=');
    const name = equals < 0 ? word : word.slice(0, equals);
    const explicit = equals < 0 ? undefined : word.slice(equals + 1);
    if (equals >= 0 && byFlag.has(name)) return { option: byFlag.get(name), explicit };
    if (name.startsWith('--')) {
      const found = options.filter(({ flag }) => flag.startsWith(name));
      if (found.length > 1)
        fail(
          'arguments',
          `ambiguous option: ${word} could match ${found.map(({ flag }) => flag).join(', ')}`,
        );
      if (found[0]) return { option: found[0], explicit };
    }
    if (/^-\d+$|^-\d*\.\d+$/.test(word) || word.includes(' ')) return null;
    return { option: undefined, explicit: undefined };
  }

  /** How many plain words stand at `from`, one after the other. */
  const plainAt = (from: number): number => {
    let count = 0;
    while (from + count < args.length && marks[from + count] === null) count++;
    return count;
  };

  function takePositionals(from: number): number {
    let at = from;
    // As many places as can be filled at once; a place for one word without a word stops it.
    while (open.length > 0) {
      const next = open[0] as Positional;
      const there = plainAt(at) > 0;
      if (!there && next.takes !== 'maybe') break;
      open.shift();
      if (there) {
        const word = args[at] as string;
        if (next.choices) checkChoice(next.dest, word, next.choices);
        values[next.dest] = word;
        seen.add(next.dest);
        at++;
      }
    }
    return at;
  }

  function takeOption(at: number, option: Option, explicit: string | undefined): number {
    const takes = option.takes ?? 'one';
    let taken: string[];
    let end = at + 1;
    if (explicit !== undefined) {
      if (takes === 'none')
        fail('arguments', `argument ${option.flag}: ignored explicit argument '${explicit}'`);
      taken = [explicit];
    } else {
      const there = plainAt(end);
      const count = takes === 'none' ? 0 : takes === 'any' || takes === 'some' ? there : Math.min(1, there);
      if (takes === 'one' && count < 1) fail('arguments', `argument ${option.flag}: expected one argument`);
      if (takes === 'some' && count < 1)
        fail('arguments', `argument ${option.flag}: expected at least one argument`);
      taken = args.slice(end, end + count);
      end += count;
    }
    for (const word of taken) {
      if (option.type === 'integer' && parseInteger(word) === undefined)
        fail('arguments', `argument ${option.flag}: invalid int value: '${word}'`);
      if (option.choices) checkChoice(option.flag, word, option.choices);
    }
    seen.add(option.dest);
    if (takes === 'none') values[option.dest] = option.constant ?? true;
    else if (takes === 'any' || takes === 'some') values[option.dest] = taken;
    else if (taken.length === 0) values[option.dest] = option.constant ?? null;
    else values[option.dest] = option.type === 'integer' ? parseInteger(taken[0] as string) : taken[0];
    return end;
  }

  let at = 0;
  while (at < args.length) {
    const mark = marks[at];
    if (mark === null || mark === undefined) {
      const end = takePositionals(at);
      if (end > at) {
        at = end;
        continue;
      }
      const count = plainAt(at);
      rest.push(...args.slice(at, at + count));
      at += count;
    } else if (mark.option) at = takeOption(at, mark.option, mark.explicit);
    else rest.push(args[at++] as string);
  }
  takePositionals(at);
  const missing = [
    ...options.filter(({ required, dest }) => required && !seen.has(dest)).map(({ flag }) => flag),
    ...open.filter(({ takes }) => takes !== 'maybe').map(({ dest }) => dest),
  ];
  if (missing.length > 0) fail('arguments', `the following arguments are required: ${missing.join(', ')}`);
  return { values, rest };
}

function checkChoice(name: string, word: string, choices: readonly string[]): void {
  if (choices.includes(word)) return;
  const rows: string[] = [];
  for (let i = 0; i < choices.length; i += 2)
    rows.push(
      choices
        .slice(i, i + 2)
        .map((choice) => choice.padEnd(40))
        .join(' | '),
    );
  const close = nearest(word, choices);
  const hint =
    close.length > 0
      ? [`\n\nInvalid choice: '${word}', maybe you meant:\n`, ...close.map((choice) => `  * ${choice}`)]
      : [];
  fail(
    'arguments',
    `argument ${name}: ${['Invalid choice, valid choices are:\n', ...rows, ...hint].join('\n')}`,
  );
}
