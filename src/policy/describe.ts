// An explanation in two or three plain sentences, from templates that are content.
// Tests: test/policy

import type { ElementTrace, Explanation, LayerTrace, StatementTrace } from './explain.ts';
import { englishMessages, fill, type Messages } from './messages.ts';
import type { Params } from './types.ts';

/** What happened, who decided, and what the nearest statement lacked. */
export function describe(explanation: Explanation, messages: Messages = englishMessages): readonly string[] {
  const { decision, decidedBy, principal, action, resource, quirk } = explanation;
  const layer = explanation.layers.find((trace) => trace.layer === decidedBy);
  const params: Params = {
    principal: principal === '*' ? (messages.words.anonymous ?? '*') : principal,
    action,
    resource,
    layer: messages.words[decidedBy] ?? decidedBy,
  };
  const tell = (code: string, more: Params = {}) =>
    fill(messages.explanation[code] ?? code, { ...params, ...more });
  const sentences = [tell(decision)];
  if (quirk !== undefined && messages.explanation[quirk] !== undefined) sentences.push(tell(quirk));
  if (decision === 'allow') sentences.push(tell(allowCode(explanation), firstHit(layer, 'Allow')));
  else if (decision === 'explicitDeny') sentences.push(tell('deniedBy', firstHit(layer, 'Deny')));
  else if (quirk !== 'rootCannotAssumeRoles') {
    sentences.push(
      tell(noAllowCode(explanation, layer), layer?.level === undefined ? {} : { level: layer.level }),
    );
    const near = nearest(layer);
    if (near) sentences.push(tell(`missed${near.part.element.replace('Not', '')}`, near.params));
  }
  return sentences;
}

function allowCode({ decidedBy, sameAccount }: Explanation): string {
  if (decidedBy === 'root' || decidedBy === 'service') return decidedBy;
  if (decidedBy === 'resource') return 'grantedByResource';
  return sameAccount ? 'grantedByIdentity' : 'grantedByBoth';
}

function noAllowCode({ decidedBy, sameAccount, grant }: Explanation, layer: LayerTrace | undefined): string {
  if (layer && layer.policies.length === 0)
    return decidedBy === 'resource' && !sameAccount ? 'noPolicyOnForeignResource' : 'noPolicies';
  if (layer?.level !== undefined) return 'levelAllowsNothing';
  if (decidedBy === 'identity' && grant === 'account') return 'onlyAccountNamed';
  return 'nothingAllows';
}

function hits(layer: LayerTrace | undefined, effect: 'Allow' | 'Deny') {
  return (layer?.policies ?? []).flatMap((policy) =>
    policy.statements
      .filter((one) => one.matched && one.effect === effect)
      .map((statement) => ({ policy, statement })),
  );
}

function firstHit(layer: LayerTrace | undefined, effect: 'Allow' | 'Deny'): Params {
  const [first] = hits(layer, effect);
  return first ? { policy: first.policy.name, statement: nameOf(first.statement) } : {};
}

function nameOf({ sid, pointer }: StatementTrace): string {
  return sid ?? pointer;
}

/** Of the Allow statements the one that came furthest: it failed at a condition, else at its resource. */
function nearest(layer: LayerTrace | undefined): { part: ElementTrace; params: Params } | null {
  const missed = (layer?.policies ?? []).flatMap((policy) =>
    policy.statements
      .filter(({ matched, effect }) => !matched && effect === 'Allow')
      .map((statement) => ({ policy, statement })),
  );
  for (const element of ['Condition', 'Resource', 'Principal'] as const) {
    for (const { policy, statement } of missed) {
      const [part] = statement.elements;
      if (!part || part.element.replace('Not', '') !== element) continue;
      const params = {
        policy: policy.name,
        statement: nameOf(statement),
        key: part.key ?? '',
        operator: part.operator ?? '',
        values: (part.values ?? []).join(', '),
      };
      return { part, params };
    }
  }
  return null;
}
