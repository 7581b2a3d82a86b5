// A decision case: one line of JSON as `rootless decide` reads it, and as test/conformance writes it.
// The shape is a contract: see «A decision case» in docs/decision-case.md. Tests: test/policy/case.test.ts

import sentences from '../../content/en/messages/case.json' with { type: 'json' };
import { type CompiledPolicy, compile } from './compile.ts';
import { principalKeys, withDerived } from './context-keys.ts';
import { offsetOf, placeOf, readJson, step } from './json.ts';
import { fill, say } from './messages.ts';
import { check, errorAt, parse } from './parse.ts';
import type {
  AuthorizationRequest,
  ContextValue,
  NamedPolicy,
  Organization,
  Params,
  PolicyDocument,
} from './types.ts';

/** Why a case cannot be read. Line and column are those of a document's text, else of the case's own text. */
export interface CaseError {
  readonly message: string;
  readonly hint: string;
  readonly pointer: string;
  readonly line: number;
  readonly column: number;
  /** Line and column count in the text of a document, not in the case. */
  readonly inDocument: boolean;
}

export type ReadCase =
  | { ok: true; id: unknown; request: AuthorizationRequest }
  | { ok: false; id: unknown; error: CaseError };

type Fields = Record<string, unknown>;

/** Thrown and caught in this file only: a case has many places to be wrong in. */
class Unreadable {
  readonly pointer: string;
  readonly code: string;
  readonly params: Params;
  readonly error: CaseError | null;
  constructor(pointer: string, code: string, params: Params, error: CaseError | null) {
    this.pointer = pointer;
    this.code = code;
    this.params = params;
    this.error = error;
  }
}

function refuse(pointer: string, code: string, params: Params = {}): never {
  throw new Unreadable(pointer, code, params, null);
}

/** Reads a case. The id is found where it can be, even in a text that is no JSON. */
export function readCase(text: string): ReadCase {
  const json = readJson(text);
  if (!json.ok) {
    const { code, params, pointer, offset } = json.fault;
    const error = { ...errorAt(text, { code, params, pointer }, offset), inDocument: false };
    return { ok: false, id: guessId(text), error: strip(error) };
  }
  let id: unknown = null;
  try {
    const fields = object(json.value, '');
    id = fields.id ?? null;
    return { ok: true, id, request: readRequest(fields) };
  } catch (problem) {
    if (!(problem instanceof Unreadable)) throw problem;
    const { pointer, code, params, error } = problem;
    const place = placeOf(text, offsetOf(text, pointer));
    return {
      ok: false,
      id,
      error: error ?? { ...sayOfCase(code, params), pointer, ...place, inDocument: false },
    };
  }
}

/** What is wrong with a case, in English; what is wrong with a policy in it is said as everywhere. */
export function sayOfCase(code: string, params: Params): { message: string; hint: string } {
  if (!Object.hasOwn(sentences, code)) return say(code, params);
  const { message, hint } = sentences[code as keyof typeof sentences];
  return { message: fill(message, params), hint: fill(hint, params) };
}

function strip({ message, hint, pointer, line, column, inDocument }: CaseError): CaseError {
  return { message, hint, pointer, line, column, inDocument };
}

/** The first `"id"` of a text that cannot be parsed. */
export function guessId(text: string): unknown {
  const found = /"id"\s*:\s*("(?:[^"\\]|\\.){0,200}"|-?\d{1,20})/.exec(text.slice(0, 10_000));
  if (!found?.[1]) return null;
  try {
    return JSON.parse(found[1]);
  } catch {
    return null;
  }
}

const FIELDS = [
  'id',
  'principal',
  'roleArn',
  'action',
  'resource',
  'resourceAccount',
  'context',
  'identity',
  'boundary',
  'session',
  'resourcePolicy',
  'scp',
  'rcp',
  'endpoint',
  'organization',
  'resourceOrganization',
] as const;

