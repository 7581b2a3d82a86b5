// The session that signing in began: who it is, how long it lasts, and its end. Signed with the session's own keys.
// CloudTrail documents no record of either, so the event history has none.
import { fail } from '../errors.ts';
import type { Call, Operations } from '../service.ts';
import { operation } from '../service.ts';
import type { SessionResponse } from './model.ts';
import { signInUrl } from './url.ts';

function signed(call: Call): void {
  if (call.caller.kind === 'anonymous')
    fail('MissingAuthenticationToken', 'Request is missing Authentication Token');
}

const getSession = operation<object, SessionResponse>({
  action: null,
  dataEvent: true,
  run(_input, call) {
    signed(call);
    const { id, alias } = call.tx.account.settings;
    const session = call.caller.key?.session;
    return {
      Arn: call.caller.arn,
      AccountId: id,
      AccountAlias: alias,
      SignInUrl: signInUrl(alias ?? id),
      ...(session
        ? {
            MfaAuthenticated: session.mfa,
            Began: new Date(session.issued),
            // Practice sessions do not end.
            ...(session.expires < 8.64e15 ? { Expiration: new Date(session.expires) } : {}),
          }
        : {}),
    };
  },
});

const signOut = operation<object, void>({
  action: null,
  dataEvent: true,
  readOnly: false,
  aside: true,
  run(_input, call) {
    signed(call);
    const { key } = call.caller;
    if (key?.session?.via === 'console' && !key.practice) call.tx.removeKey(key.id);
  },
});

export const sessions: Operations = { GetSession: getSession, SignOut: signOut };
