// Who asks: what a principal's ARN says, and the names under which policies may know them.
// Source: IAM User Guide, reference_policies_elements_principal.
// Tests: test/policy

import { parseArn } from './arn.ts';
import type { AuthorizationRequest } from './types.ts';

export type CallerKind =
  | 'root'
  | 'user'
  /** A role named without a session; treated as its sessions are. */
  | 'role'
  | 'session'
  | 'federated'
  | 'service'
  /** A SAML or OpenID Connect provider, for the actions that trade its word for a session. */
  | 'provider'
  | 'anonymous';

export interface Caller {
  readonly kind: CallerKind;
  /** As given: an ARN, a service's name or '*'. */
  readonly name: string;
  /** null for services and anonymous callers. */
  readonly account: string | null;
  /** The role of a session, the IAM user of a federated user. */
  readonly parent: string | null;
  readonly serviceLinked: boolean;
}

/** Many requests come from few principals. */
const known = new Map<string, Caller>();
const MAX_KNOWN = 20_000;

export function callerOf(request: AuthorizationRequest): Caller {
  const { principal, roleArn } = request;
  const key = roleArn === undefined ? principal : `${principal} ${roleArn}`;
  let caller = known.get(key);
  if (!caller) {
    caller = readCaller(principal, roleArn);
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(key, caller);
  }
  return caller;
}

export function readCaller(principal: string, roleArn?: string): Caller {
  if (principal === '*') return make('anonymous', principal, null);
  const arn = parseArn(principal);
  if (!arn) return make('service', principal, null);
  const { partition, service, account, resource } = arn;
  const [type = '', ...rest] = resource.split('/');
  if (service === 'sts' && type === 'assumed-role') {
    const role = roleArn ?? `arn:${partition}:iam::${account}:role/${rest[0] ?? ''}`;
    return make('session', principal, account, role);
  }
  if (service === 'sts' && type === 'federated-user')
    return make('federated', principal, account, roleArn ?? null);
  if (service === 'iam' && resource === 'root') return make('root', principal, account);
  if (service === 'iam' && type === 'role') return make('role', principal, account, principal);
  if (service === 'iam' && (type === 'saml-provider' || type === 'oidc-provider')) {
    return make('provider', principal, null);
  }
  return make('user', principal, account);
}

function make(kind: CallerKind, name: string, account: string | null, parent: string | null = null): Caller {
  const role = kind === 'session' || kind === 'role' ? (parent ?? '') : '';
  // Path and name prefix are reserved: IAM User Guide, id_roles_create-service-linked-role.
  const serviceLinked = role.includes(':role/aws-service-role/') || role.includes('/AWSServiceRoleFor');
  return { kind, name, account, parent, serviceLinked };
}

/** Has policies of its own, or those of a role or user behind it. */
export function isIamPrincipal(caller: Caller): boolean {
  return (
    caller.kind === 'user' ||
    caller.kind === 'role' ||
    caller.kind === 'session' ||
    caller.kind === 'federated'
  );
}