/** AWS's ARNs are far shorter; what is longer is no request, and would only cost time. */
const MAX_TEXT = 8192;

/** A field that is meant to be one of ours: left out silently, it could turn a denial into an allow. */
function refuseMisspelt(fields: Fields): void {
  for (const name of Object.keys(fields)) {
    if ((FIELDS as readonly string[]).includes(name)) continue;
    const meant = FIELDS.find((field) => isMisspelling(name, field));
    if (meant !== undefined) refuse(step(name), 'caseFieldMisspelt', { name, meant });
  }
}

/** Another letter case, or one letter off; short names are near each other by nature. */
function isMisspelling(name: string, field: string): boolean {
  if (name.toLowerCase() === field.toLowerCase()) return true;
  return field.length > 4 && distance(name.toLowerCase(), field.toLowerCase()) === 1;
}

/** Levenshtein's distance, given up where it must be more than one. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 1) return 2;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 2;
}

/** An ARN, an account, a service or identity provider (they have a dot), a canonical id, or everyone. */
const PRINCIPAL = /^(\*|arn:.+|\d{12}|[\w-]+(\.[\w-]+)+|[0-9a-f]{64})$/;

function readRequest(fields: Fields): AuthorizationRequest {
  refuseMisspelt(fields);
  const principal = text(fields, 'principal');
  if (!PRINCIPAL.test(principal)) refuse('/principal', 'casePrincipal', { principal });
  const action = text(fields, 'action');
  if (!/^[^:\s]+:[^:\s]+$/.test(action)) refuse('/action', 'caseAction', { action });
  const roleArn = optionalText(fields, 'roleArn');
  const resourceAccount = optionalText(fields, 'resourceAccount');
  const organization = readOrganization(fields, 'organization');
  const resourceOrganization = readOrganization(fields, 'resourceOrganization');
  const given = readContext(fields.context);
  const uniqueId = idIn(given);
  const derived = principalKeys({ principal, ...(roleArn === undefined ? {} : { roleArn }) });
  return {
    principal,
    ...(roleArn === undefined ? {} : { roleArn }),
    ...(uniqueId === undefined ? {} : { principalExtras: { uniqueId } }),
    action,
    resource: text(fields, 'resource'),
    ...(resourceAccount === undefined ? {} : { resourceAccount }),
    context: withDerived(given, derived),
    identity: readPolicies(fields.identity, '/identity'),
    boundary: readPolicies(fields.boundary, '/boundary'),
    session: absent(fields.session) ? null : readPolicies(fields.session, '/session'),
    resourcePolicy: absent(fields.resourcePolicy)
      ? null
      : readPolicy(fields.resourcePolicy, '/resourcePolicy'),
    scp: readLevels(fields.scp, '/scp'),
    rcp: readLevels(fields.rcp, '/rcp'),
    endpoint: readPolicies(fields.endpoint, '/endpoint'),
    ...(organization ? { organization } : {}),
    ...(resourceOrganization ? { resourceOrganization } : {}),
  };
}

function absent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

function object(value: unknown, pointer: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(pointer, 'caseObject');
  return value as Fields;
}

function list(value: unknown, pointer: string): readonly unknown[] {
  if (absent(value)) return [];
  if (!Array.isArray(value)) refuse(pointer, 'caseList');
  return value;
}

function text(fields: Fields, name: string): string {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (typeof value !== 'string' || value === '') {
    refuse(Object.hasOwn(fields, name) ? `/${name}` : '', 'caseText', { name });
  }
  if ((value as string).length > MAX_TEXT) refuse(`/${name}`, 'caseTextTooLong', { name, limit: MAX_TEXT });
  return value as string;
}

function optionalText(fields: Fields, name: string): string | undefined {
  return absent(fields[name]) ? undefined : text(fields, name);
}

