// Action and NotAction: lists of `service:Name` patterns, in any letter case.
// Grouped by service, so that a request looks only at the patterns of its own.
// Tests: test/policy/action.test.ts

import { compileGlob, type Glob, matchesGlob } from './glob.ts';
import type { OneOrMany, StatementJson } from './types.ts';

export interface ActionList {
  readonly element: 'Action' | 'NotAction';
  readonly patterns: readonly string[];
  /** Built when first asked. */
  index: ActionIndex | null;
}

interface ActionIndex {
  /** The pattern `*`, or one whose service has a wildcard. */
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
  return { element, patterns: asList(statement[element]), index: null };
}

/** Where in the list the first pattern stands that fits a lower-case action, or -1. */
export function findAction(list: ActionList, action: string): number {
  list.index ??= buildIndex(list.patterns);
  const { open, services } = list.index;
  const group = services.get(action.slice(0, action.indexOf(':')));
  const exact = group?.exact.get(action);
  if (exact !== undefined) return exact;
  if (group) {
    for (const { glob, at } of group.globs) if (matchesGlob(glob, action, null)) return at;
  }
  for (const { glob, at } of open) if (matchesGlob(glob, action, null)) return at;
  return -1;
}

/** Whether the element as written covers the action. */
export function coversAction(list: ActionList, action: string): boolean {
  return findAction(list, action) >= 0 === (list.element === 'Action');
}

function buildIndex(patterns: readonly string[]): ActionIndex {
  const open: Numbered[] = [];
  const services = new Map<string, ServicePatterns>();
  for (const [at, source] of patterns.entries()) {
    const lower = source.toLowerCase();
    const colon = lower.indexOf(':');
    const service = colon < 0 ? null : lower.slice(0, colon);
    // Only stars may stand without a service: AWS refuses anything else, so it grants nothing here.
    if (service === null && !/^\*+$/.test(lower)) continue;
    if (service === null || service.includes('*') || service.includes('?')) {
      const glob = compileGlob(lower);
      open.push({ glob, at });
      // What stands after `*` adds nothing.
      if (glob.kind === 'any') break;
      continue;
    }
    let group = services.get(service);
    if (!group) {
      group = { exact: new Map(), globs: [] };
      services.set(service, group);
    }
    const glob = compileGlob(lower);
    if (glob.kind !== 'exact') group.globs.push({ glob, at });
    else if (!group.exact.has(lower)) group.exact.set(lower, at);
  }
  return { open, services };
}
