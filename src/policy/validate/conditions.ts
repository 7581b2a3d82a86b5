// Checks of Condition: do the keys exist, do the actions have them, do operators and values suit their type.

import { parseAddress, parseRange } from '../ip.ts';
import { step } from '../json.ts';
import { type OperatorUse, parseDate, parseNumber, readOperator } from '../operators.ts';
import type { Scalar, StatementJson } from '../types.ts';
import { actionsFitting, splitAction } from './actions.ts';
import { type ActionTables, items, type Subject } from './finding.ts';

export function checkConditions({ statements, tables, report }: Subject): void {
  for (const { statement, pointer } of statements) {
    if (statement.Condition === undefined) continue;
    const operators = Object.entries(statement.Condition);
    if (operators.length === 0) report('suggestion', 'emptyCondition', `${pointer}/Condition`);
    for (const [name, keys] of operators) {
      const use = readOperator(name);
      if (typeof use === 'string') continue;
      for (const [key, values] of Object.entries(keys)) {
        const at = `${pointer}/Condition${step(name)}${step(key)}`;
        checkValues(use, name, values as Scalar | readonly Scalar[], at, report);
        const type = tables ? checkKey(key, at, statement, tables, report) : undefined;
        if (type !== undefined) checkType(use, name, key, type, at, statement, report);
      }
    }
  }
}

const examples: Partial<Record<OperatorUse['operator']['type'], string>> = {
  numeric: '10',
  date: '2026-01-31T12:00:00Z',
  bool: 'true or false',
  null: 'true or false',
  ip: '203.0.113.0/24',
};

function checkValues(
  use: OperatorUse,
  operator: string,
  values: Scalar | readonly Scalar[],
  at: string,
  report: Subject['report'],
): void {
  const example = examples[use.operator.type];
  if (example === undefined) return;
  for (const { value, pointer } of items(values, at)) {
    if (!suits(use.operator.type, String(value))) {
      report('error', 'invalidConditionText', pointer, { value, operator, example });
    }
  }
}

function suits(type: OperatorUse['operator']['type'], value: string): boolean {
  switch (type) {
    case 'numeric':
      return parseNumber(value) !== null;
    case 'date':
      return parseDate(value) !== null;
    case 'bool':
    case 'null':
      return /^(?:true|false)$/i.test(value);
    case 'ip':
      return parseRange(value) !== null || parseAddress(value) !== null;
    default:
      return true;
  }
}

/** The type of a key; reports one that does not exist, or that none of the statement's actions has. */
function checkKey(
  key: string,
  at: string,
  statement: StatementJson,
  tables: ActionTables,
  report: Subject['report'],
): string | undefined {
  const service = key.slice(0, key.indexOf(':')).toLowerCase();
  if (service === 'aws') {
    const type =
      findKey(tables.globalKeys, key) ??
      [...tables.tables.values()].map((table) => findKey(table.conditionKeys, key)).find(Boolean);
    if (type === undefined) report('error', 'unknownGlobalKey', at, { key });
    return type;
  }
  const table = tables.tables.get(service);
  if (!table) {
    if (service !== '' && !Object.hasOwn(tables.services, service))
      report('error', 'unknownServiceKey', at, { service, key });
    return undefined;
  }
  const type = findKey(table.conditionKeys, key);
  if (type === undefined) {
    report('error', 'unknownServiceKey', at, { service, key });
    return undefined;
  }
  for (const { value } of items(statement.Action, '')) {
    const action = splitAction(value);
    if (!action || /[*?]/.test(action.name)) continue;
    const [entry] = actionsFitting(tables, action.service, action.name);
    if (!entry) continue;
    const known = new Map(entry.conditionKeys.map((name) => [name, '']));
    if (findKey(known, key) === undefined) {
      report('warning', 'keyNotOfAction', at, { action: value, key });
      break;
    }
  }
  return type;
}

/** Tables write the open part of a key as ${TagKey} or <key>. */
export function findKey(keys: ReadonlyMap<string, string>, key: string): string | undefined {
  const lower = key.toLowerCase();
  const exact = keys.get(lower) ?? keys.get(key);
  if (exact !== undefined) return exact;
  for (const [name, type] of keys) {
    const open = name.search(/\$\{|</);
    if (open < 0) {
      if (name.toLowerCase() === lower) return type;
    } else if (open > 0 && lower.length > open && lower.startsWith(name.slice(0, open).toLowerCase()))
      return type;
  }
  return undefined;
}

/** Operators for each type of key. Everything is a text, so string operators suit all but a few. */
const suitable: Readonly<Record<string, readonly OperatorUse['operator']['type'][]>> = {
  numeric: ['numeric'],
  long: ['numeric'],
  date: ['date'],
  bool: ['bool', 'string'],
  boolean: ['bool', 'string'],
  ipaddress: ['ip'],
  arn: ['arn', 'string'],
  binary: ['binary', 'string'],
  string: ['string', 'arn', 'bool', 'numeric', 'date', 'ip', 'binary'],
};

function checkType(
  use: OperatorUse,
  operator: string,
  key: string,
  type: string,
  at: string,
  statement: StatementJson,
  report: Subject['report'],
): void {
  const lower = type.toLowerCase();
  const several = lower.startsWith('arrayof');
  const one = several ? lower.slice('arrayof'.length) : lower;
  if (use.operator.type === 'null') return;
  // Epoch time is a number that date operators take as well.
  const fits = suitable[one]?.includes(use.operator.type) ?? true;
  if (!fits && !(/epochtime$/i.test(key) && use.operator.type === 'numeric')) {
    report('error', 'operatorDoesNotFit', at, { key, type, operator });
  }
  if (several && use.set === null) report('error', 'needsSetOperator', at, { key, operator });
  const allow = statement.Effect === 'Allow';
  if (!several && use.set !== null && allow) report('securityWarning', 'setOperatorOnSingleKey', at, { key });
  else if (several && use.set === 'ForAllValues' && allow && !guarded(statement, key)) {
    report('securityWarning', 'forAllValuesWithoutNull', at, { key });
  }
}

function guarded(statement: StatementJson, key: string): boolean {
  return Object.keys(statement.Condition?.Null ?? {}).some(
    (name) => name.toLowerCase() === key.toLowerCase(),
  );
}
