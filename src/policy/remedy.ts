// From a decision to what to do about it: the least change that would allow a request, and, for one that is allowed,
// the statements that grant it. Every answer is tried on the engine before it is given. Codes with parameters; the
// sentences are content. Tests: test/policy/remedy.test.ts

import { asList } from './action.ts';
import { callerOf } from './caller.ts';
import { type CompiledPolicy, compile } from './compile.ts';
import { decide } from './decide.ts';
import { type ElementTrace, explain, type StatementTrace } from './explain.ts';
import type { AuthorizationRequest, LayerName, NamedPolicy, OneOrMany, StatementJson } from './types.ts';

/** Where a statement stands. */
export interface StatementPlace {
  readonly layer: LayerName;
  readonly policy: string;
  readonly arn?: string;
  readonly group?: string;
  /** In an organization, from its root (0) down. */
  readonly level?: number;
  readonly pointer: string;
  readonly sid?: string;
}

export type Change =
  /** Add a statement to a policy of the layer. */
  | {
      readonly kind: 'addAllow';
      readonly layer: LayerName;
      readonly level?: number;
      readonly statement: StatementJson;
    }
  /** The user joins a group whose policies allow it. */
  | { readonly kind: 'joinGroup'; readonly layer: 'identity'; readonly group: string }
  /** A statement fits but for a condition: the request would have to meet it. */
  | ({ readonly kind: 'meetCondition' } & StatementPlace & ConditionPart)
  /** A Deny hits only because its condition holds: a request for which it does not would pass. */
  | ({ readonly kind: 'escapeCondition' } & StatementPlace & ConditionPart)
  | ({ readonly kind: 'removeDeny' } & StatementPlace)
  /** No policy helps: root cannot do this. */
  | { readonly kind: 'useAnotherPrincipal'; readonly layer: LayerName };

type ConditionPart = Pick<ElementTrace, 'operator' | 'key' | 'values' | 'seen'>;

/** All steps are needed; of each, one alternative, the first being the smallest. */
export interface Step {
  readonly layer: LayerName;
  readonly alternatives: readonly [Change, ...Change[]];
}

export interface RemedyOptions {
  /** The account's groups, for a user who might join one. */
  readonly groups?: readonly { readonly name: string; readonly policies: readonly NamedPolicy[] }[];
}

/** More layers than steps there are not; more Deny statements than this nobody removes. */
const MAX_STEPS = 40;

/** The steps to an allow, tried one after the other. Empty for a request that is allowed. */
export function leastChange(request: AuthorizationRequest, options: RemedyOptions = {}): readonly Step[] {
  const steps: Step[] = [];
  let current = request;
  while (steps.length < MAX_STEPS) {
    const explanation = explain(current);
    const { decision, decidedBy, quirk } = explanation;
    if (decision === 'allow' || decidedBy === 'root' || decidedBy === 'service') break;
    if (quirk === 'rootCannotAssumeRoles') {
      return [{ layer: decidedBy, alternatives: [{ kind: 'useAnotherPrincipal', layer: decidedBy }] }];
    }
    const layer = explanation.layers.find((trace) => trace.layer === decidedBy);
    const traced = layer?.policies ?? [];
    if (decision === 'explicitDeny') {
      const place = traced.flatMap((policy) => placesOf(policy, decidedBy, isHit('Deny')))[0];
      if (!place) break;
      const { at, trace } = place;
      const escapes = trace.elements
        .filter(isCondition)
        .map((part): Change => ({ kind: 'escapeCondition', ...at, ...part }));
      steps.push({ layer: decidedBy, alternatives: [{ kind: 'removeDeny', ...at }, ...escapes] });
      current = withoutStatement(current, at);
      continue;
    }
    const statement = allowStatement(current, decidedBy);
    const level = layer?.level;
    const add: Change = {
      kind: 'addAllow',
      layer: decidedBy,
      ...(level === undefined ? {} : { level }),
      statement,
    };
    const near = traced
      .flatMap((policy) => placesOf(policy, decidedBy, isNearMiss))
      .flatMap(({ at, trace }) =>
        trace.elements.filter(isCondition).map((part): Change => ({ kind: 'meetCondition', ...at, ...part })),
      );
    const groups = decidedBy === 'identity' ? groupsThatHelp(current, options) : [];
    const [first, ...rest] = [...groups, add, ...near];
    steps.push({ layer: decidedBy, alternatives: [first ?? add, ...rest] });
    current = withAllow(current, decidedBy, level, statement);
  }
  return steps;
}

