// Amazon Resource Names: six parts, of which the last may contain colons, and patterns over them.
// A wildcard does not cross a colon, except in the last part. Source: IAM User Guide, reference_identifiers
// (a resource pattern with fewer than six parts is completed with *).
// Tests: test/policy/arn.test.ts

import type { Context } from './context.ts';
import { compileGlob, type Glob, matchesGlob } from './glob.ts';

export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

export function parseArn(text: string): Arn | null {
  if (!text.startsWith('arn:')) return null;
  const parts = splitArn(text);
  if (parts.length < 6) return null;
  const [, partition = '', service = '', region = '', account = '', resource = ''] = parts;
  return { partition, service, region, account, resource };
}

/** At most six parts. A colon inside ${…} does not separate. */
export function splitArn(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let i = 0; i < text.length && parts.length < 5; i++) {
    const code = text.charCodeAt(i);
    if (code === 36 /* $ */ && text.charCodeAt(i + 1) === 123 /* { */) {
      const close = text.indexOf('}', i);
      if (close > 0) i = close;
    } else if (code === 58 /* : */) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

export type ArnPattern =
  | { readonly kind: 'any' }
  | { readonly kind: 'exact'; readonly text: string }
  /** Five parts without wildcards, colons included, then a pattern for the sixth. */
  | { readonly kind: 'tail'; readonly head: string; readonly glob: Glob }
  /** `open`: the parts that are missing are completed with `*`. */
  | { readonly kind: 'parts'; readonly parts: readonly Glob[]; readonly open: boolean };

export interface ArnPatternOptions {
  variables: boolean;
  /** Complete a pattern of fewer than six parts: so in Resource, not in conditions. */
  complete: boolean;
}

export function compileArnPattern(source: string, { variables, complete }: ArnPatternOptions): ArnPattern {
  if (source === '*') return { kind: 'any' };
  const parts = splitArn(source);
  const whole = parts.length === 6;
  const tail = parts[5] ?? '';
  const head = source.slice(0, source.length - tail.length);
  if (whole && !/[*?]/.test(head) && !(variables && head.includes('${'))) {
    const glob = compileGlob(tail, { variables });
    return glob.kind === 'exact' ? { kind: 'exact', text: source } : { kind: 'tail', head, glob };
  }
  return {
    kind: 'parts',
    parts: parts.map((part) => compileGlob(part, { variables })),
    open: complete && !whole,
  };
}

export function matchesArn(pattern: ArnPattern, text: string, context: Context | null): boolean {
  switch (pattern.kind) {
    case 'any':
      return true;
    case 'exact':
      return pattern.text === text;
    case 'tail':
      return text.startsWith(pattern.head) && matchesGlob(pattern.glob, text, context, pattern.head.length);
    case 'parts':
      return matchesParts(pattern.parts, pattern.open, text, context);
  }
}

function matchesParts(globs: readonly Glob[], open: boolean, text: string, context: Context | null): boolean {
  if (globs.length < 6 && !open) return false;
  let start = 0;
  for (let i = 0; i < 6; i++) {
    const end = i < 5 ? text.indexOf(':', start) : text.length;
    if (end < 0) return false;
    const glob = globs[i];
    if (glob && glob.kind !== 'any' && !matchesGlob(glob, text.slice(start, end), context)) return false;
    start = end + 1;
  }
  return true;
}
