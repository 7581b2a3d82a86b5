// Principal and NotPrincipal of a statement: whom it names, and how closely.
// How closely matters: a resource policy that names an account only hands the matter to that account's own
// policies; one that names the caller is enough alone. Source: IAM User Guide,
// reference_policies_elements_principal, …_notprincipal, …_evaluation-logic_policy-eval-denyallow.
// Tests: test/policy/principal.test.ts, test/conformance

import { asList } from './action.ts';
import type { Caller } from './caller.ts';
import type { PrincipalExtras, PrincipalMap, StatementJson } from './types.ts';

/** How closely a statement names the caller. The order counts. */
export const Grant = {
  none: 0,
  /** By account: the account's own policies must allow as well. */
  account: 1,
  /** By the role of the session, or the user of the federated user: boundary and session policies still bind. */
  parent: 2,
  /** By name, or everyone. */
  direct: 3,
} as const;
export type Grant = (typeof Grant)[keyof typeof Grant];

export interface PrincipalElement {
  readonly element: 'Principal' | 'NotPrincipal';
  readonly everyone: boolean;
  readonly accounts: ReadonlySet<string>;
  /** User, role, session and federated-user ARNs, letter by letter; unique ids; services; providers; canonical ids. */
  readonly names: ReadonlySet<string>;
}

const accountForm = /^(?:arn:[^:]+:iam::)?(\d{12})(?::root)?$/;

export function principalElement(statement: StatementJson): PrincipalElement | null {
  const element = statement.Principal !== undefined ? 'Principal' : 'NotPrincipal';
  const given = statement[element];
  if (given === undefined) return null;
  const accounts = new Set<string>();
  const names = new Set<string>();
  let everyone = given === '*';
  const map: PrincipalMap = given === '*' ? {} : given;
  for (const [type, list] of Object.entries(map)) {
    for (const name of asList(list)) {
      const account = type === 'AWS' ? accountForm.exec(name)?.[1] : undefined;
      if (name === '*' && type === 'AWS') everyone = true;
      else if (account !== undefined) accounts.add(account);
      else names.add(`${type} ${name}`);
    }
  }
  return { element, everyone, accounts, names };
}

/** How closely the list names the caller, whichever of the two elements it stands in. */
export function closeness(
  list: PrincipalElement,
  caller: Caller,
  extras: PrincipalExtras | undefined,
): Grant {
  if (list.everyone) return Grant.direct;
  switch (caller.kind) {
    case 'anonymous':
      return Grant.none;
    case 'service':
      return list.names.has(`Service ${caller.name}`) || list.names.has(`Federated ${caller.name}`)
        ? Grant.direct
        : Grant.none;
    case 'provider':
      return list.names.has(`Federated ${caller.name}`) ? Grant.direct : Grant.none;
  }
  if (list.names.size > 0) {
    const named = namesCaller(list, caller, extras);
    if (named !== Grant.none) return named;
  }
  return caller.account !== null && list.accounts.has(caller.account) ? Grant.account : Grant.none;
}

function namesCaller(list: PrincipalElement, caller: Caller, extras: PrincipalExtras | undefined): Grant {
  const byName = list.names.has(`AWS ${caller.name}`);
  // A role without a session stands for its sessions: the role is their parent.
  if (byName && caller.kind !== 'role') return Grant.direct;
  if (byName || (caller.parent !== null && list.names.has(`AWS ${caller.parent}`))) return Grant.parent;
  const id = extras?.uniqueId;
  // Stored policies hold the unique id of a principal, so that a namesake made later is someone else.
  if (id !== undefined && list.names.has(`AWS ${id}`))
    return caller.kind === 'user' ? Grant.direct : Grant.parent;
  const canonical = extras?.canonicalUserId;
  return canonical !== undefined && list.names.has(`CanonicalUser ${canonical}`) ? Grant.account : Grant.none;
}

/**
 * Whether NotPrincipal spares the caller. AWS checks account, role and session one after the other, so each of
 * them must be listed.
 */
export function spares(list: PrincipalElement, caller: Caller, extras: PrincipalExtras | undefined): boolean {
  if (list.everyone) return true;
  if (caller.account === null) return closeness(list, caller, extras) !== Grant.none;
  if (!list.accounts.has(caller.account)) return false;
  if (caller.kind === 'root') return true;
  const id = extras?.uniqueId;
  const own =
    list.names.has(`AWS ${caller.name}`) ||
    (caller.kind === 'user' && id !== undefined && list.names.has(`AWS ${id}`));
  const above = caller.parent === null || list.names.has(`AWS ${caller.parent}`);
  return own && above;
}
