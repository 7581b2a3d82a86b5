// STS: temporary credentials of one's own, for others, and for the root of a member account.
import type * as sdk from '@aws-sdk/client-sts';
import { fromBase64 } from '../../wire/schema.ts';
import { managedPolicy } from '../../world/managed-policies.ts';
import { standingOf } from '../../world/organization.ts';
import { fail } from '../errors.ts';
import type { Operations } from '../service.ts';
import { operation } from '../service.ts';
import { issueSession, provesMfa, sessionPolicies } from './session.ts';

/** Needs no permission (STS API reference). */
const getSessionToken = operation<sdk.GetSessionTokenRequest, sdk.GetSessionTokenResponse>({
  readOnly: true,
  aside: true,
  tellAnswer: true,
  action: null,
  run(input, call) {
    const { caller } = call;
    const owner = caller.key?.owner;
    if (!owner || (caller.key?.session && !caller.key.session.console) || caller.kind === 'role')
      fail('AccessDenied', 'Cannot call GetSessionToken with session credentials');
    const mfa = provesMfa(call, input.SerialNumber, input.TokenCode);
    const longest = caller.kind === 'root' ? 3600 : 129_600;
    const seconds = Math.min(input.DurationSeconds ?? 43_200, longest);
    return {
      Credentials: issueSession(call, call.tx, owner, seconds, {
        mfa,
        ...(mfa ? { mfaAt: call.times.now } : {}),
        policies: null,
        tags: [],
        via: 'GetSessionToken',
      }),
    };
  },
});

const getFederationToken = operation<sdk.GetFederationTokenRequest, sdk.GetFederationTokenResponse>({
  readOnly: true,
  aside: true,
  tellAnswer: true,
  resource: (input, call) => `arn:aws:sts::${call.tx.accountId}:federated-user/${input.Name}`,
  context: (input) =>
    input.Tags?.length
      ? {
          'aws:TagKeys': input.Tags.map(({ Key }) => Key),
          ...Object.fromEntries(input.Tags.map(({ Key, Value }) => [`aws:RequestTag/${Key}`, Value])),
        }
      : {},
  run(input, call) {
    const { caller } = call;
    if (caller.key?.session || (caller.kind !== 'user' && caller.kind !== 'root'))
      fail('AccessDenied', 'Cannot call GetFederationToken with session credentials');
    const longest = caller.kind === 'root' ? 3600 : 129_600;
    const { policies, policyArns, packed } = sessionPolicies(
      call,
      input.Policy,
      input.PolicyArns,
      input.Tags,
    );
    const owner = {
      kind: 'federated' as const,
      name: input.Name,
      user: caller.kind === 'root' ? '' : (caller.user?.name.toLowerCase() ?? ''),
    };
    const credentials = issueSession(
      call,
      call.tx,
      owner,
      Math.min(input.DurationSeconds ?? 43_200, longest),
      {
        mfa: false,
        policies,
        policyArns,
        tags: input.Tags ?? [],
        via: 'GetFederationToken',
      },
    );
    const account = call.tx.accountId;
    return {
      Credentials: credentials,
      FederatedUser: {
        FederatedUserId: `${account}:${input.Name}`,
        Arn: `arn:aws:sts::${account}:federated-user/${input.Name}`,
      },
      ...(packed === undefined ? {} : { PackedPolicySize: packed }),
    };
  },
});

const taskPrefix = 'arn:aws:iam::aws:policy/root-task/';

/** IAM user guide, «Perform a privileged task on an AWS Organizations member account». */
const assumeRoot = operation<sdk.AssumeRootRequest, sdk.AssumeRootResponse>({
  readOnly: false,
  aside: true,
  tellAnswer: true,
  resource: (input) => `arn:aws:iam::${targetAccount(input.TargetPrincipal)}:root`,
  context: (input) => ({ 'sts:TaskPolicyArn': input.TaskPolicyArn.arn ?? '' }),
  run(input, call) {
    const { caller } = call;
    const target = targetAccount(input.TargetPrincipal);
    const arn = input.TaskPolicyArn.arn ?? '';
    if (caller.kind === 'root') fail('AccessDenied', 'Roles may not be assumed by root accounts.');
    if (!arn.startsWith(taskPrefix) || !managedPolicy(arn))
      fail('ValidationError', `The task policy ${arn} is not one of those of AssumeRoot.`);
    const mine = standingOf(call.tx.world, call.tx.accountId);
    const theirs = standingOf(call.tx.world, target);
    const managed =
      mine &&
      mine.organization.id === theirs?.organization.id &&
      mine.organization.management === call.tx.accountId;
    if (!managed || target === call.tx.accountId || !mine.organization.rootFeatures.includes('RootSessions'))
      fail(
        'AccessDenied',
        `User: ${caller.arn} is not authorized to perform: sts:AssumeRoot on resource: arn:aws:iam::${target}:root`,
      );
    return {
      Credentials: issueSession(
        call,
        call.tx.within(target),
        { kind: 'root' },
        input.DurationSeconds ?? 900,
        {
          mfa: false,
          policies: [],
          policyArns: [arn],
          tags: [],
          via: 'AssumeRoot',
        },
      ),
    };
  },
});

function targetAccount(principal: string): string {
  return (
    /(\d{12})(:root)?$/.exec(principal)?.[1] ?? fail('ValidationError', `${principal} names no account.`)
  );
}

/** The message is what a service answered instead of a reason; here it is the reason itself, packed. */
const decodeAuthorizationMessage = operation<
  sdk.DecodeAuthorizationMessageRequest,
  sdk.DecodeAuthorizationMessageResponse
>({
  run(input) {
    try {
      const text = new TextDecoder().decode(
        fromBase64(input.EncodedMessage.replaceAll('-', '+').replaceAll('_', '/')),
      );
      JSON.parse(text);
      return { DecodedMessage: text };
    } catch {
      return fail('InvalidAuthorizationMessageException', 'Message is not valid.');
    }
  },
});

export const tokens: Operations = {
  GetSessionToken: getSessionToken,
  GetFederationToken: getFederationToken,
  AssumeRoot: assumeRoot,
  DecodeAuthorizationMessage: decodeAuthorizationMessage,
};
