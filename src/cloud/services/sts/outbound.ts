// STS: tokens that tell services outside AWS who is calling (IAM user guide, «Outbound identity federation»). Signed by
// the practice account, so only a practice service could check them. Tests: test/cloud/federation.test.ts
import type * as sdk from '@aws-sdk/client-sts';
import { standingOf } from '../../world/organization.ts';
import { accountToken } from '../../world/web-identity.ts';
import { roleArn } from '../caller.ts';
import { fail } from '../errors.ts';
import type { Call, Operations } from '../service.ts';
import { operation } from '../service.ts';

const defaultSeconds = 300;

const tagMap = (tags: readonly { Key?: string | undefined; Value?: string | undefined }[]) =>
  Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));

/** What AWS itself tells about the caller («Understanding token claims»). */
function accountClaims(call: Call, tags: readonly { Key: string; Value: string }[]) {
  const standing = standingOf(call.tx.world, call.tx.accountId);
  const above = standing?.path.filter(({ kind }) => kind !== 'account').map(({ id }) => id) ?? [];
  return {
    aws_account: call.tx.accountId,
    source_region: call.region,
    ...(standing
      ? {
          org_id: standing.organization.id,
          ou_path: `${[standing.organization.id, ...above].join('/')}/`,
        }
      : {}),
    ...(call.caller.tags.length > 0 ? { principal_tags: tagMap(call.caller.tags) } : {}),
    ...(tags.length > 0 ? { request_tags: tagMap(tags) } : {}),
  };
}

const getWebIdentityToken = operation<sdk.GetWebIdentityTokenRequest, sdk.GetWebIdentityTokenResponse>({
  readOnly: true,
  aside: true,
  context: (input) => ({
    'sts:IdentityTokenAudience': input.Audience,
    'sts:SigningAlgorithm': input.SigningAlgorithm,
    'sts:DurationSeconds': String(input.DurationSeconds ?? defaultSeconds),
    ...(input.Tags?.length
      ? {
          'aws:TagKeys': input.Tags.map(({ Key }) => Key),
          ...Object.fromEntries(input.Tags.map(({ Key, Value }) => [`aws:RequestTag/${Key}`, Value])),
        }
      : {}),
  }),
  run(input, call) {
    const { caller, times, tx } = call;
    const { outboundFederation } = tx.account.settings;
    if (!outboundFederation)
      fail(
        'OutboundWebIdentityFederationDisabledException',
        'Outbound web identity federation is not enabled for this account. Enable it with EnableOutboundWebIdentityFederation.',
      );
    const expires = times.now + (input.DurationSeconds ?? defaultSeconds) * 1000;
    if (caller.key?.session && expires > caller.key.session.expires)
      fail(
        'SessionDurationEscalationException',
        'The requested token duration would extend the session beyond its original expiration time.',
      );
    const token = accountToken(tx.world, tx.accountId, {
      iss: outboundFederation.issuer,
      aud: input.Audience.length === 1 ? input.Audience[0] : input.Audience,
      sub: caller.role ? roleArn(caller.account, caller.role) : caller.arn,
      iat: Math.floor(times.now / 1000),
      exp: Math.floor(expires / 1000),
      jti: tx.ids.uuid(),
      'https://sts.amazonaws.com/': accountClaims(call, input.Tags ?? []),
    });
    return { WebIdentityToken: token, Expiration: new Date(expires) };
  },
});

export const outbound: Operations = { GetWebIdentityToken: getWebIdentityToken };
