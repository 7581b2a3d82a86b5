// The policy language of AWS: parse → validate → compile → decide | explain. Pure: no DOM, no Node, no clock, no chance.
// May import from data. Tests: test/policy, test/conformance, test/oracle; speed: test/bench/policy.ts.
//
//   const parsed = parse(text);
//   if (parsed.ok) decide({ principal, action, resource, context, identity: [{ name, compiled: compile(parsed.document) }], … });
//
// Start reading at layers.ts (how layers combine), then statement.ts (what a statement matches).
// Entries by their paths: case.ts, which reads decision cases. Only the command and tests need it.

export {
  type ActionAccess,
  type Answer,
  accessOf,
  accessTo,
  compare,
  type Difference,
  type ServiceAccess,
  type Standing,
  whatCan,
} from './access.ts';
export { type AccessDenied, accessDeniedMessage, readAccessDenied } from './access-denied.ts';
export { type Able, type AccountView, type Holder, identityOf, requestOf, whoCan } from './account.ts';
export { type CompiledPolicy, compile } from './compile.ts';
export {
  contextKeys,
  type PrincipalFacts,
  principalKeys,
  type RequestFacts,
  withDerived,
} from './context-keys.ts';
export { decide } from './decide.ts';
export { describe } from './describe.ts';
export {
  type ElementTrace,
  type Explanation,
  explain,
  type LayerTrace,
  type PolicyTrace,
  type StatementTrace,
} from './explain.ts';
export { offsetsOf } from './json.ts';
export { fill, type Messages, say } from './messages.ts';
export { nearest } from './nearest.ts';
export { operatorNames } from './operators.ts';
export { check, errorAt, MAX_POLICY_LENGTH, type Parsed, parse } from './parse.ts';
export {
  type Change,
  type Granting,
  grantingStatements,
  leastChange,
  type RemedyOptions,
  type StatementPlace,
  type Step,
} from './remedy.ts';
export { resourceAsked } from './resource.ts';
export type {
  AuthorizationRequest,
  ContextRecord,
  ContextValue,
  DecidedBy,
  Decision,
  LayerName,
  NamedPolicy,
  Organization,
  Params,
  PolicyDocument,
  PolicyError,
  PolicyKind,
  PrincipalExtras,
  Ruling,
  StatementJson,
} from './types.ts';
export type { ActionTables, Finding, Severity } from './validate/finding.ts';
export { loadActionTables, type ValidateOptions, validate } from './validate.ts';
