// The grammar of the policy language: which elements stand where, and of which type. What a kind of policy may
// not contain, and what is unwise, is validate's matter. Source: IAM User Guide, reference_policies_grammar.
// Tests: test/policy

import { step } from './json.ts';
import { readOperator } from './operators.ts';
import type { Params, PolicyDocument } from './types.ts';

export interface Fault {
  code: string;
  params: Params;
  pointer: string;
}

export type Checked =
  | { ok: true; document: PolicyDocument }
  | { ok: false; faults: readonly [Fault, ...Fault[]] };

const documentElements = new Set(['Version', 'Id', 'Statement']);
const statementElements = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);
export const principalTypes: ReadonlySet<string> = new Set(['AWS', 'Service', 'Federated', 'CanonicalUser']);
export const versions: ReadonlySet<unknown> = new Set(['2012-10-17', '2008-10-17']);

/** Nobody reads more than this, and a wrong document can have a million faults. */
const MAX_FAULTS = 100;

/** Whether a JSON value is a policy. Costs one look at each part of it. */
export function checkGrammar(value: unknown): Checked {
  const faults: Fault[] = [];
  const report: Report = (code, pointer, params = {}) => {
    if (faults.length < MAX_FAULTS) faults.push({ code, pointer, params });
  };
  checkDocument(value, report);
  const [first, ...more] = faults;
  return first ? { ok: false, faults: [first, ...more] } : { ok: true, document: value as PolicyDocument };
}

type Report = (code: string, pointer: string, params?: Params) => void;
type Fields = Record<string, unknown>;

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

function unknownElements(fields: Fields, known: ReadonlySet<string>, pointer: string, report: Report): void {
  for (const name of Object.keys(fields)) {
    if (!known.has(name)) report('unknownElement', pointer + step(name), { element: name });
  }
}

/** Own members only: `__proto__` and `constructor` are names like any other. */
function has(fields: Fields, name: string): boolean {
  return Object.hasOwn(fields, name);
}

function checkDocument(value: unknown, report: Report): void {
  if (!isObject(value)) {
    report('notAnObject', '', { found: typeOf(value) });
    return;
  }
  unknownElements(value, documentElements, '', report);
  if (has(value, 'Version') && !versions.has(value.Version)) report('invalidVersion', '/Version');
  if (has(value, 'Id') && typeof value.Id !== 'string') report('notAString', '/Id', { element: 'Id' });
  if (!has(value, 'Statement')) {
    report('missingStatement', '');
    return;
  }
  const statement = value.Statement;
  if (!Array.isArray(statement)) checkStatement(statement, '/Statement', report);
  else for (const [i, item] of statement.entries()) checkStatement(item, `/Statement/${i}`, report);
}

function checkStatement(value: unknown, at: string, report: Report): void {
  if (!isObject(value)) {
    report('statementNotAnObject', at, { found: typeOf(value) });
    return;
  }
  unknownElements(value, statementElements, at, report);
  if (has(value, 'Sid') && typeof value.Sid !== 'string')
    report('notAString', `${at}/Sid`, { element: 'Sid' });
  if (!has(value, 'Effect')) report('missingEffect', at);
  else if (value.Effect !== 'Allow' && value.Effect !== 'Deny') report('invalidEffect', `${at}/Effect`);
  for (const element of ['Action', 'Resource', 'Principal']) {
    if (has(value, element) && has(value, `Not${element}`))
      report('bothElements', `${at}/Not${element}`, { element });
  }
  if (!has(value, 'Action') && !has(value, 'NotAction')) report('missingAction', at);
  for (const element of ['Action', 'NotAction', 'Resource', 'NotResource']) {
    if (has(value, element)) checkStrings(value[element], `${at}/${element}`, element, report);
  }
  for (const element of ['Principal', 'NotPrincipal']) {
    if (has(value, element)) checkPrincipal(value[element], `${at}/${element}`, report);
  }
  if (has(value, 'Condition')) checkCondition(value.Condition, `${at}/Condition`, report);
}

function checkStrings(value: unknown, at: string, element: string, report: Report): void {
  if (typeof value === 'string') return;
  if (!Array.isArray(value)) {
    report('notAStringOrList', at, { element, found: typeOf(value) });
    return;
  }
  value.forEach((item, i) => {
    if (typeof item !== 'string') report('notAString', `${at}/${i}`, { element });
  });
}

function checkPrincipal(value: unknown, at: string, report: Report): void {
  if (value === '*') return;
  if (!isObject(value)) {
    report('invalidPrincipal', at);
    return;
  }
  for (const [type, names] of Object.entries(value)) {
    if (!principalTypes.has(type)) report('unknownPrincipalType', at + step(type), { type });
    else checkStrings(names, at + step(type), type, report);
  }
}

function checkCondition(value: unknown, at: string, report: Report): void {
  if (!isObject(value)) {
    report('conditionNotAnObject', at, { found: typeOf(value) });
    return;
  }
  for (const [operator, keys] of Object.entries(value)) {
    const here = at + step(operator);
    const read = readOperator(operator);
    if (typeof read === 'string') report(read, here, { operator });
    if (!isObject(keys)) report('conditionNotAnObject', here, { found: typeOf(keys) });
    else for (const [key, values] of Object.entries(keys)) checkValues(values, here + step(key), key, report);
  }
}

function checkValues(value: unknown, at: string, key: string, report: Report): void {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  list.forEach((item, i) => {
    if (typeof item === 'object' || typeof item === 'undefined') {
      report('invalidConditionValue', Array.isArray(value) ? `${at}/${i}` : at, { key, found: typeOf(item) });
    }
  });
}
