// Reading a line without running it: whether it is complete, what is wrong with it, which functions it defines.
// Tests: test/terminal/shell.test.ts.
import { Bash } from 'just-bash';

export interface Syntax {
  /** Functions by name, as text. */
  functions: Record<string, string>;
  /** What cannot be read. */
  error?: string;
}

let reader: { bash: Bash; found: Record<string, string> } | undefined;

/** A bash that only reads: its transformation keeps the definitions of functions. */
function syntaxReader(): { bash: Bash; found: Record<string, string> } {
  if (reader) return reader;
  const bash = new Bash();
  const made = { bash, found: {} as Record<string, string> };
  bash.registerTransformPlugin({
    name: 'functions',
    transform: ({ ast }) => ({
      ast: {
        ...ast,
        statements: ast.statements.filter(({ pipelines }) =>
          pipelines.some(({ commands }) => commands.some(({ type }) => type === 'FunctionDef')),
        ),
      },
    }),
  });
  reader = made;
  return made;
}

export function readSyntax(text: string): Syntax {
  try {
    const { script, ast } = syntaxReader().bash.transform(text);
    const functions: Record<string, string> = {};
    const names = ast.statements.flatMap(({ pipelines }) =>
      pipelines.flatMap(({ commands }) =>
        commands.flatMap((command) => (command.type === 'FunctionDef' ? [command.name] : [])),
      ),
    );
    // Definitions of one line stand together under the first one's name, in their order.
    const [first] = names;
    if (first !== undefined) functions[names.join(' ')] = script;
    return { functions };
  } catch (error) {
    return { functions: {}, error: error instanceof Error ? error.message : String(error) };
  }
}

export function isUnfinished(text: string): boolean {
  if (/(^|[^\\])(\\\\)*\\$/.test(text) || /(\||&&)\s*$/.test(text)) return true;
  const { error } = readSyntax(text);
  if (error !== undefined) return /got EOF|while looking for matching/.test(error);
  return openHereDocument(text);
}

/** `cat <<EOF` whose EOF has not come yet. */
function openHereDocument(text: string): boolean {
  const lines = text.split('\n');
  for (const [index, line] of lines.entries())
    for (const [, dash, , word] of line.matchAll(/(?<!<)<<(-?)(?!<)\s*(["']?)([A-Za-z_]\w*)\2/g)) {
      const rest = lines.slice(index + 1).map((one) => (dash ? one.replace(/^\t+/, '') : one));
      if (!rest.includes(word as string)) return true;
    }
  return false;
}