const isHit = (effect: 'Allow' | 'Deny') => (trace: StatementTrace) =>
  trace.matched && trace.effect === effect;

/** Everything fits but one condition. */
function isNearMiss({ matched, effect, elements }: StatementTrace): boolean {
  return !matched && effect === 'Allow' && elements[0]?.element === 'Condition';
}

function isCondition(trace: ElementTrace): boolean {
  return trace.element === 'Condition';
}

interface Traced {
  readonly name: string;
  readonly arn?: string;
  readonly group?: string;
  readonly level?: number;
  readonly statements: readonly StatementTrace[];
}

function placesOf(policy: Traced, layer: LayerName, wanted: (trace: StatementTrace) => boolean) {
  return policy.statements.filter(wanted).map((trace) => ({
    trace,
    at: {
      layer,
      policy: policy.name,
      ...(policy.arn === undefined ? {} : { arn: policy.arn }),
      ...(policy.group === undefined ? {} : { group: policy.group }),
      ...(policy.level === undefined ? {} : { level: policy.level }),
      pointer: trace.pointer,
      ...(trace.sid === undefined ? {} : { sid: trace.sid }),
    },
  }));
}

/** The smallest statement that allows this very request in a policy of the layer. */
function allowStatement(request: AuthorizationRequest, layer: LayerName): StatementJson {
  const { action, resource } = request;
  const trust = layer === 'resource' && /^sts:/i.test(action) && resource.includes(':role/');
  const principal =
    layer === 'resource' || layer === 'rcp' || layer === 'endpoint'
      ? { Principal: principalFor(request, layer) }
      : {};
  return { Effect: 'Allow', ...principal, Action: action, ...(trust ? {} : { Resource: resource }) };
}

function principalFor(request: AuthorizationRequest, layer: LayerName): StatementJson['Principal'] & {} {
  const caller = callerOf(request);
  if (layer !== 'resource' || caller.kind === 'anonymous') return '*';
  if (caller.kind === 'service') return { Service: caller.name };
  if (caller.kind === 'provider') return { Federated: caller.name };
  // A role lasts, its sessions do not.
  return { AWS: caller.kind === 'session' ? (caller.parent ?? caller.name) : caller.name };
}

function groupsThatHelp(request: AuthorizationRequest, { groups = [] }: RemedyOptions): Change[] {
  if (callerOf(request).kind !== 'user') return [];
  const helps = groups.filter(({ policies }) => {
    const ruling = decide({ ...request, identity: [...request.identity, ...policies] });
    return (
      ruling.decision === 'allow' || (ruling.decision === 'implicitDeny' && ruling.decidedBy !== 'identity')
    );
  });
  return helps.map(({ name }) => ({ kind: 'joinGroup', layer: 'identity', group: name }));
}

function policyOf(statements: readonly StatementJson[]): CompiledPolicy {
  return compile({ Version: '2012-10-17', Statement: statements });
}

