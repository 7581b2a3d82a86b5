// Patterns with * and ?, and with policy variables where the policy's version has them.
// A match costs at most pattern length × text length: every run between two stars is searched once, leftmost
// first, which is enough because a later position could only leave less text for the rest.
// Tests: test/policy/glob.test.ts (against a regular expression), test/bench/policy.ts (the growth).

import type { Context } from './context.ts';
import { readTemplate, type Variable, variableValue } from './variables.ts';

/** One character, whichever. */
const ONE = 0;
type Token = string | typeof ONE | Variable;

/** What stands between two stars. */
interface Run {
  readonly tokens: Token[];
  /** Characters it takes; -1 where a variable decides. */
  length: number;
}

export type Glob =
  | { readonly kind: 'any' }
  | { readonly kind: 'exact'; readonly text: string }
  | { readonly kind: 'prefix'; readonly text: string }
  | { readonly kind: 'runs'; readonly runs: readonly Run[]; readonly least: number }
  /** Very long: taken apart only when a text comes that is long enough for it. */
  | { readonly kind: 'late'; readonly source: string; readonly least: number; runs: readonly Run[] | null };

const LONG = 8192;

const ANY: Glob = { kind: 'any' };

export interface GlobOptions {
  /** ${…} is a variable (Version 2012-10-17), not text. */
  variables?: boolean;
  /** * and ? are wildcards. */
  wildcards?: boolean;
}

export function compileGlob(source: string, { variables = false, wildcards = true }: GlobOptions = {}): Glob {
  const hasVariables = variables && source.includes('${');
  if (!hasVariables) {
    const star = wildcards ? source.indexOf('*') : -1;
    const one = wildcards && source.includes('?');
    if (star < 0 && !one) return { kind: 'exact', text: source };
    if (source === '*') return ANY;
    if (star === source.length - 1 && !one) return { kind: 'prefix', text: source.slice(0, -1) };
    if (source.length > LONG) return { kind: 'late', source, least: withoutStars(source), runs: null };
  }
  const runs: Run[] = [{ tokens: [], length: 0 }];
  for (const part of hasVariables ? readTemplate(source) : [source]) {
    if (typeof part !== 'string') append(runs, part.literal ?? part);
    else if (wildcards) splitWildcards(part, runs);
    else append(runs, part);
  }
  let least = 0;
  for (const { length } of runs) least += Math.max(0, length);
  return { kind: 'runs', runs, least };
}

function withoutStars(source: string): number {
  let length = 0;
  for (let i = 0; i < source.length; i++) if (source.charCodeAt(i) !== 42) length += 1;
  return length;
}

function append(runs: Run[], token: Token): void {
  const run = runs[runs.length - 1] as Run;
  run.tokens.push(token);
  if (typeof token === 'object') run.length = -1;
  else if (run.length >= 0) run.length += token === ONE ? 1 : token.length;
}

function splitWildcards(text: string, runs: Run[]): Run[] {
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    const code = text.charCodeAt(i);
    const star = code === 42;
    if (i < text.length && !star && code !== 63 /* ? */) continue;
    if (i > start) append(runs, text.slice(start, i));
    if (star) {
      // `a**b` is `a*b`: only the first and the last run may be empty.
      if (runs.length === 1 || runs[runs.length - 1]?.tokens.length !== 0)
        runs.push({ tokens: [], length: 0 });
    } else if (i < text.length) append(runs, ONE);
    start = i + 1;
  }
  return runs;
}

/** Whether the text from an offset on fits. A variable without value and default fits nothing. */
export function matchesGlob(glob: Glob, text: string, context: Context | null, from = 0): boolean {
  switch (glob.kind) {
    case 'any':
      return true;
    case 'exact':
      return glob.text.length === text.length - from && text.startsWith(glob.text, from);
    case 'prefix':
      return text.startsWith(glob.text, from);
    case 'runs':
      return glob.least <= text.length - from && matchesRuns(glob.runs, text, context, from);
    case 'late':
      if (glob.least > text.length - from) return false;
      glob.runs ??= splitWildcards(glob.source, [{ tokens: [], length: 0 }]);
      return matchesRuns(glob.runs, text, context, from);
  }
}

function matchesRuns(runs: readonly Run[], text: string, context: Context | null, from: number): boolean {
  let at = after(runs[0] as Run, text, from, context);
  if (at < 0 || runs.length === 1) return at === text.length;
  const last = runs[runs.length - 1] as Run;
  const end = text.length - lengthOf(last, context);
  if (end < at || after(last, text, end, context) < 0) return false;
  for (let i = 1; i < runs.length - 1; i++) {
    const run = runs[i] as Run;
    const start = find(run, text, at, end, context);
    if (start < 0) return false;
    at = start + lengthOf(run, context);
  }
  return true;
}

/** Where the run ends if it fits here, else -1. */
function after(run: Run, text: string, start: number, context: Context | null): number {
  let at = start;
  for (const token of run.tokens) {
    if (token === ONE) {
      at += 1;
      continue;
    }
    const literal = typeof token === 'string' ? token : variableValue(token, context);
    if (literal === undefined || !text.startsWith(literal, at)) return -1;
    at += literal.length;
  }
  return at <= text.length ? at : -1;
}

/** Infinite where a variable has no value: nothing is that long. */
function lengthOf(run: Run, context: Context | null): number {
  if (run.length >= 0) return run.length;
  let length = 0;
  for (const token of run.tokens) {
    length +=
      token === ONE
        ? 1
        : ((typeof token === 'string' ? token : variableValue(token, context))?.length ?? Infinity);
  }
  return length;
}

function find(run: Run, text: string, from: number, end: number, context: Context | null): number {
  const last = end - lengthOf(run, context);
  const [first] = run.tokens;
  for (let at = from; at <= last; at++) {
    if (typeof first === 'string') {
      at = text.indexOf(first, at);
      if (at < 0 || at > last) return -1;
      if (run.tokens.length === 1) return at;
    }
    if (after(run, text, at, context) >= 0) return at;
  }
  return -1;
}
