// Tab: commands, operations, parameters, their values, files, and names that are in the account.
// Tests: test/terminal/shell.test.ts.
import { globalOptions } from '../aws/globals.ts';
import { commands, loadModel } from '../aws/model.ts';
import { operationOptions } from '../aws/parameters.ts';
import { existingNames } from './names.ts';
import type { Shell } from './shell.ts';

export interface Completion {
  /** What the word can become, in order; `final` ones get a space behind them. */
  words: { text: string; final: boolean }[];
  /** Where in the line the word begins. */
  from: number;
}

const builtins =
  'alias attempt aws awk base64 basename bash cat cd chmod clear cp cut date diff dirname du echo env exit export false find for function grep gunzip gzip head help history if jq less ln ls md5sum mkdir mv printenv printf pwd read rev rm rmdir sed seq set sha256sum sleep sort source split stat tac tail tar tee test time timeout touch tr tree true type unalias uniq unset wc which while whoami xargs yq'.split(
    ' ',
  );

/** @param line up to the cursor */
export async function completeLine(shell: Shell, line: string): Promise<Completion> {
  const { words, current, from } = lastCommand(line);
  if (words.length === 0 && !current.includes('/')) {
    const functions = Object.keys(shell.state.functions).flatMap((names) => names.split(' '));
    return pick([...builtins, ...functions, ...Object.keys(shell.state.aliases)], current, from);
  }
  if (current.startsWith('$')) {
    const names = Object.keys(shell.state.exported).map((name) => `$${name}`);
    return pick(names, current, from);
  }
  if (words[0] === 'aws') {
    const found = await completeAws(shell, words.slice(1), current);
    if (found) return pick(found, current, from);
  }
  return completePath(shell, current, from);
}

function pick(candidates: readonly string[], current: string, from: number): Completion {
  const words = [...new Set(candidates)].filter((word) => word.startsWith(current)).sort();
  return { words: words.map((text) => ({ text, final: true })), from };
}

/** The words of the command that the cursor is in, without the one being typed. */
function lastCommand(line: string): { words: string[]; current: string; from: number } {
  const start = Math.max(...['|', ';', '&', '(', '`', '\n', '{'].map((mark) => line.lastIndexOf(mark))) + 1;
  const text = line.slice(start);
  const words = text.match(/(?:[^\s"']+|"[^"]*"?|'[^']*'?)+/g) ?? [];
  const open = /\s$/.test(text) || text === '' ? '' : (words.pop() ?? '');
  // Assignments before a command are not the command: AWS_PROFILE=anna aws …
  while (words[0] !== undefined && /^\w+=/.test(words[0])) words.shift();
  return { words, current: open, from: line.length - open.length };
}

async function completeAws(
  shell: Shell,
  words: readonly string[],
  current: string,
): Promise<string[] | undefined> {
  const version = shell.environment().version;
  const plain = words.filter((word) => !word.startsWith('-'));
  const [command, chosen] = plain;
  const globals = globalOptions(version);
  const last = words.at(-1);
  if (last === '--output') return [...(globals.find(({ flag }) => flag === '--output')?.choices ?? [])];
  if (command === undefined)
    return current.startsWith('-')
      ? globals.map(({ flag }) => flag)
      : [...Object.keys(commands), 's3', 'configure', 'help'];
  if (command === 's3' && chosen === undefined)
    return ['ls', 'mb', 'rb', 'cp', 'mv', 'rm', 'sync', 'presign'];
  if (command === 'configure' && chosen === undefined) return ['get', 'list', 'set'];
  const service = commands[command];
  if (service === undefined) return undefined;
  const model = await loadModel(service);
  if (chosen === undefined) return [...model.operations.keys(), 'wait', 'help'];
  const operation = model.operations.get(chosen);
  if (operation === undefined) return undefined;
  const { parameters } = operationOptions(model, command, operation);
  if (current.startsWith('-')) {
    const used = new Set(words);
    const own = parameters
      .filter(({ hidden }) => !hidden)
      .flatMap(({ options }) => options.map(({ flag }) => flag));
    return [...own, ...globals.map(({ flag }) => flag)].filter((flag) => !used.has(flag));
  }
  const flag = words.findLast((word) => word.startsWith('--'));
  const parameter = parameters.find(({ options }) => options.some((option) => option.flag === flag));
  if (!parameter || last === undefined) return undefined;
  const takesMore = parameter.shape?.kind === 'list' || last === flag;
  if (!takesMore) return undefined;
  const values = parameter.shape?.enum ?? parameter.choices;
  if (values) return [...values];
  return existingNames(shell.environment(), service, parameter.member ?? '', words);
}

async function completePath(shell: Shell, current: string, from: number): Promise<Completion> {
  const prefix = /^fileb?:\/\//.exec(current)?.[0] ?? '';
  const path = current.slice(prefix.length);
  const slash = path.lastIndexOf('/');
  const folder = path.slice(0, slash + 1);
  const typed = path.slice(slash + 1);
  const { cwd, exported } = shell.state;
  const base = shell.fs.resolvePath(cwd, folder.replace(/^~(?=\/)/, exported.HOME ?? '') || '.');
  const names = await shell.fs.readdir(base).catch(() => []);
  const words: Completion['words'] = [];
  for (const name of names.sort()) {
    if (!name.startsWith(typed) || (name.startsWith('.') && !typed.startsWith('.'))) continue;
    const info = await shell.fs.stat(`${base}/${name}`).catch(() => undefined);
    const directory = info?.isDirectory === true;
    words.push({ text: `${prefix}${folder}${name}${directory ? '/' : ''}`, final: !directory });
  }
  return { words, from };
}