function withAllow(
  request: AuthorizationRequest,
  layer: LayerName,
  level: number | undefined,
  statement: StatementJson,
): AuthorizationRequest {
  const added: NamedPolicy = { name: 'suggested', compiled: policyOf([statement]) };
  switch (layer) {
    case 'scp':
    case 'rcp':
      return {
        ...request,
        [layer]: request[layer].map((policies, i) => (i === level ? [...policies, added] : policies)),
      };
    case 'resource': {
      const kept = request.resourcePolicy
        ? asList(request.resourcePolicy.compiled.document.Statement as OneOrMany<StatementJson>)
        : [];
      return { ...request, resourcePolicy: { name: 'suggested', compiled: policyOf([...kept, statement]) } };
    }
    case 'session':
      return { ...request, session: [...(request.session ?? []), added] };
    default:
      return { ...request, [layer]: [...request[layer], added] };
  }
}

function withoutStatement(request: AuthorizationRequest, at: StatementPlace): AuthorizationRequest {
  const strip = (policy: NamedPolicy): NamedPolicy => {
    if (policy.name !== at.policy || policy.arn !== at.arn) return policy;
    const { document, statements } = policy.compiled;
    const gone = statements.find(({ pointer }) => pointer === at.pointer);
    const kept = statements.filter((statement) => statement !== gone).map(({ json }) => json);
    return { ...policy, compiled: compile({ ...document, Statement: kept }) };
  };
  switch (at.layer) {
    case 'scp':
    case 'rcp':
      return {
        ...request,
        [at.layer]: request[at.layer].map((policies, i) => (i === at.level ? policies.map(strip) : policies)),
      };
    case 'resource':
      return { ...request, resourcePolicy: request.resourcePolicy && strip(request.resourcePolicy) };
    default:
      return { ...request, [at.layer]: (request[at.layer] ?? []).map(strip) };
  }
}

export interface Granting extends StatementPlace {
  /** false: it takes a statement of the other layer as well, as it does from another account. */
  readonly alone: boolean;
}

/** For a request that is allowed: every statement of the identity policies and of the resource's policy that grants it. */
export function grantingStatements(request: AuthorizationRequest): readonly Granting[] {
  const explanation = explain(request);
  if (explanation.decision !== 'allow') return [];
  const found: Granting[] = [];
  for (const { layer, policies } of explanation.layers) {
    if (layer !== 'identity' && layer !== 'resource') continue;
    for (const { trace, at } of policies.flatMap((policy) => placesOf(policy, layer, isHit('Allow')))) {
      const compiled = sourceOf(request, layer, at)?.statements.find(
        ({ pointer }) => pointer === trace.pointer,
      );
      if (!compiled) continue;
      const only: NamedPolicy = {
        name: at.policy,
        compiled: compile({ Version: versionOf(request, layer, at), Statement: [compiled.json] }),
      };
      const narrowed =
        layer === 'identity' ? { ...request, identity: [only] } : { ...request, resourcePolicy: only };
      const alone =
        layer === 'identity' ? { ...narrowed, resourcePolicy: null } : { ...narrowed, identity: [] };
      if (decide(alone).decision === 'allow') found.push({ ...at, alone: true });
      else if (
        decide(narrowed).decision === 'allow' &&
        decide(without(request, layer)).decision !== 'allow'
      ) {
        found.push({ ...at, alone: false });
      }
    }
  }
  return found;
}

function without(request: AuthorizationRequest, layer: 'identity' | 'resource'): AuthorizationRequest {
  return layer === 'identity' ? { ...request, identity: [] } : { ...request, resourcePolicy: null };
}

function sourceOf(
  request: AuthorizationRequest,
  layer: 'identity' | 'resource',
  at: StatementPlace,
): CompiledPolicy | undefined {
  if (layer === 'resource') return request.resourcePolicy?.compiled;
  return request.identity.find(
    ({ name, arn, group }) => name === at.policy && arn === at.arn && group === at.group,
  )?.compiled;
}

function versionOf(
  request: AuthorizationRequest,
  layer: 'identity' | 'resource',
  at: StatementPlace,
): string {
  return sourceOf(request, layer, at)?.document.Version ?? '2008-10-17';
}
