// Questions about a whole account: who can do this, and the requests behind the answers.
// Tests: test/policy/account.test.ts; speed at AWS's quotas: test/bench/policy-account.ts

import { principalKeys, withDerived } from './context-keys.ts';
import { decide } from './decide.ts';
import type {
  AuthorizationRequest,
  ContextRecord,
  DecidedBy,
  NamedPolicy,
  Organization,
  PrincipalExtras,
} from './types.ts';

/** A user, a role or the root user, with the policies attached to it. */
export interface Holder {
  readonly arn: string;
  readonly policies: readonly NamedPolicy[];
  readonly boundary?: readonly NamedPolicy[];
  /** Names of a user's groups. */
  readonly groups?: readonly string[];
  readonly extras?: PrincipalExtras;
  /** Condition keys that come with the principal, such as aws:PrincipalTag/…. */
  readonly context?: ContextRecord;
}

/** An account as it is at one moment: neither it nor its holders change. */
export interface AccountView {
  readonly id: string;
  readonly users: Iterable<Holder>;
  readonly roles: Iterable<Holder>;
  readonly groups: ReadonlyMap<string, { readonly policies: readonly NamedPolicy[] }>;
  readonly scp?: AuthorizationRequest['scp'];
  readonly rcp?: AuthorizationRequest['rcp'];
  readonly organization?: Organization;
  /** The policy on a resource of the account; a role's trust policy. */
  readonly resourcePolicy?: (resource: string) => NamedPolicy | null;
}

/** What is the same in every request of a holder. */
interface Known {
  readonly identity: readonly NamedPolicy[];
  readonly context: ContextRecord;
}

const known = new WeakMap<AccountView, WeakMap<Holder, Known>>();

function knownOf(account: AccountView, holder: Holder): Known {
  let holders = known.get(account);
  if (!holders) {
    holders = new WeakMap();
    known.set(account, holders);
  }
  let found = holders.get(holder);
  if (!found) {
    found = { identity: gatherPolicies(account, holder), context: holderKeys(holder) };
    holders.set(holder, found);
  }
  return found;
}

/** The identity policies of a holder: its own, then its groups'. */
export function identityOf(account: AccountView, holder: Holder): readonly NamedPolicy[] {
  return knownOf(account, holder).identity;
}

function holderKeys({ arn, extras, context }: Holder): ContextRecord {
  const uniqueId = extras?.uniqueId;
  return {
    ...principalKeys({ principal: arn, ...(uniqueId === undefined ? {} : { uniqueId }) }),
    ...context,
  };
}

function gatherPolicies(account: AccountView, holder: Holder): readonly NamedPolicy[] {
  if (!holder.groups || holder.groups.length === 0) return holder.policies;
  const all = [...holder.policies];
  for (const group of holder.groups) {
    const policies = account.groups.get(group)?.policies;
    if (policies) all.push(...policies);
  }
  return all;
}

/** The request of a principal of the account on one of its resources, from outside any session. */
export function requestOf(
  account: AccountView,
  holder: Holder,
  action: string,
  resource: string,
  context: ContextRecord = {},
): AuthorizationRequest {
  const own = knownOf(account, holder);
  return {
    principal: holder.arn,
    ...(holder.extras ? { principalExtras: holder.extras } : {}),
    action,
    resource,
    resourceAccount: account.id,
    context: Object.keys(context).length === 0 ? own.context : withDerived(context, own.context),
    identity: own.identity,
    boundary: holder.boundary ?? [],
    session: null,
    resourcePolicy: account.resourcePolicy?.(resource) ?? null,
    scp: account.scp ?? [],
    rcp: account.rcp ?? [],
    endpoint: [],
    ...(account.organization ? { organization: account.organization } : {}),
  };
}

export interface Able {
  readonly principal: string;
  readonly kind: 'root' | 'user' | 'role';
  readonly decidedBy: DecidedBy;
}

/**
 * Who of the account may do this, root first. `context` is what every request is to carry, such as
 * aws:MultiFactorAuthPresent; why somebody may or may not, `explain(requestOf(…))` tells.
 */
export function whoCan(
  account: AccountView,
  action: string,
  resource: string,
  context: ContextRecord = {},
): readonly Able[] {
  const able: Able[] = [];
  const ask = (holder: Holder, kind: Able['kind']) => {
    const { decision, decidedBy } = decide(requestOf(account, holder, action, resource, context));
    if (decision === 'allow') able.push({ principal: holder.arn, kind, decidedBy });
  };
  ask({ arn: `arn:aws:iam::${account.id}:root`, policies: [] }, 'root');
  for (const user of account.users) ask(user, 'user');
  for (const role of account.roles) ask(role, 'role');
  return able;
}