function readOrganization(fields: Fields, name: string): Organization | undefined {
  if (absent(fields[name])) return undefined;
  const { managementAccount } = object(fields[name], `/${name}`);
  if (absent(managementAccount)) return undefined;
  if (typeof managementAccount !== 'string') {
    refuse(`/${name}/managementAccount`, 'caseText', { name: 'managementAccount' });
  }
  return { managementAccount: managementAccount as string };
}

function readContext(value: unknown): Record<string, ContextValue> {
  if (absent(value)) return {};
  const fields = object(value, '/context');
  const spellings = new Set<string>();
  for (const key of Object.keys(fields)) {
    // Keys have no letter case, so two spellings are the same key twice.
    if (spellings.has(key.toLowerCase())) refuse(`/context${step(key)}`, 'caseKeyTwice', { key });
    spellings.add(key.toLowerCase());
  }
  const entries = Object.entries(fields).map(([key, given]): [string, ContextValue] => {
    const pointer = `/context${step(key)}`;
    if (!Array.isArray(given)) return [key, scalar(given, pointer)];
    return [key, given.map((item, i) => scalar(item, `${pointer}/${i}`))];
  });
  return Object.fromEntries(entries);
}

function scalar(value: unknown, pointer: string): string {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
    refuse(pointer, 'caseContextValue');
  }
  if (typeof value === 'string' && value.length > MAX_TEXT)
    refuse(pointer, 'caseTextTooLong', { name: pointer, limit: MAX_TEXT });
  return String(value);
}

/** The unique id in aws:userid: AIDA…, or AROA…:session. */
function idIn(context: Record<string, ContextValue>): string | undefined {
  for (const [name, value] of Object.entries(context)) {
    if (name.toLowerCase() !== 'aws:userid' || typeof value !== 'string') continue;
    const [id] = value.split(':', 1);
    return /^A(?:IDA|ROA)\w+$/.test(id ?? '') ? id : undefined;
  }
  return undefined;
}

function readLevels(value: unknown, pointer: string): readonly (readonly NamedPolicy[])[] {
  return list(value, pointer).map((level, i) => readPolicies(level, `${pointer}/${i}`));
}

function readPolicies(value: unknown, pointer: string): readonly NamedPolicy[] {
  return list(value, pointer).map((item, i) => readPolicy(item, `${pointer}/${i}`));
}

/** `{ name, document }`; a document alone will do. */
function readPolicy(value: unknown, pointer: string): NamedPolicy {
  if (typeof value === 'string') return { name: '', compiled: readText(value, pointer) };
  const fields = object(value, pointer);
  const wrapped = Object.hasOwn(fields, 'document');
  const document = wrapped ? fields.document : fields;
  const place = wrapped ? `${pointer}/document` : pointer;
  const name = typeof fields.name === 'string' ? fields.name : '';
  const arn = typeof fields.arn === 'string' ? { arn: fields.arn } : {};
  if (typeof document === 'string') return { name, ...arn, compiled: readText(document, place) };
  const checked = check(document);
  if (!checked.ok) refuse(place + checked.fault.pointer, checked.fault.code, checked.fault.params);
  return { name, ...arn, compiled: compile((checked as { document: PolicyDocument }).document) };
}

/** The same texts come again and again in a long run. */
const texts = new Map<string, CompiledPolicy>();
const MAX_TEXTS = 500;
const MAX_KEPT_LENGTH = 20_000;

function readText(source: string, pointer: string): CompiledPolicy {
  const known = texts.get(source);
  if (known) return known;
  const parsed = parse(source);
  if (!parsed.ok) {
    const { error } = parsed;
    throw new Unreadable(
      pointer,
      error.code,
      error.params,
      strip({ ...error, pointer: pointer + error.pointer, inDocument: true }),
    );
  }
  const compiled = compile(parsed.document);
  if (source.length <= MAX_KEPT_LENGTH) {
    if (texts.size >= MAX_TEXTS) texts.clear();
    texts.set(source, compiled);
  }
  return compiled;
}
