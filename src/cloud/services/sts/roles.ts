// STS: taking on a role, by a key of an account or by a token of an identity provider.
import type * as sdk from '@aws-sdk/client-sts';
import { lastName, parseArn } from '../../world/arn.ts';
import type { Role, Tag } from '../../world/entities.ts';
import { readToken } from '../../world/web-identity.ts';
import { nameKey } from '../../world/world.ts';
import { fail } from '../errors.ts';
import { entityKeys } from '../iam/common.ts';
import type { Call, Context, Operations, Question } from '../service.ts';
import { operation } from '../service.ts';
import { issueSession, mfaContext, provesMfa, sessionPolicies } from './session.ts';

interface Found {
  role: Role;
  account: string;
}

/** The role of an ARN, in any account of this world. */
function findRole(call: Call, arn: string): Found | undefined {
  const parsed = parseArn(arn);
  const account = parsed && call.tx.world.accounts.get(parsed.account);
  const role = account?.roles.get(nameKey(lastName(parsed?.resource ?? '')));
  if (!role || !parsed || `role${role.path}${role.name}` !== parsed.resource) return undefined;
  return { role, account: parsed.account };
}

/** AWS does not tell a role that is not there from one that is closed. */
function denied(call: Call, action: string, arn: string): never {
  if (call.caller.kind === 'anonymous') return fail('AccessDenied', `Not authorized to perform ${action}`);
  return fail(
    'AccessDenied',
    `User: ${call.caller.arn} is not authorized to perform: ${action} on resource: ${arn}`,
  );
}

function tagContext(tags: readonly Tag[] | undefined, transitive: readonly string[] | undefined): Context {
  if (!tags?.length) return {};
  return {
    ...Object.fromEntries(tags.map(({ Key, Value }) => [`aws:RequestTag/${Key}`, Value])),
    'aws:TagKeys': tags.map(({ Key }) => Key),
    ...(transitive?.length ? { 'sts:TransitiveTagKeys': [...transitive] } : {}),
  };
}

