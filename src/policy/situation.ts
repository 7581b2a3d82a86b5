// A request, seen by the rules: who asks, whose resource it is, which quirk of the service speaks.
// One is made for every decision, so it holds little and computes nothing twice.

import { type Caller, callerOf, isIamPrincipal } from './caller.ts';
import { type Context, contextOf } from './context.ts';
import { type Quirk, quirksOf } from './quirks.ts';
import type { Question } from './statement.ts';
import type { AuthorizationRequest, PrincipalExtras } from './types.ts';

export interface Situation extends Question {
  readonly request: AuthorizationRequest;
  readonly action: string;
  readonly resource: string;
  readonly caller: Caller;
  readonly extras: PrincipalExtras | undefined;
  readonly context: Context;
  readonly hasBoundary: boolean;
  /** User, role, session or federated user: someone with policies. */
  readonly iam: boolean;
  readonly resourceAccount: string | null;
  readonly sameAccount: boolean;
  quirk: Quirk | null;
}

export function situationOf(request: AuthorizationRequest): Situation {
  const caller = callerOf(request);
  const resourceAccount = request.resourceAccount ?? accountIn(request.resource) ?? caller.account;
  const situation: Situation = {
    request,
    action: lowerCase(request.action),
    resource: request.resource,
    caller,
    extras: request.principalExtras,
    context: contextOf(request.context),
    hasBoundary: request.boundary.length > 0 && isIamPrincipal(caller),
    iam: isIamPrincipal(caller),
    resourceAccount,
    sameAccount: caller.account !== null && caller.account === resourceAccount,
    quirk: null,
  };
  for (const quirk of quirksOf(situation.action)) {
    if (quirk.when(situation)) {
      situation.quirk = quirk;
      break;
    }
  }
  return situation;
}

/** The account part of an ARN where it is an account: AWS's own things say `aws`, buckets say nothing. */
function accountIn(resource: string): string | null {
  let start = 0;
  for (let i = 0; i < 4; i++) {
    start = resource.indexOf(':', start) + 1;
    if (start === 0) return null;
  }
  const end = resource.indexOf(':', start);
  const account = end < 0 ? '' : resource.slice(start, end);
  return /^\d{12}$/.test(account) ? account : null;
}

/** The same few hundred actions are asked over and over. */
const lower = new Map<string, string>();

function lowerCase(action: string): string {
  let found = lower.get(action);
  if (found === undefined) {
    found = action.toLowerCase();
    if (lower.size >= 30_000) lower.clear();
    lower.set(action, found);
  }
  return found;
}
