// Patterns with * and ?, and with policy variables where the policy's version has them.
// A match costs at most pattern length × text length: every run between two stars is searched once, leftmost
// first, which is enough because a later position could only leave less text for the rest.
// Tests: test/policy/glob.test.ts (against a regular expression), test/bench/policy.ts (the growth).

import type { Context } from './context.ts';
import { readTemplate, type Variable, variableValue } from './variables.ts';

/** One character, whichever. */
const ONE = 0;
type Token = string | typeof ONE | Variable;
type Run = readonly Token[];

export type Glob =
  | { readonly kind: 'any' }
  | { readonly kind: 'exact'; readonly text: string }
  | { readonly kind: 'prefix'; readonly text: string }
  | { readonly kind: 'runs'; readonly runs: readonly Run[]; readonly variables: boolean };

const ANY: Glob = { kind: 'any' };

export interface GlobOptions {
  /** ${…} is a variable (Version 2012-10-17), not text. */
  variables?: boolean;
  /** * and ? are wildcards. */
  wildcards?: boolean;
}

export function compileGlob(source: string, { variables = false, wildcards = true }: GlobOptions = {}): Glob {
  const hasVariables = variables && source.includes('${');
  if (!hasVariables && (!wildcards || (!source.includes('*') && !source.includes('?')))) {
    return { kind: 'exact', text: source };
  }
  if (source === '*') return ANY;
  if (!hasVariables && source.indexOf('*') === source.length - 1 && !source.includes('?')) {
    return { kind: 'prefix', text: source.slice(0, -1) };
  }
  const runs: Token[][] = [[]];
  for (const part of hasVariables ? readTemplate(source) : [source]) {
    const run = runs[runs.length - 1] as Token[];
    if (typeof part !== 'string') run.push(part.literal ?? part);
    else if (wildcards) splitWildcards(part, runs);
    else run.push(part);
  }
  return { kind: 'runs', runs: withoutEmptyMiddles(runs), variables: hasVariables };
}

function splitWildcards(text: string, runs: Token[][]): void {
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    const character = text[i];
    if (i < text.length && character !== '*' && character !== '?') continue;
    if (i > start) runs[runs.length - 1]?.push(text.slice(start, i));
    if (character === '?') runs[runs.length - 1]?.push(ONE);
    if (character === '*') runs.push([]);
    start = i + 1;
  }
}

/** `a**b` is `a*b`: only the first and the last run may be empty. */
function withoutEmptyMiddles(runs: Token[][]): Token[][] {
  return runs.filter((run, i) => run.length > 0 || i === 0 || i === runs.length - 1);
}

/** Whether the whole text fits. A variable without value and default fits nothing. */
export function matchesGlob(glob: Glob, text: string, context: Context | null): boolean {
  switch (glob.kind) {
    case 'any':
      return true;
    case 'exact':
      return glob.text === text;
    case 'prefix':
      return text.startsWith(glob.text);
    case 'runs':
      return matchesRuns(glob, text, context);
  }
}

function matchesRuns(glob: Glob & { kind: 'runs' }, text: string, context: Context | null): boolean {
  const runs = glob.variables ? fillIn(glob.runs, context) : glob.runs;
  if (runs === null) return false;
  let needed = 0;
  for (const run of runs) needed += lengthOf(run);
  if (needed > text.length) return false;
  const first = runs[0] as Run;
  if (runs.length === 1) return needed === text.length && fitsAt(first, text, 0);
  const last = runs[runs.length - 1] as Run;
  const end = text.length - lengthOf(last);
  if (!fitsAt(first, text, 0) || !fitsAt(last, text, end)) return false;
  let at = lengthOf(first);
  for (let i = 1; i < runs.length - 1; i++) {
    const run = runs[i] as Run;
    at = find(run, text, at, end);
    if (at < 0) return false;
    at += lengthOf(run);
  }
  return at <= end;
}

function fillIn(runs: readonly Run[], context: Context | null): readonly Run[] | null {
  const filled: Token[][] = [];
  for (const run of runs) {
    const tokens: Token[] = [];
    for (const token of run) {
      if (typeof token !== 'object') {
        tokens.push(token);
        continue;
      }
      const value = variableValue(token, context);
      if (value === undefined) return null;
      tokens.push(value);
    }
    filled.push(tokens);
  }
  return filled;
}

function lengthOf(run: Run): number {
  let length = 0;
  for (const token of run) length += typeof token === 'string' ? token.length : 1;
  return length;
}

function fitsAt(run: Run, text: string, start: number): boolean {
  let at = start;
  for (const token of run) {
    if (typeof token === 'string') {
      if (!text.startsWith(token, at)) return false;
      at += token.length;
    } else at += 1;
  }
  return true;
}

function find(run: Run, text: string, from: number, end: number): number {
  const last = end - lengthOf(run);
  const first = run[0];
  for (let at = from; at <= last; at++) {
    if (typeof first === 'string') {
      at = text.indexOf(first, at);
      if (at < 0 || at > last) return -1;
    }
    if (run.length === 1 || fitsAt(run, text, at)) return at;
  }
  return -1;
}
