// The same decision with its reasons: every layer with its verdict, every statement with what matched or failed.
// Codes and pointers, no sentences; all of it is plain JSON. Tests: test/policy/explain.test.ts, test/oracle

import { findAction } from './action.ts';
import type { CallerKind } from './caller.ts';
import { type Condition, holds } from './condition.ts';
import { allowedBy, settledByQuirk } from './decide.ts';
import { step } from './json.ts';
import { type Layer, layers } from './layers.ts';
import { Grant } from './principal.ts';
import { type Situation, situationOf } from './situation.ts';
import {
  conditionsHold,
  coversAction,
  coversResource,
  findResource,
  type Statement,
  speaksOf,
} from './statement.ts';
import type {
  AuthorizationRequest,
  ContextValue,
  DecidedBy,
  Decision,
  LayerName,
  NamedPolicy,
  Ruling,
} from './types.ts';

export type GrantName = keyof typeof Grant;

/** One element of a statement, held against the request. */
export interface ElementTrace {
  readonly element:
    | 'Principal'
    | 'NotPrincipal'
    | 'Action'
    | 'NotAction'
    | 'Resource'
    | 'NotResource'
    | 'Condition';
  readonly matched: boolean;
  /** The pattern that fitted, or the element if none did. */
  readonly pointer: string;
  /** The pattern that fitted. */
  readonly pattern?: string;
  /** What the request has; null where a condition's key is missing. */
  readonly seen: ContextValue | null;
  /** A condition's operator, key and values. */
  readonly operator?: string;
  readonly key?: string;
  readonly values?: readonly string[];
  /** Why, where it is not plain: `missing`, `boundary`, `notPrincipalWithAllow`. */
  readonly because?: 'missing' | 'boundary' | 'notPrincipalWithAllow';
}

export interface StatementTrace {
  readonly pointer: string;
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  readonly matched: boolean;
  /** In a resource's policy: how closely it names the caller. */
  readonly grant?: GrantName;
  /** All elements of a statement that matched; the first that failed of one that did not. */
  readonly elements: readonly ElementTrace[];
}

export interface PolicyTrace {
  readonly name: string;
  readonly arn?: string;
  readonly group?: string;
  /** In an organization, from its root (0) down. */
  readonly level?: number;
  readonly statements: readonly StatementTrace[];
}

export interface LayerTrace {
  readonly layer: LayerName;
  /**
   * `absent`: it takes no part. `excused`: it allows nothing and need not, as the resource's policy does, or as no
   * policy on the resource is asked for. `noAllow`: it should allow and does not.
   */
  readonly verdict: 'absent' | 'allow' | 'excused' | 'noAllow' | 'explicitDeny';
  /** The organization level that allows nothing. */
  readonly level?: number;
  readonly policies: readonly PolicyTrace[];
}

export interface Explanation {
  readonly decision: Decision;
  readonly decidedBy: DecidedBy;
  readonly principal: string;
  readonly principalKind: CallerKind;
  readonly action: string;
  readonly resource: string;
  readonly sameAccount: boolean;
  /** How closely the resource's policy names the caller. */
  readonly grant: GrantName;
  /** A rule of the service's own that had a say: see quirks.ts. */
  readonly quirk?: string;
  readonly layers: readonly LayerTrace[];
}

const grantNames = Object.keys(Grant) as GrantName[];

/** Like `decide`, without leaving early: `explain(x).decision === decide(x).decision`, always. */
export function explain(request: AuthorizationRequest): Explanation {
  const situation = situationOf(request);
  const traces: LayerTrace[] = [];
  let granted: Grant = Grant.none;
  for (const layer of layers) {
    const trace = layer.takesPart(situation) ? traceLayer(layer, situation, granted) : absent(layer.name);
    if (layer.name === 'resource') granted = closest(trace);
    traces.push(trace);
  }
  const ruling = settledByQuirk(situation) ?? conclude(traces, situation, granted);
  return {
    decision: ruling.decision,
    decidedBy: ruling.decidedBy,
    principal: request.principal,
    principalKind: situation.caller.kind,
    action: request.action,
    resource: request.resource,
    sameAccount: situation.sameAccount,
    grant: grantNames[granted] as GrantName,
    ...(situation.quirk ? { quirk: situation.quirk.code } : {}),
    layers: traces,
  };
}

function conclude(traces: readonly LayerTrace[], situation: Situation, granted: Grant): Ruling {
  const denying = traces.find(({ verdict }) => verdict === 'explicitDeny');
  if (denying) return { decision: 'explicitDeny', decidedBy: denying.layer };
  const failing = traces.find(({ verdict }) => verdict === 'noAllow');
  if (failing) return { decision: 'implicitDeny', decidedBy: failing.layer };
  return allowedBy(situation, granted);
}

function absent(layer: LayerName): LayerTrace {
  return { layer, verdict: 'absent', policies: [] };
}

function closest(trace: LayerTrace): Grant {
  let grant: Grant = Grant.none;
  for (const { statements } of trace.policies) {
    for (const statement of statements) {
      if (!statement.matched || statement.effect === 'Deny' || !statement.grant) continue;
      if (Grant[statement.grant] > grant) grant = Grant[statement.grant];
    }
  }
  return grant;
}

