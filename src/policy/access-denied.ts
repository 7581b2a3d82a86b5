// AWS's AccessDenied sentences, written from an explanation and read back from a pasted one.
// The wording is AWS's: IAM User Guide, troubleshoot_access-denied. Tests: test/policy

import type { Explanation, PolicyTrace } from './explain.ts';
import type { Decision, LayerName } from './types.ts';

/** As AWS calls the layers; a role's trust policy has a name of its own. */
const implicitNames: readonly (readonly [LayerName, string])[] = [
  ['identity', 'identity-based policy'],
  ['scp', 'service control policy'],
  ['session', 'session policy'],
  ['boundary', 'permissions boundary'],
  ['resource', 'resource-based policy'],
  ['resource', 'role trust policy'],
  ['endpoint', 'VPC endpoint policy'],
  // Not documented; only its explicit form is.
  ['rcp', 'resource control policy'],
];

const articles: Readonly<Record<string, string>> = {
  'identity-based policy': 'an',
  'role trust policy': 'the',
};

/** The sentence that the service would answer with. Empty for a request that is allowed. */
export function accessDeniedMessage(explanation: Explanation): string {
  const { decision, decidedBy, principal, action, resource, quirk } = explanation;
  if (decision === 'allow') return '';
  if (quirk === 'rootCannotAssumeRoles') return 'Roles may not be assumed by root accounts.';
  const user = principal === '*' ? 'anonymous' : principal;
  const head = `User: ${user} is not authorized to perform: ${action} on resource: ${resource}`;
  const name =
    decidedBy === 'resource' && quirk === 'trustPolicyRequired'
      ? 'role trust policy'
      : implicitNames.find(([layer]) => layer === decidedBy)?.[1];
  if (name === undefined) return head;
  if (decision === 'implicitDeny') {
    return decidedBy === 'rcp' ? head : `${head} because no ${name} allows the ${action} action`;
  }
  const arn = denyingPolicies(explanation)[0]?.arn;
  const where = decidedBy === 'resource' || decidedBy === 'endpoint' || arn === undefined ? '' : `: ${arn}`;
  return `${head} with an explicit deny in ${articles[name] ?? 'a'} ${name}${where}`;
}

/** The policies of the deciding layer that hold a matching Deny. */
export function denyingPolicies({ layers, decidedBy }: Explanation): readonly PolicyTrace[] {
  const layer = layers.find((trace) => trace.layer === decidedBy);
  return (layer?.policies ?? []).filter(({ statements }) =>
    statements.some(({ matched, effect }) => matched && effect === 'Deny'),
  );
}

/** What an AccessDenied sentence says. */
export interface AccessDenied {
  readonly principal: string;
  readonly action: string;
  /** null where the sentence leaves it out. */
  readonly resource: string | null;
  /** null where the sentence gives no reason, as older services do. */
  readonly decision: Exclude<Decision, 'allow'> | null;
  readonly layer: LayerName | null;
  /** The layer is a role's trust policy. */
  readonly trust: boolean;
  readonly policyArn: string | null;
  /** The link that the Access Troubleshooter adds, and the id in it. */
  readonly link: string | null;
  readonly authorizationId: string | null;
}

/**
 * Reads a sentence as AWS writes it, with whatever a tool puts before it («An error occurred (AccessDenied) when
 * calling …»). null if it is none: «Access Denied» alone says nothing, and an encoded message must be decoded first.
 */
export function readAccessDenied(text: string): AccessDenied | null {
  const head = /User: (\S+) is not authorized to perform: ([\w-]+:\w+)(?: on resource: (\S+))?/.exec(
    text.replace(/\s+/g, ' '),
  );
  if (!head) return null;
  const [whole, principal = '', action = '', resource] = head;
  const tail = head.input.slice(head.index + whole.length);
  const link = /https:\/\/\S+\/authorization-details\/([\w-]+)/.exec(tail);
  return {
    principal: principal === 'anonymous' ? '*' : principal,
    action,
    resource: resource === undefined ? null : trimmed(resource),
    ...readReason(tail),
    link: link ? link[0] : null,
    authorizationId: link?.[1] ?? null,
  };
}

function readReason(tail: string): Pick<AccessDenied, 'decision' | 'layer' | 'trust' | 'policyArn'> {
  const silent = /because no (.+?) allows the /.exec(tail);
  const loud = /with an explicit deny in (?:an?|the) (.+? (?:policy|boundary))(?:: (arn:\S+))?/.exec(tail);
  const name = silent?.[1] ?? loud?.[1];
  const layer = implicitNames.find(([, known]) => known.toLowerCase() === name?.toLowerCase())?.[0] ?? null;
  return {
    decision: silent ? 'implicitDeny' : loud ? 'explicitDeny' : null,
    layer,
    trust: name === 'role trust policy',
    policyArn: loud?.[2] === undefined ? null : trimmed(loud[2]),
  };
}

/** Without the full stop that ends a sentence, or a tool's quote. */
function trimmed(word: string): string {
  return word.replace(/[.,;'"]+$/, '');
}