function checkDuration(call: Call, role: Role, seconds: number): void {
  if (seconds > role.maxSession)
    fail(
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  if (call.caller.kind === 'role' && seconds > 3600)
    fail(
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
}

/** Session tags that the calling session hands on. */
function inherited(call: Call, tags: readonly Tag[]): readonly Tag[] {
  const session = call.caller.key?.session;
  const keys = new Set(session?.transitiveKeys ?? []);
  const handed = (session?.tags ?? []).filter(({ Key }) => keys.has(Key));
  const clash = handed.find(({ Key }) => tags.some((tag) => tag.Key.toLowerCase() === Key.toLowerCase()));
  if (clash)
    fail(
      'InvalidParameterValue',
      `One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.`,
    );
  return [...handed, ...tags];
}

function trustQuestion({ role, account }: Found, arn: string, action: string, context: Context): Question {
  return {
    action,
    resource: arn,
    context: { ...entityKeys(role), ...context },
    policy: role.trust,
    policyKind: 'trust',
    account,
  };
}

const assumeRole = operation<sdk.AssumeRoleRequest, sdk.AssumeRoleResponse>({
  readOnly: true,
  tellAnswer: true,
  questions(input, call) {
    const found = findRole(call, input.RoleArn);
    if (!found) return [];
    const context: Context = {
      'sts:RoleSessionName': input.RoleSessionName,
      ...(input.ExternalId === undefined ? {} : { 'sts:ExternalId': input.ExternalId }),
      ...(input.SourceIdentity === undefined ? {} : { 'sts:SourceIdentity': input.SourceIdentity }),
      ...tagContext(input.Tags, input.TransitiveTagKeys),
      ...(provesMfa(call, input.SerialNumber, input.TokenCode) ? mfaContext : {}),
    };
    const ask = (action: string) => trustQuestion(found, input.RoleArn, action, context);
    return [
      ask('sts:AssumeRole'),
      ...(input.Tags?.length ? [ask('sts:TagSession')] : []),
      ...(input.SourceIdentity === undefined ? [] : [ask('sts:SetSourceIdentity')]),
    ];
  },
  run(input, call) {
    const found = findRole(call, input.RoleArn) ?? denied(call, 'sts:AssumeRole', input.RoleArn);
    const { role, account } = found;
    const seconds = input.DurationSeconds ?? 3600;
    checkDuration(call, role, seconds);
    const { policies, policyArns, packed } = sessionPolicies(
      call,
      input.Policy,
      input.PolicyArns,
      input.Tags,
    );
    const before = call.caller.key?.session;
    const sourceIdentity = before?.sourceIdentity ?? input.SourceIdentity;
    const mfa = input.SerialNumber !== undefined;
    const credentials = issueSession(
      call,
      call.tx.within(account),
      { kind: 'role', role: nameKey(role.name), roleId: role.id, session: input.RoleSessionName },
      seconds,
      {
        mfa: mfa || (before?.mfa ?? false),
        ...(mfa ? { mfaAt: call.times.now } : before?.mfaAt === undefined ? {} : { mfaAt: before.mfaAt }),
        policies,
        policyArns,
        tags: inherited(call, input.Tags ?? []),
        transitiveKeys: [...new Set([...(before?.transitiveKeys ?? []), ...(input.TransitiveTagKeys ?? [])])],
        sourceIdentity,
        via: 'AssumeRole',
      },
    );
    call.note({ resources: [{ ARN: input.RoleArn, accountId: account, type: 'AWS::IAM::Role' }] });
    return {
      Credentials: credentials,
      AssumedRoleUser: {
        AssumedRoleId: `${role.id}:${input.RoleSessionName}`,
        Arn: `arn:aws:sts::${account}:assumed-role/${role.name}/${input.RoleSessionName}`,
      },
      ...(packed === undefined ? {} : { PackedPolicySize: packed }),
      ...(sourceIdentity === undefined ? {} : { SourceIdentity: sourceIdentity }),
    };
  },
});

/** Needs no key: the token says who is calling, the trust policy whether they may. */
const assumeRoleWithWebIdentity = operation<
  sdk.AssumeRoleWithWebIdentityRequest,
  sdk.AssumeRoleWithWebIdentityResponse
>({
  readOnly: true,
  tellAnswer: true,
  action: null,
  run(input, call) {
    const action = 'sts:AssumeRoleWithWebIdentity';
    const found = findRole(call, input.RoleArn) ?? denied(call, action, input.RoleArn);
    const token = readToken(call.tx.world, input.WebIdentityToken);
    if (typeof token === 'string') fail('InvalidIdentityToken', token);
    if (token.expires <= call.times.now)
      fail('ExpiredTokenException', 'Token expired: it must be used before its exp claim.');
    const { role, account } = found;
    const provider = call.tx.within(account).account.oidcProviders.get(token.provider);
    if (!provider)
      fail(
        'InvalidIdentityToken',
        `No OpenIDConnect provider found in your account for https://${token.provider}`,
      );
    if (!provider.clients.includes(token.audience)) fail('InvalidIdentityToken', 'Incorrect token audience');
    const providerArn = `arn:aws:iam::${account}:oidc-provider/${token.provider}`;
    const keys = Object.fromEntries(
      Object.entries(token.claims).map(([claim, value]) => [`${token.provider}:${claim}`, value]),
    );
    call.authorize({
      ...trustQuestion(found, input.RoleArn, action, {
        ...keys,
        'aws:FederatedProvider': providerArn,
        'sts:RoleSessionName': input.RoleSessionName,
      }),
      principal: providerArn,
      denial: `Not authorized to perform ${action}`,
    });
    const seconds = input.DurationSeconds ?? 3600;
    checkDuration(call, role, seconds);
    const { policies, policyArns, packed } = sessionPolicies(call, input.Policy, input.PolicyArns, undefined);
    const credentials = issueSession(
      call,
      call.tx.within(account),
      { kind: 'role', role: nameKey(role.name), roleId: role.id, session: input.RoleSessionName },
      seconds,
      {
        mfa: false,
        policies,
        policyArns,
        tags: [],
        via: 'AssumeRoleWithWebIdentity',
        federation: { provider: providerArn, keys: { ...keys, 'aws:FederatedProvider': providerArn } },
      },
    );
    return {
      Credentials: credentials,
      SubjectFromWebIdentityToken: token.subject,
      AssumedRoleUser: {
        AssumedRoleId: `${role.id}:${input.RoleSessionName}`,
        Arn: `arn:aws:sts::${account}:assumed-role/${role.name}/${input.RoleSessionName}`,
      },
      Provider: providerArn,
      Audience: token.audience,
      ...(packed === undefined ? {} : { PackedPolicySize: packed }),
    };
  },
});

export const roles: Operations = {
  AssumeRole: assumeRole,
  AssumeRoleWithWebIdentity: assumeRoleWithWebIdentity,
};
