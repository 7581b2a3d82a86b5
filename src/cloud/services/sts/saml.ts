// STS: taking on a role with the answer of a SAML identity provider. Tests: test/cloud/federation.test.ts
import type * as sdk from '@aws-sdk/client-sts';
import { toBase64 } from '../../wire/schema.ts';
import type { Tag } from '../../world/entities.ts';
import type { ReadAnswer } from '../../world/saml.ts';
import { readAssertion } from '../../world/saml.ts';
import { sha1 } from '../../world/totp.ts';
import { fail } from '../errors.ts';
import type { Context, Operations } from '../service.ts';
import { operation } from '../service.ts';
import { checkDuration, denied, findRole, tagContext, takeOn, trustQuestion } from './role-session.ts';
import { sessionPolicies } from './session.ts';

const action = 'sts:AssumeRoleWithSAML';
/** An answer has to be used within five minutes. */
const lifetime = 5 * 60_000;

interface Said {
  name: string;
  tags: readonly Tag[];
  transitive: readonly string[];
  sourceIdentity: string | undefined;
}

/** What the attributes say of the session. */
function said({ attributes }: ReadAnswer): Said {
  const one = (name: string) => attributes[name]?.[0];
  const name = one('RoleSessionName') ?? '';
  if (!/^[\w+=,.@-]{2,64}$/.test(name))
    fail('InvalidIdentityToken', 'RoleSessionName is required in AuthnResponse');
  return {
    name,
    tags: Object.entries(attributes)
      .filter(([key]) => key.startsWith('PrincipalTag:'))
      .map(([key, [value = '']]) => ({ Key: key.slice('PrincipalTag:'.length), Value: value })),
    transitive: attributes.TransitiveTagKeys ?? [],
    sourceIdentity: one('SourceIdentity'),
  };
}

/** Needs no key: the provider's answer says who is calling, the trust policy whether they may. */
const assumeRoleWithSaml = operation<sdk.AssumeRoleWithSAMLRequest, sdk.AssumeRoleWithSAMLResponse>({
  readOnly: true,
  aside: true,
  tellAnswer: true,
  action: null,
  run(input, call) {
    const found = findRole(call, input.RoleArn) ?? denied(call, action, input.RoleArn);
    const answer =
      readAssertion(call.tx.world, input.SAMLAssertion) ??
      fail('InvalidIdentityToken', 'Invalid base64 SAMLResponse');
    const { account } = found;
    const name = input.PrincipalArn.split(':saml-provider/')[1] ?? '';
    const provider = call.tx.within(account).account.samlProviders.get(name);
    if (!provider || input.PrincipalArn !== `arn:aws:iam::${account}:saml-provider/${name}`)
      fail('InvalidIdentityToken', "Specified provider doesn't exist");
    const qualifier = toBase64(sha1(new TextEncoder().encode(`${answer.issuer}${account}/${name}`)));
    call.note({
      userIdentity: {
        type: 'SAMLUser',
        principalId: `${qualifier}:${answer.subject}`,
        userName: answer.subject,
        identityProvider: qualifier,
      },
    });
    if (!answer.isSignedFor(provider.document)) fail('InvalidIdentityToken', 'Response signature invalid');
    const { now } = call.times;
    if (now - answer.issued > lifetime || answer.expires <= now)
      fail('ExpiredTokenException', 'Token must be redeemed within 5 minutes of issuance');
    const pair = [input.RoleArn, input.PrincipalArn].sort().join();
    const isOffered = (answer.attributes.Role ?? []).some(
      (value) =>
        value
          .split(',')
          .map((part) => part.trim())
          .sort()
          .join() === pair,
    );
    if (!isOffered)
      fail(
        'InvalidIdentityToken',
        'RoleArn and PrincipalArn are not among the roles that the response offers',
      );
    const { name: session, tags, transitive, sourceIdentity } = said(answer);
    const kind = answer.format.replace(/^urn:oasis:names:tc:SAML:[\d.]+:nameid-format:/, '');
    const who = { 'SAML:namequalifier': qualifier, 'SAML:sub': answer.subject, 'SAML:sub_type': kind };
    const context: Context = {
      ...who,
      'SAML:aud': answer.recipient,
      'SAML:iss': answer.issuer,
      'SAML:doc': `${account}/${name}`,
      'aws:FederatedProvider': input.PrincipalArn,
      'sts:RoleSessionName': session,
      ...(sourceIdentity === undefined ? {} : { 'sts:SourceIdentity': sourceIdentity }),
      ...tagContext(tags, transitive),
    };
    const asked = [
      action,
      ...(tags.length > 0 ? ['sts:TagSession'] : []),
      ...(sourceIdentity === undefined ? [] : ['sts:SetSourceIdentity']),
    ];
    for (const one of asked)
      call.authorize({
        ...trustQuestion(found, input.RoleArn, one, context),
        principal: input.PrincipalArn,
        denial: `Not authorized to perform ${one}`,
      });
    const seconds = input.DurationSeconds ?? 3600;
    checkDuration(call, found.role, seconds);
    const { policies, policyArns, packed } = sessionPolicies(
      call,
      input.Policy,
      input.PolicyArns,
      tags as Tag[],
    );
    const taken = takeOn(call, {
      found,
      name: session,
      seconds,
      session: {
        mfa: false,
        policies,
        policyArns,
        tags,
        transitiveKeys: transitive,
        sourceIdentity,
        via: 'AssumeRoleWithSAML',
        federation: {
          provider: input.PrincipalArn,
          keys: { ...who, 'aws:FederatedProvider': input.PrincipalArn },
        },
      },
    });
    return {
      ...taken,
      Subject: answer.subject,
      SubjectType: kind,
      Issuer: answer.issuer,
      Audience: answer.recipient,
      NameQualifier: qualifier,
      ...(packed === undefined ? {} : { PackedPolicySize: packed }),
      ...(sourceIdentity === undefined ? {} : { SourceIdentity: sourceIdentity }),
    };
  },
});

export const saml: Operations = { AssumeRoleWithSAML: assumeRoleWithSaml };