function traceLayer(layer: Layer, situation: Situation, granted: Grant): LayerTrace {
  const levels = layer.levels(situation.request);
  const organization = layer.name === 'scp' || layer.name === 'rcp';
  const policies: PolicyTrace[] = [];
  let denied = false;
  let emptyLevel = -1;
  let here: Grant = granted;
  for (const [level, members] of levels.entries()) {
    let allowed = false;
    for (const policy of members) {
      const trace = tracePolicy(policy, layer, situation, organization ? level : null);
      for (const { matched, effect, grant } of trace.statements) {
        if (!matched) continue;
        if (effect === 'Deny') denied = true;
        else allowed = true;
        if (effect === 'Allow' && grant && Grant[grant] > here) here = Grant[grant];
      }
      policies.push(trace);
    }
    if (!allowed && emptyLevel < 0) emptyLevel = level;
  }
  const verdict = denied
    ? 'explicitDeny'
    : emptyLevel < 0
      ? 'allow'
      : layer.excused(situation, here)
        ? 'excused'
        : 'noAllow';
  const level = organization && verdict === 'noAllow' ? { level: emptyLevel } : {};
  return { layer: layer.name, verdict, ...level, policies };
}

function tracePolicy(
  policy: NamedPolicy,
  layer: Layer,
  situation: Situation,
  level: number | null,
): PolicyTrace {
  return {
    name: policy.name,
    ...(policy.arn === undefined ? {} : { arn: policy.arn }),
    ...(policy.group === undefined ? {} : { group: policy.group }),
    ...(level === null ? {} : { level }),
    statements: policy.compiled.statements.map((statement) => traceStatement(statement, layer, situation)),
  };
}

function traceStatement(statement: Statement, layer: Layer, situation: Situation): StatementTrace {
  const head = {
    pointer: statement.pointer,
    ...(statement.sid === undefined ? {} : { sid: statement.sid }),
    effect: statement.effect,
  };
  const elements: ElementTrace[] = [];
  for (const look of [traceAction, tracePrincipal, traceResource]) {
    const element = look(statement, layer, situation);
    if (element && !element.matched) return { ...head, matched: false, elements: [element] };
    if (element) elements.push(element);
  }
  const conditions = statement.conditions.map((condition) => traceCondition(condition, statement, situation));
  const failed = conditions.find(({ matched }) => !matched);
  if (failed && !conditionsHold(statement, situation.context))
    return { ...head, matched: false, elements: [failed] };
  const grant =
    layer.name === 'resource'
      ? { grant: grantNames[speaksOf(statement, situation, layer)] as GrantName }
      : {};
  return { ...head, matched: true, ...grant, elements: [...elements, ...conditions] };
}

function traceAction(
  { actions, pointer, json }: Statement,
  _layer: Layer,
  { request, action }: Situation,
): ElementTrace {
  const at = findAction(actions, action);
  return {
    element: actions.element,
    matched: coversAction(actions, action),
    pointer: itemPointer(`${pointer}/${actions.element}`, json[actions.element], at),
    ...(at < 0 ? {} : { pattern: actions.patterns[at] as string }),
    seen: request.action,
  };
}

function tracePrincipal(statement: Statement, layer: Layer, situation: Situation): ElementTrace | null {
  const { principal, pointer } = statement;
  const seen = situation.caller.name;
  if (principal === null) {
    if (!layer.needsPrincipal) return null;
    return { element: 'Principal', matched: false, pointer, seen, because: 'missing' };
  }
  const matched = speaksOf(statement, situation, layer) !== Grant.none;
  const not = principal.element === 'NotPrincipal';
  const because =
    not && statement.effect === 'Allow'
      ? { because: 'notPrincipalWithAllow' as const }
      : not && situation.hasBoundary
        ? { because: 'boundary' as const }
        : {};
  return {
    element: principal.element,
    matched,
    pointer: `${pointer}/${principal.element}`,
    seen,
    ...because,
  };
}

function traceResource(statement: Statement, layer: Layer, situation: Situation): ElementTrace | null {
  const { resources, pointer, json } = statement;
  const seen = situation.resource;
  if (resources === null) {
    if (!layer.needsResource) return null;
    return { element: 'Resource', matched: false, pointer, seen, because: 'missing' };
  }
  const at = findResource(resources, situation, layer);
  return {
    element: resources.element,
    matched: coversResource(statement, situation, layer),
    pointer: itemPointer(`${pointer}/${resources.element}`, json[resources.element], at),
    ...(at < 0 ? {} : { pattern: resources.sources[at] as string }),
    seen,
  };
}

function traceCondition(condition: Condition, { pointer }: Statement, { context }: Situation): ElementTrace {
  return {
    element: 'Condition',
    matched: holds(condition, context),
    pointer: `${pointer}/Condition${step(condition.name)}${step(condition.key)}`,
    seen: context.get(condition.key, condition.lower) ?? null,
    operator: condition.name,
    key: condition.key,
    values: condition.values,
  };
}

/** An element is one text or a list; the pointer names the very pattern where there is one. */
function itemPointer(element: string, given: unknown, at: number): string {
  return at >= 0 && Array.isArray(given) ? `${element}/${at}` : element;
}
