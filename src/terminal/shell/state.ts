// What a shell keeps from one line to the next, and how it is handed over: variables, functions, aliases, where one is.
// Pure. Tests: test/terminal/shell.test.ts.

export interface ShellState {
  cwd: string;
  previous: string;
  /** Exit code of the last line. */
  status: number;
  /** `declare` lines of variables and arrays. */
  variables: string;
  /** Functions by name, as text. */
  functions: Readonly<Record<string, string>>;
  aliases: Readonly<Record<string, string>>;
  /** Variables that commands see; for the prompt and for completion. */
  exported: Readonly<Record<string, string>>;
}

export const home = '/home/learner';

export function firstState(variables: Readonly<Record<string, string>>): ShellState {
  const exported = { HOME: home, USER: 'learner', SHELL: '/bin/bash', PATH: '/usr/bin:/bin', ...variables };
  return {
    cwd: home,
    previous: home,
    status: 0,
    variables: Object.entries(exported)
      .map(([name, value]) => `declare -x ${name}=${quoted(value)}`)
      .join('\n'),
    functions: {},
    aliases: {},
    exported,
  };
}

export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Variables that the shell itself sets. */
const own =
  /^declare -\S+ (\?|_|BASH\w*|SHELLOPTS|PIPESTATUS|PWD|OLDPWD|IFS|OSTYPE|MACHTYPE|HOSTTYPE|HOSTNAME|OPTIND|OPTARG|RANDOM|SECONDS|LINENO|PPID|UID|EUID|FUNCNAME|DIRSTACK|GROUPS|SHLVL)(=|$)/;

/** What `declare -p` printed, without what belongs to the shell. */
export function keptVariables(printed: string): string {
  return (
    printed
      .split('\n')
      .filter((line) => line.startsWith('declare ') && !own.test(line))
      // just-bash reads a list behind `declare` without its quotation marks; on its own it reads it as bash does.
      .map((line) => line.replace(/^(declare -\S*[aA]\S* (\w+))=(\(.*\))$/s, '$1\n$2=$3'))
      .join('\n')
  );
}

/** What stands before a line so that it finds everything as the last one left it. */
export function prelude({ variables, functions, aliases, status }: ShellState): string {
  const lines = ['shopt -s expand_aliases', variables, ...Object.values(functions)];
  for (const [name, value] of Object.entries(aliases)) lines.push(`alias ${name}=${quoted(value)}`);
  lines.push(`${statusCommand} ${status}`);
  return lines.filter((line) => line !== '').join('\n');
}

/** Names of the two commands that hand the state over; no learner types them. */
export const statusCommand = '__rootless_status';
export const endCommand = '__rootless_end';
export const epilogue = `${endCommand} "$?" "$(declare -p)"`;
