// Policy variables: ${aws:username}, ${key, 'default'}, and ${*} ${?} ${$} for the characters themselves.
// Source: IAM User Guide, reference_policies_variables.
// Tests: test/policy

import type { Context } from './context.ts';

export interface Variable {
  readonly key: string;
  readonly lower: string;
  /** Stands in where the key is missing. */
  readonly fallback: string | undefined;
  /** Set for ${*}, ${?} and ${$}: no key at all, but that character. */
  readonly literal: string | undefined;
}

/** Cuts a text into plain parts and variables. An unclosed `${` is plain text. */
export function readTemplate(source: string): (string | Variable)[] {
  const parts: (string | Variable)[] = [];
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf('${', at);
    const close = open < 0 ? -1 : closing(source, open + 2);
    if (close < 0) break;
    if (open > at) parts.push(source.slice(at, open));
    parts.push(readVariable(source.slice(open + 2, close)));
    at = close + 1;
  }
  if (at < source.length) parts.push(source.slice(at));
  return parts;
}

/** A brace inside the quotes of a default value does not close the variable. */
function closing(source: string, from: number): number {
  const plain = source.indexOf('}', from);
  const quote = source.slice(from, plain).indexOf("'");
  if (plain < 0 || quote < 0) return plain;
  const unquote = source.indexOf("'", from + quote + 1);
  return unquote < plain ? plain : source.indexOf('}', unquote);
}

function readVariable(inside: string): Variable {
  const literal = inside === '*' || inside === '?' || inside === '$' ? inside : undefined;
  const comma = inside.indexOf(',');
  const key = (comma < 0 ? inside : inside.slice(0, comma)).trim();
  const rest = comma < 0 ? '' : inside.slice(comma + 1).trim();
  const quoted = rest.length > 1 && rest.startsWith("'") && rest.endsWith("'");
  return { key, lower: key.toLowerCase(), fallback: quoted ? rest.slice(1, -1) : undefined, literal };
}

/** A key with several values cannot be a variable: it counts as missing. */
export function variableValue(variable: Variable, context: Context | null): string | undefined {
  const seen = context?.get(variable.key, variable.lower);
  const value = typeof seen === 'object' ? (seen.length === 1 ? seen[0] : undefined) : seen;
  return value ?? variable.fallback;
}
