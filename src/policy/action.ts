// Action and NotAction: lists of `service:Name` patterns, in any letter case.
// AWS's own policies list thousands of actions, and most are asked about once, so the first questions just read
// through the list; a list that is asked again and again is indexed by service.
// Tests: test/policy

import { compileGlob, type Glob, matchesGlob } from './glob.ts';
import type { OneOrMany, StatementJson } from './types.ts';

export interface ActionList {
  readonly element: 'Action' | 'NotAction';
  readonly patterns: readonly string[];
  asked: number;
  index: ActionIndex | null;
}

interface ActionIndex {
  /** `*`, and patterns whose service has a wildcard. */
  readonly open: readonly Numbered[];
  readonly services: ReadonlyMap<string, ServicePatterns>;
}

interface ServicePatterns {
  readonly exact: Map<string, number>;
  readonly globs: Numbered[];
}

interface Numbered {
  readonly glob: Glob;
  readonly at: number;
}

export function asList<T>(value: OneOrMany<T> | undefined): readonly T[] {
  return value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

export function actionList(statement: StatementJson): ActionList {
  const element = statement.NotAction === undefined ? 'Action' : 'NotAction';
  return { element, patterns: asList(statement[element]), asked: 0, index: null };
}

/** Whether the element as written covers an action, given in lower case. */
export function coversAction(list: ActionList, action: string): boolean {
  return findAction(list, action) >= 0 === (list.element === 'Action');
}

const READ_THROUGH = 3;

/** Where in the list a pattern stands that fits, or -1. */
export function findAction(list: ActionList, action: string): number {
  if (list.index === null && list.asked++ < READ_THROUGH) return readThrough(list.patterns, action);
  list.index ??= buildIndex(list.patterns);
  const { open, services } = list.index;
  const group = services.get(action.slice(0, action.indexOf(':')));
  const exact = group?.exact.get(action);
  if (exact !== undefined) return exact;
  return firstFit(group?.globs, action) ?? firstFit(open, action) ?? -1;
}

function firstFit(patterns: readonly Numbered[] | undefined, action: string): number | undefined {
  return patterns?.find(({ glob }) => matchesGlob(glob, action, null))?.at;
}

function readThrough(patterns: readonly string[], action: string): number {
  const first = action.charCodeAt(0);
  for (let at = 0; at < patterns.length; at++) {
    const pattern = patterns[at] as string;
    // 0x20 is what tells a capital letter from a small one; * and ? keep their codes.
    const start = pattern.charCodeAt(0);
    if ((start | 0x20) !== first && start !== 42 && start !== 63) continue;
    const lower = pattern.toLowerCase();
    if (lower === action || (isPattern(lower) && matchesGlob(compileGlob(lower), action, null))) return at;
  }
  return -1;
}

/** Only stars may stand without a service: AWS refuses anything else, so it grants nothing here. */
function isPattern(lower: string): boolean {
  return (lower.includes('*') || lower.includes('?')) && (lower.includes(':') || /^\*+$/.test(lower));
}

function buildIndex(patterns: readonly string[]): ActionIndex {
  const open: Numbered[] = [];
  const services = new Map<string, ServicePatterns>();
  for (const [at, source] of patterns.entries()) {
    const lower = source.toLowerCase();
    const colon = lower.indexOf(':');
    const service = colon < 0 ? '*' : lower.slice(0, colon);
    const glob = compileGlob(lower);
    if (service.includes('*') || service.includes('?')) {
      if (isPattern(lower)) open.push({ glob, at });
      // What stands after `*` adds nothing.
      if (glob.kind === 'any') break;
      continue;
    }
    let group = services.get(service);
    if (!group) {
      group = { exact: new Map(), globs: [] };
      services.set(service, group);
    }
    if (glob.kind !== 'exact') group.globs.push({ glob, at });
    else if (!group.exact.has(lower)) group.exact.set(lower, at);
  }
  return { open, services };
}
