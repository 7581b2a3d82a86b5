// Reads a YAML content file against a schema. What is wrong is said with file, line, column and what to write
// instead. Build and command line only. Tests: test/exercise/content.test.ts.
import type { z } from 'astro/zod';
import { isMap, isScalar, LineCounter, type Node, type Pair, parseDocument } from 'yaml';
import { ScenarioError } from '../practice/index.ts';

export interface ContentError {
  file: string;
  /** From 1. */
  line: number;
  column: number;
  /** Where in the file: 'tasks.2.goal'. Empty where the file is no YAML. */
  path: string;
  message: string;
  hint: string;
}

export type Content<T> = { ok: true; value: T; place: Place } | { ok: false; errors: ContentError[] };

/** Line and column of a part of the file, for errors that are found later. */
export type Place = (path: readonly PropertyKey[]) => { line: number; column: number };

export function readContent<S extends z.ZodType>(
  text: string,
  file: string,
  schema: S,
): Content<z.output<S>> {
  const lines = new LineCounter();
  const yaml = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  if (yaml.errors.length > 0) {
    return {
      ok: false,
      errors: yaml.errors.map((error) => ({
        file,
        ...at(error.pos[0]),
        path: '',
        message: error.message.split('\n')[0] as string,
        hint: 'This is not valid YAML. Look at indentation, colons and quotation marks on this line and the one before.',
      })),
    };
  }
  const place: Place = (path) => at(offsetOf(yaml.contents, path));
  const result = schema.safeParse(yaml.toJS());
  if (result.success) return { ok: true, value: result.data, place };
  const issues = result.error.issues.flatMap((issue) => innermost(issue));
  return {
    ok: false,
    errors: issues.map((issue) => {
      // A key too many is said at that key.
      const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] as string] : issue.path;
      return {
        file,
        ...place(path),
        path: path.map(String).join('.'),
        message: say(issue, result.data === undefined ? valueAt(yaml.toJS(), issue.path) : undefined),
        hint: hintFor(schema, issue),
      };
    }),
  };
}

export function formatError({ file, line, column, path, message, hint }: ContentError): string {
  return `${file}:${line}:${column} ${path === '' ? '' : `${path}: `}${message}\n    ${hint}`;
}

/**
 * A scenario that its account refuses, as a mistake in its file.
 * @param error what `materialise` threw
 */
export function scenarioMistake(error: unknown, file: string, place: Place): ContentError {
  if (!(error instanceof ScenarioError)) throw error;
  const { path, message, hint } = error;
  return { file, ...place(path), path: path.join('.'), message, hint };
}

type Issue = z.core.$ZodIssue;

/** Of the branches of a union those that went furthest. */
function innermost(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const branches = issue.errors.map((branch) =>
    branch.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }) as Issue),
  );
  const depth = (branch: Issue[]): number => Math.max(...branch.map(({ path }) => path.length));
  const deepest = branches.reduce((best, branch) => (depth(branch) > depth(best) ? branch : best));
  return depth(deepest) > issue.path.length ? deepest.flatMap(innermost) : [issue];
}

function say(issue: Issue, value: unknown): string {
  const found = value === undefined ? 'nothing' : JSON.stringify(value);
  const short = found.length > 60 ? `${found.slice(0, 57)}…` : found;
  switch (issue.code) {
    case 'unrecognized_keys':
      return `«${issue.keys.join('», «')}» is not known here`;
    case 'custom':
      return issue.message;
    default:
      return value === undefined ? 'this is missing' : `${short} does not fit`;
  }
}

function hintFor(schema: z.ZodType, issue: Issue): string {
  if (issue.code === 'unrecognized_keys') {
    const keys = keysOf(schemaAt(schema, issue.path));
    return keys.length > 0 ? `Known here: ${keys.join(', ')}.` : 'Take it away.';
  }
  // A schema's own rule may bring its own hint; without one it is about two places that do not agree.
  const hint = issue.code === 'custom' ? issue.params?.hint : undefined;
  if (typeof hint === 'string') return hint;
  if (issue.code === 'custom' && !issue.message.startsWith('a goal')) return 'Change one of the two places.';
  for (let length = issue.path.length; length > 0; length--) {
    const description = schemaAt(schema, issue.path.slice(0, length))?.description;
    if (description) return `Expected: ${description}.`;
  }
  return `Expected: ${issue.message}.`;
}

interface AnySchema {
  description?: string | undefined;
  def: {
    type: string;
    innerType?: AnySchema;
    /** Of a pipe, which a transform makes: what goes in. */
    in?: AnySchema;
    getter?: () => AnySchema;
    shape?: Record<string, AnySchema>;
    element?: AnySchema;
    items?: AnySchema[];
    valueType?: AnySchema;
    options?: AnySchema[];
  };
}

/** The schema of a part; of a union the first branch that has such a part. */
function schemaAt(schema: z.ZodType, path: readonly PropertyKey[]): AnySchema | undefined {
  let found: AnySchema | undefined = schema as unknown as AnySchema;
  for (const key of path) {
    if (!found) return undefined;
    found = stepInto(found, key);
  }
  return found;
}

function stepInto(schema: AnySchema, key: PropertyKey): AnySchema | undefined {
  const { def } = schema;
  if (def.options) {
    for (const option of def.options) {
      const found = stepInto(option, key);
      if (found) return found;
    }
    return undefined;
  }
  const inner = def.innerType ?? def.in ?? def.getter?.();
  if (inner) return stepInto(inner, key);
  return def.shape?.[String(key)] ?? def.items?.[Number(key)] ?? def.element ?? def.valueType;
}

function keysOf(schema: AnySchema | undefined): string[] {
  if (!schema) return [];
  const inner = schema.def.innerType ?? schema.def.in ?? schema.def.getter?.();
  if (inner) return keysOf(inner);
  if (schema.def.options) return schema.def.options.flatMap(keysOf);
  return Object.keys(schema.def.shape ?? {});
}

/** Of the value at a path; where there is none, of what is nearest to it. */
function offsetOf(contents: unknown, path: readonly PropertyKey[]): number {
  let node = contents as Node | null;
  let offset = node?.range?.[0] ?? 0;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find(
        (item: Pair) => isScalar(item.key) && String(item.key.value) === String(key),
      );
      if (!pair) return offset;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value as Node | null;
    } else {
      const items = (node as { items?: Node[] } | null)?.items;
      const item = items?.[Number(key)];
      if (!item) return offset;
      offset = item.range?.[0] ?? offset;
      node = item;
    }
  }
  return offset;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (found, key) => (found as Record<PropertyKey, unknown> | null | undefined)?.[key],
    value,
  );
}
