// The decision alone, as fast as may be: one walk over the layers, leaving at the first explicit deny.
// Tests: test/conformance, test/oracle, test/policy; speed: test/bench/policy.ts

import { candidates } from './compile.ts';
import { type Layer, layers } from './layers.ts';
import { Grant } from './principal.ts';
import { type Situation, situationOf } from './situation.ts';
import { applies } from './statement.ts';
import type { AuthorizationRequest, LayerName, NamedPolicy, Ruling } from './types.ts';

/**
 * Allow, or deny: by a statement (explicit) or because nothing allows (implicit). For a denial `decidedBy` is the
 * first failing layer in the order rcp, scp, resource, identity, boundary, session, endpoint; for an allow root,
 * service, resource where its policy was enough alone, else identity.
 */
export function decide(request: AuthorizationRequest): Ruling {
  const situation = situationOf(request);
  const quirk = settledByQuirk(situation);
  if (quirk) return quirk;
  let failing: LayerName | null = null;
  let granted: Grant = Grant.none;
  for (const layer of layers) {
    if (!layer.takesPart(situation)) continue;
    const levels = layer.levels(request);
    for (const policies of levels) {
      if (denies(policies, situation, layer)) return denied(layer.name);
    }
    if (failing !== null) continue;
    if (layer.name === 'resource') granted = grantOf(levels[0] ?? [], situation, layer);
    if (layer.excused(situation, granted)) continue;
    const allowed =
      layer.name === 'resource' ? granted !== Grant.none : allowedAtEvery(levels, situation, layer);
    if (!allowed) failing = layer.name;
  }
  return failing === null ? allowedBy(situation, granted) : implicit[failing];
}

/** What a quirk of the service settles before any policy is read. */
export function settledByQuirk(situation: Situation): Ruling | null {
  switch (situation.quirk?.effect) {
    case 'alwaysAllowed':
      return situation.caller.kind === 'root' ? allowed.root : allowed.service;
    case 'refused':
      return implicit.resource;
    default:
      return null;
  }
}

/** Who is named when nothing stands in the way. */
export function allowedBy({ caller, sameAccount, iam }: Situation, granted: Grant): Ruling {
  if (caller.kind === 'root') return allowed.root;
  return !iam || (sameAccount && granted >= Grant.parent) ? allowed.resource : allowed.identity;
}

// One object each, frozen: a decision allocates no answer.
const allowed = {
  root: Object.freeze<Ruling>({ decision: 'allow', decidedBy: 'root' }),
  service: Object.freeze<Ruling>({ decision: 'allow', decidedBy: 'service' }),
  resource: Object.freeze<Ruling>({ decision: 'allow', decidedBy: 'resource' }),
  identity: Object.freeze<Ruling>({ decision: 'allow', decidedBy: 'identity' }),
};
const explicit = rulings('explicitDeny');
const implicit = rulings('implicitDeny');

function rulings(decision: 'explicitDeny' | 'implicitDeny'): Readonly<Record<LayerName, Ruling>> {
  const entries = layers.map(({ name }) => [name, Object.freeze<Ruling>({ decision, decidedBy: name })]);
  return Object.fromEntries(entries) as Record<LayerName, Ruling>;
}

function denied(layer: LayerName): Ruling {
  return explicit[layer];
}

function denies(policies: readonly NamedPolicy[], situation: Situation, layer: Layer): boolean {
  for (const { compiled } of policies) {
    if (!compiled.denies) continue;
    for (const statement of candidates(compiled, situation.action).deny) {
      if (applies(statement, situation, layer) !== Grant.none) return true;
    }
  }
  return false;
}

function allowedAtEvery(
  levels: readonly (readonly NamedPolicy[])[],
  situation: Situation,
  layer: Layer,
): boolean {
  for (const policies of levels) {
    if (!allows(policies, situation, layer)) return false;
  }
  return true;
}

function allows(policies: readonly NamedPolicy[], situation: Situation, layer: Layer): boolean {
  for (const { compiled } of policies) {
    for (const statement of candidates(compiled, situation.action).allow) {
      if (applies(statement, situation, layer) !== Grant.none) return true;
    }
  }
  return false;
}

/** The closest grant among the statements that allow. */
function grantOf(policies: readonly NamedPolicy[], situation: Situation, layer: Layer): Grant {
  let closest: Grant = Grant.none;
  for (const { compiled } of policies) {
    for (const statement of candidates(compiled, situation.action).allow) {
      const grant = applies(statement, situation, layer);
      if (grant === Grant.direct) return grant;
      if (grant > closest) closest = grant;
    }
  }
  return closest;
}
