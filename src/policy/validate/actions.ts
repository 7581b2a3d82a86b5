// Checks of Action, NotAction, Resource and NotResource against the tables of the services.

import type { ActionEntry } from '../../data/actions/index.ts';
import { splitArn } from '../arn.ts';
import { compileGlob, matchesGlob } from '../glob.ts';
import { overlapsArn } from '../overlap.ts';
import { rcpServices } from '../quirks.ts';
import { type ActionTables, items, type Subject } from './finding.ts';

/** `service` and `name` in lower case; null: not of the form of an action. */
export function splitAction(action: string): { service: string; name: string } | null {
  const found = /^([A-Za-z0-9-]+):([A-Za-z0-9*?-]+)$/.exec(action);
  return found
    ? { service: (found[1] as string).toLowerCase(), name: (found[2] as string).toLowerCase() }
    : null;
}

const EVERYTHING = /^\*+(?::\*+)?$/;

export function checkActions({ statements, kind, tables, report }: Subject): void {
  for (const { statement, pointer } of statements) {
    for (const element of ['Action', 'NotAction'] as const) {
      for (const { value, pointer: at } of items(statement[element], `${pointer}/${element}`)) {
        if (EVERYTHING.test(value)) continue;
        const action = splitAction(value);
        if (!action) {
          report('error', 'invalidAction', at, { action: value });
          continue;
        }
        if (kind === 'rcp' && !rcpServices.has(action.service)) {
          report('error', 'rcpServiceNotReached', at, { service: action.service });
        }
        if (!tables) continue;
        if (!Object.hasOwn(tables.services, action.service)) {
          report('error', 'unknownService', at, { service: action.service });
        } else if (actionsFitting(tables, action.service, action.name).length === 0) {
          const code = /[*?]/.test(action.name) ? 'patternWithoutAction' : 'unknownAction';
          report('error', code, at, { service: action.service, name: value.slice(value.indexOf(':') + 1) });
        }
      }
    }
  }
}

/** The actions of a service that a pattern names. Empty too when the table is not loaded. */
export function actionsFitting(tables: ActionTables, service: string, name: string): readonly ActionEntry[] {
  const table = tables.tables.get(service);
  if (!table) return [];
  const exact = table.actions.get(name);
  if (exact) return [exact];
  const glob = compileGlob(name);
  return glob.kind === 'exact'
    ? []
    : [...table.actions].filter(([key]) => matchesGlob(glob, key, null)).map(([, entry]) => entry);
}

export function checkResources(subject: Subject): void {
  const { statements, kind, report } = subject;
  for (const { statement, pointer } of statements) {
    for (const element of ['Resource', 'NotResource'] as const) {
      for (const { value, pointer: at } of items(statement[element], `${pointer}/${element}`)) {
        if (value === '*') continue;
        const parts = splitArn(value);
        if (parts[0] !== 'arn' && !/^\*+$/.test(value))
          report('error', 'invalidArn', at, { resource: value });
        else if (parts.length < 6) {
          if (kind === 'session') report('error', 'incompleteArnInSession', at, { resource: value });
          else report('warning', 'incompleteArn', at, { resource: value });
        } else if (parts.slice(0, 5).some((part) => part.includes('${')))
          report('error', 'variableTooEarly', at);
      }
    }
    if (subject.tables && statement.Effect === 'Allow' && statement.Action !== undefined) {
      checkFit(subject, subject.tables, statement, pointer);
    }
  }
}

/** Whether actions and resources of a statement have anything to do with each other. Patterns of actions are let be. */
function checkFit(
  { report }: Subject,
  tables: ActionTables,
  statement: Subject['statements'][number]['statement'],
  pointer: string,
): void {
  const resources = items(statement.Resource, `${pointer}/Resource`);
  if (resources.length === 0 || resources.some(({ value }) => /^\*+$/.test(value))) return;
  const fitting = new Set<string>();
  let judged = true;
  for (const { value, pointer: at } of items(statement.Action, `${pointer}/Action`)) {
    const action = splitAction(value);
    if (!action || /[*?]/.test(action.name)) {
      judged = false;
      continue;
    }
    const [entry] = actionsFitting(tables, action.service, action.name);
    if (!entry) {
      judged = false;
      continue;
    }
    if (entry.resourceTypes.length === 0) {
      report('warning', 'resourceNeedsStar', at, { action: value });
      continue;
    }
    for (const { value: resource } of resources) {
      if (entry.resourceTypes.some(({ type }) => overlapsArn(type.arn, resource))) fitting.add(resource);
    }
  }
  if (!judged) return;
  for (const { value: resource, pointer: at } of resources) {
    if (fitting.has(resource)) continue;
    const named = items(statement.Action, '').map(({ value }) => splitAction(value));
    const entries = named.flatMap((action) =>
      action ? actionsFitting(tables, action.service, action.name) : [],
    );
    const types = [
      ...new Set(entries.flatMap(({ resourceTypes }) => resourceTypes.map(({ type }) => type.arn))),
    ];
    if (types.length === 0) continue;
    const actions = items(statement.Action, '')
      .map(({ value }) => value)
      .slice(0, 3)
      .join(', ');
    report('warning', 'resourceDoesNotFit', at, {
      action: actions,
      resource,
      types: types.slice(0, 3).join(', '),
    });
  }
}
