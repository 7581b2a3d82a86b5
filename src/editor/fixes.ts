// What can be done about a finding with one click. A fix is a change of the document's value, so that it holds whatever
// the text looks like; each is tried before it is offered: the finding must be gone. Pure. Tests: test/editor/insight.test.ts
import { type ActionTables, type Finding, nearest, type PolicyKind, validate } from '../policy/index.ts';
import { format } from './format.ts';

export interface Fix {
  /** Which sentence says it: strings.ts, `fix…`. */
  code: 'version' | 'replace' | 'remove' | 'sid' | 'star' | 'operator';
  params: Readonly<Record<string, string>>;
  /** The whole text after it. */
  text: string;
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Obj = { [key: string]: Json };

/** At most one fix for a finding: the plainest. */
export function fixOf(text: string, finding: Finding, kind: PolicyKind, tables?: ActionTables): Fix | null {
  let document: Json;
  try {
    document = JSON.parse(text) as Json;
  } catch {
    return null;
  }
  const change = changes[finding.code];
  if (!change || typeof document !== 'object' || document === null) return null;
  const made = change({ document: document as Obj, finding, tables });
  if (!made) return null;
  const after = format(JSON.stringify(document)) ?? text;
  const still = validate(after, { kind, ...(tables ? { tables } : {}) });
  const same = ({ code, params }: Finding) =>
    code === finding.code && JSON.stringify(params) === JSON.stringify(finding.params);
  if (
    still.filter(same).length >= validate(text, { kind, ...(tables ? { tables } : {}) }).filter(same).length
  )
    return null;
  return { ...made, text: after };
}

interface Subject {
  document: Obj;
  finding: Finding;
  tables: ActionTables | undefined;
}

type Made = Pick<Fix, 'code' | 'params'> | null;

const steps = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

function at(document: Json, path: readonly string[]): Json | undefined {
  let here: Json | undefined = document;
  for (const step of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as Obj)[step];
  }
  return here;
}

function put(document: Json, path: readonly string[], value: Json): void {
  const last = path.at(-1);
  const parent = at(document, path.slice(0, -1)) as Obj | undefined;
  if (parent && last !== undefined) parent[last] = value;
}

function drop(document: Json, path: readonly string[]): void {
  const last = path.at(-1) ?? '';
  const parent = at(document, path.slice(0, -1));
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else if (typeof parent === 'object' && parent !== null) delete (parent as Obj)[last];
}

/** Takes it away; an only member of a list or an element with nothing else leaves no empty shell that means more. */
const remove = ({ document, finding }: Subject): Made => {
  const path = steps(finding.pointer);
  drop(document, path);
  return { code: 'remove', params: { what: String(path.at(-1)) } };
};

const version = ({ document }: Subject): Made => {
  const { Version: _, ...rest } = document;
  for (const key of Object.keys(document)) delete document[key];
  Object.assign(document, { Version: '2012-10-17' }, rest);
  return { code: 'version', params: {} };
};

function replaceBy(document: Json, pointer: string, value: string | undefined): Made {
  if (value === undefined) return null;
  put(document, steps(pointer), value);
  return { code: 'replace', params: { by: value } };
}

const changes: Readonly<Record<string, (subject: Subject) => Made>> = {
  missingVersion: version,
  oldVersion: version,
  variableInOldVersion: version,
  invalidVersion: version,
  unknownService({ document, finding, tables }) {
    const action = String(at(document, steps(finding.pointer)));
    const service = nearest(String(finding.params.service), Object.keys(tables?.services ?? {}));
    return replaceBy(document, finding.pointer, service && `${service}${action.slice(action.indexOf(':'))}`);
  },
  unknownAction({ document, finding, tables }) {
    const { service, name } = finding.params;
    const table = tables?.tables.get(String(service));
    const names = [...(table?.actions.values() ?? [])].map((entry) => entry.name);
    const found = nearest(String(name), names);
    return replaceBy(document, finding.pointer, found && `${service}:${found}`);
  },
  unknownGlobalKey: key,
  unknownServiceKey: key,
  invalidSid({ document, finding }) {
    const sid = String(at(document, steps(finding.pointer))).replace(/[^A-Za-z0-9]/g, '');
    put(document, steps(finding.pointer), sid);
    return { code: 'replace', params: { by: sid } };
  },
  duplicateSid({ document, finding }) {
    const taken = new Set([document.Statement].flat().map((one) => String((one as Obj | null)?.Sid)));
    let number = 2;
    while (taken.has(`${finding.params.sid}${number}`)) number += 1;
    const by = `${finding.params.sid}${number}`;
    put(document, steps(finding.pointer), by);
    return { code: 'replace', params: { by } };
  },
  principalNotAllowed: remove,
  resourceNotAllowed: remove,
  redundantAction: remove,
  redundantResource: remove,
  redundantStatement: remove,
  emptyCondition: remove,
  resourceMissing({ document, finding }) {
    put(document, [...steps(finding.pointer), 'Resource'], '*');
    return { code: 'star', params: {} };
  },
  rcpPrincipalMustBeEveryone({ document, finding }) {
    put(document, steps(finding.pointer), '*');
    return { code: 'replace', params: { by: '*' } };
  },
  invalidEffect({ document, finding }) {
    const effect = nearest(String(at(document, steps(finding.pointer))), ['Allow', 'Deny']);
    return replaceBy(document, finding.pointer, effect);
  },
  setOperatorOnSingleKey: operator((name) => name.replace(/^For(?:All|Any)Values?:/, '')),
  needsSetOperator: operator((name) => `ForAnyValue:${name}`),
};

/** A condition key that is misspelt. */
function key({ document, finding, tables }: Subject): Made {
  const path = steps(finding.pointer);
  const written = path.at(-1) ?? '';
  const service = written.slice(0, written.indexOf(':')).toLowerCase();
  const known = [
    ...(service === 'aws' ? (tables?.globalKeys.keys() ?? []) : []),
    ...(tables?.tables.get(service)?.conditionKeys.keys() ?? []),
  ];
  const by = nearest(written, known);
  const parent = at(document, path.slice(0, -1)) as Obj | undefined;
  if (by === undefined || !parent || by in parent) return null;
  rename(parent, written, by);
  return { code: 'replace', params: { by } };
}

function operator(renamed: (name: string) => string): (subject: Subject) => Made {
  return ({ document, finding }) => {
    const path = steps(finding.pointer);
    const [name = '', ...rest] = path.slice(-2);
    const conditions = at(document, path.slice(0, -2)) as Obj | undefined;
    const from = conditions?.[name] as Obj | undefined;
    const [member = ''] = rest;
    const by = renamed(name);
    if (!conditions || !from || by === name) return null;
    const value = from[member];
    if (value === undefined) return null;
    delete from[member];
    if (Object.keys(from).length === 0) delete conditions[name];
    conditions[by] = { ...(conditions[by] as Obj | undefined), [member]: value };
    return { code: 'operator', params: { by } };
  };
}

/** Keeps the order of the members. */
function rename(parent: Obj, from: string, to: string): void {
  const entries = Object.entries(parent).map(([name, value]) => [name === from ? to : name, value] as const);
  for (const name of Object.keys(parent)) delete parent[name];
  Object.assign(parent, Object.fromEntries(entries));
}
