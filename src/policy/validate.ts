// Findings about a policy, on the model of AWS's own policy validation (IAM Access Analyzer, ValidatePolicy).
// Each check is a small function in validate/. Tests: test/policy/validate.test.ts

import { asList } from './action.ts';
import { checkGrammar } from './grammar.ts';
import { offsetsOf, placeOf, readJson } from './json.ts';
import { say } from './messages.ts';
import { MAX_POLICY_LENGTH, parse } from './parse.ts';
import type { OneOrMany, Params, PolicyDocument, PolicyKind, StatementJson } from './types.ts';
import { checkActions, checkResources, splitAction } from './validate/actions.ts';
import { checkBreadth } from './validate/breadth.ts';
import { checkConditions } from './validate/conditions.ts';
import { checkCharacters, checkElements, checkSids, checkSize, checkVersion } from './validate/document.ts';
import type { ActionTables, Finding, Report, Severity, Subject } from './validate/finding.ts';
import { checkPrincipals } from './validate/principals.ts';
import { checkRedundancy } from './validate/redundancy.ts';

export interface ValidateOptions {
  readonly kind: PolicyKind;
  /** Without tables, what depends on the services' actions, resource types and keys is not checked. */
  readonly tables?: ActionTables;
}

const checks: readonly ((subject: Subject) => void)[] = [
  checkSize,
  checkCharacters,
  checkVersion,
  checkSids,
  checkElements,
  checkPrincipals,
  checkActions,
  checkResources,
  checkConditions,
  checkBreadth,
  checkRedundancy,
];

/** Nobody reads more; the first ones are the gravest. */
const MAX_FINDINGS = 200;
const gravity: readonly Severity[] = ['error', 'securityWarning', 'warning', 'suggestion'];

type Found = Pick<Finding, 'severity' | 'code' | 'params' | 'pointer'>;

/** All findings, the gravest first and then in the order of the text. A text that is no policy has only errors. */
export function validate(text: string, { kind, tables }: ValidateOptions): Finding[] {
  const json = text.length > MAX_POLICY_LENGTH ? null : readJson(text);
  if (!json?.ok) {
    const parsed = parse(text);
    return parsed.ok ? [] : [{ severity: 'error', ...parsed.error }];
  }
  const checked = checkGrammar(json.value);
  const found: Found[] = checked.ok
    ? runChecks(text, checked.document, kind, tables ?? null)
    : checked.faults.map((fault) => ({ severity: 'error', ...fault }));
  return place(text, found);
}

function runChecks(
  text: string,
  document: PolicyDocument,
  kind: PolicyKind,
  tables: ActionTables | null,
): Found[] {
  const found: Found[] = [];
  const report: Report = (severity, code, pointer, params: Params = {}) => {
    found.push({ severity, code, pointer, params });
  };
  const list = document.Statement as OneOrMany<StatementJson>;
  const statements = asList(list).map((statement, i) => ({
    statement,
    pointer: Array.isArray(list) ? `/Statement/${i}` : '/Statement',
  }));
  const subject: Subject = { text, document, kind, statements, tables, report };
  for (const check of checks) check(subject);
  return found;
}

function place(text: string, found: Found[]): Finding[] {
  const sorted = found
    .sort((a, b) => gravity.indexOf(a.severity) - gravity.indexOf(b.severity))
    .slice(0, MAX_FINDINGS);
  const offsets = offsetsOf(text, new Set(sorted.map(({ pointer }) => pointer)));
  return sorted.map(({ severity, code, params, pointer }) => ({
    severity,
    code,
    params,
    ...say(code, params),
    pointer,
    ...placeOf(text, offsets.get(pointer) ?? 0),
  }));
}

/** Loads what `validate` needs to know about the services that a policy names, by one lazy table each. */
export async function loadActionTables(text: string): Promise<ActionTables> {
  const { globalConditionKeys, loadServices, serviceNames } = await import('../data/actions/index.ts');
  const parsed = parse(text);
  const prefixes = new Set<string>();
  for (const statement of parsed.ok ? asList(parsed.document.Statement as OneOrMany<StatementJson>) : []) {
    for (const action of [...asList(statement.Action), ...asList(statement.NotAction)]) {
      const split = splitAction(action);
      if (split) prefixes.add(split.service);
    }
    for (const keys of Object.values(statement.Condition ?? {})) {
      for (const key of Object.keys(keys)) prefixes.add(key.slice(0, key.indexOf(':')).toLowerCase());
    }
  }
  const globalKeys = new Map([...globalConditionKeys].map(([key, type]) => [key.toLowerCase(), type]));
  return { services: serviceNames, tables: await loadServices(prefixes), globalKeys };
}
