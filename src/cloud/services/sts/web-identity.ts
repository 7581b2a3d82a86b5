// STS: taking on a role with a token of an OpenID Connect provider. Tests: test/cloud/sts.test.ts
import type * as sdk from '@aws-sdk/client-sts';
import { readToken } from '../../world/web-identity.ts';
import { fail } from '../errors.ts';
import type { Operations } from '../service.ts';
import { operation } from '../service.ts';
import { checkDuration, denied, findRole, takeOn, trustQuestion } from './role-session.ts';
import { sessionPolicies } from './session.ts';

/** Needs no key: the token says who is calling, the trust policy whether they may. */
const assumeRoleWithWebIdentity = operation<
  sdk.AssumeRoleWithWebIdentityRequest,
  sdk.AssumeRoleWithWebIdentityResponse
>({
  readOnly: true,
  aside: true,
  tellAnswer: true,
  action: null,
  run(input, call) {
    const action = 'sts:AssumeRoleWithWebIdentity';
    const found = findRole(call, input.RoleArn) ?? denied(call, action, input.RoleArn);
    const token = readToken(call.tx.world, input.WebIdentityToken);
    if (typeof token === 'string') fail('InvalidIdentityToken', token);
    call.note({
      userIdentity: {
        type: 'WebIdentityUser',
        principalId: `arn:aws:iam::${found.account}:oidc-provider/${token.provider}:${token.audience}:${token.subject}`,
        userName: token.subject,
        identityProvider: `arn:aws:iam::${found.account}:oidc-provider/${token.provider}`,
      },
    });
    if (token.expires <= call.times.now)
      fail('ExpiredTokenException', 'Token expired: it must be used before its exp claim.');
    const { account } = found;
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
    checkDuration(call, found.role, seconds);
    const { policies, policyArns, packed } = sessionPolicies(call, input.Policy, input.PolicyArns, undefined);
    const taken = takeOn(call, {
      found,
      name: input.RoleSessionName,
      seconds,
      session: {
        mfa: false,
        policies,
        policyArns,
        tags: [],
        via: 'AssumeRoleWithWebIdentity',
        federation: { provider: providerArn, keys: { ...keys, 'aws:FederatedProvider': providerArn } },
      },
    });
    return {
      ...taken,
      SubjectFromWebIdentityToken: token.subject,
      Provider: providerArn,
      Audience: token.audience,
      ...(packed === undefined ? {} : { PackedPolicySize: packed }),
    };
  },
});

export const webIdentity: Operations = { AssumeRoleWithWebIdentity: assumeRoleWithWebIdentity };
