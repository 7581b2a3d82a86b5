// Reads YAML against a schema and names every mistake with its file, line, field, what was expected, and a hint.
// Pure text in, problems out; used by the site's build and by `rootless check`. Tests: test/course/yaml.
import type { z } from 'astro/zod';
import { isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml';

export interface ContentProblem {
  file: string;
  line: number;
  column: number;
  /** As in `items[2].options[0].why`; empty for the whole file. */
  field: string;
  expected: string;
  hint: string;
}

export type ContentReading<T> =
  | { ok: true; data: T; lineOf: (path: Path) => number }
  | { ok: false; problems: ContentProblem[] };

type Path = readonly PropertyKey[];

/** `items[2].why` for a path. */
export function fieldName(path: Path): string {
  return path
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : index === 0 ? String(part) : `.${String(part)}`,
    )
    .join('');
}

export function problemText({ file, line, column, field, expected, hint }: ContentProblem): string {
  return `${file}:${line}:${column} ${field ? `«${field}»: ` : ''}expected ${expected}.\n    ${hint}`;
}

/** Thrown to stop the build: every problem at once. */
export class ContentError extends Error {
  readonly problems: readonly ContentProblem[];

  constructor(problems: readonly ContentProblem[]) {
    super(`The content has mistakes:\n  ${problems.map(problemText).join('\n  ')}`);
    this.name = 'ContentError';
    this.problems = problems;
  }
}

/**
 * @param firstLine the line of the file on which `text` starts (front matter starts on the second)
 */
export function readYaml<S extends z.ZodType>(
  text: string,
  file: string,
  schema: S,
  firstLine = 1,
): ContentReading<z.output<S>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1) + firstLine - 1, column: Math.max(col, 1) };
  };
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      file,
      ...at(error.pos[0]),
      field: '',
      expected: 'YAML that can be read',
      hint: `${error.message} Texts with «: » or «#» in them, or that begin with «*», «&», «!» or a backtick, want quotes.`,
    }));
    return { ok: false, problems };
  }
  const lineOf = (path: Path): number => at(offsetOf(document.contents, path)).line;
  const result = schema.safeParse(document.toJS());
  if (result.success) return { ok: true, data: result.data, lineOf };
  const problems = result.error.issues
    .flatMap((issue) => problemsOf(issue))
    .map(({ path, expected, hint }) => ({
      file,
      ...at(offsetOf(document.contents, path)),
      field: fieldName(path),
      expected,
      hint,
    }));
  return { ok: false, problems };
}

/** Where the node at a path starts; where it is missing, its nearest parent. */
function offsetOf(root: Node | null, path: Path): number {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === part);
      if (!pair) return offset;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else {
      const child = (node as { items?: unknown[] } | null)?.items?.[part as number];
      if (child === undefined) return offset;
      node = child;
      offset = (node as Node).range?.[0] ?? offset;
    }
  }
  return offset;
}

interface Said {
  path: Path;
  expected: string;
  hint: string;
}

/** Zod's issue in the words of somebody who writes lessons. */
function problemsOf(issue: z.core.$ZodIssue): Said[] {
  const path = issue.path;
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? [{ path, expected: nameOf(issue.expected), hint: `«${fieldName(path)}» is missing: add it.` }]
        : [
            {
              path,
              expected: nameOf(issue.expected),
              hint: `It is ${describe(issue.input)}. ${quotes(issue.expected)}`.trim(),
            },
          ];
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        expected: 'a field that is known here',
        hint: `«${key}» is not one. Look at a neighbouring file for the spelling.`,
      }));
    case 'invalid_value':
      return [
        { path, expected: `one of ${issue.values.join(', ')}`, hint: `It is ${describe(issue.input)}.` },
      ];
    case 'invalid_union': {
      const options = 'discriminator' in issue ? String(issue.discriminator) : '';
      return options
        ? [
            {
              path,
              expected: `a known «${options}»`,
              hint: `Look at the other items for the kinds there are.`,
            },
          ]
        : issue.errors.flat().flatMap((inner) => problemsOf({ ...inner, path: [...path, ...inner.path] }));
    }
    default:
      return [{ path, expected: issue.message, hint: `It is ${describe(issue.input)}.` }];
  }
}

const nameOf = (type: string): string =>
  ({
    string: 'a text',
    number: 'a number',
    boolean: 'true or false',
    array: 'a list',
    object: 'fields with values',
  })[type] ?? type;

function describe(value: unknown): string {
  if (value === undefined) return 'not what stands here';
  if (value === null) return 'empty';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'a set of fields';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

const quotes = (expected: string): string =>
  expected === 'string' ? 'Numbers, dates, true and false want quotes to be a text.' : '';
