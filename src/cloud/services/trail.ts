// The CloudTrail record of a request, in the shapes of the CloudTrail user guide («record contents», «userIdentity
// element»). Secrets never get in: sensitive members are known by the schemas. Tests: test/cloud/pipeline.test.ts

import type { Member, ServiceSchemas } from '../wire/schema.ts';
import { isoSeconds, lowerFirst, structureOf, toBase64, traitsOf, typeOf } from '../wire/schema.ts';
import { rootArn } from '../world/arn.ts';
import type { CloudTrailEvent, UserIdentity } from '../world/events.ts';
import type { Caller } from './caller.ts';
import { roleArn, userArn } from './caller.ts';

/** Who asked, as a record says it. */
export function userIdentity(caller: Caller): UserIdentity {
  const { key } = caller;
  const session = key?.session;
  const attributes = session && {
    attributes: { creationDate: isoSeconds(session.issued), mfaAuthenticated: String(session.mfa) },
    ...(session.sourceIdentity ? { sourceIdentity: session.sourceIdentity } : {}),
  };
  const base = { accountId: caller.account, ...(key ? { accessKeyId: key.id } : {}) };
  switch (caller.kind) {
    case 'root':
      return {
        type: 'Root',
        principalId: caller.account,
        arn: rootArn(caller.account),
        ...base,
        ...(session?.via === 'AssumeRoot'
          ? { sessionContext: { ...attributes, assumedRoot: 'true' } }
          : attributes
            ? { sessionContext: attributes }
            : {}),
      };
    case 'user':
      return {
        type: 'IAMUser',
        principalId: caller.userId,
        arn: caller.arn,
        ...base,
        userName: caller.user?.name ?? '',
        ...(attributes ? { sessionContext: attributes } : {}),
      };
    case 'role':
      return {
        type: 'AssumedRole',
        principalId: caller.userId,
        arn: caller.arn,
        ...base,
        ...(caller.role
          ? {
              sessionContext: {
                sessionIssuer: {
                  type: 'Role',
                  principalId: caller.role.id,
                  arn: roleArn(caller.account, caller.role),
                  accountId: caller.account,
                  userName: caller.role.name,
                },
                ...attributes,
              },
            }
          : {}),
      };
    case 'federated':
      return {
        type: 'FederatedUser',
        principalId: caller.userId,
        arn: caller.arn,
        ...base,
        sessionContext: {
          sessionIssuer: caller.user
            ? {
                type: 'IAMUser',
                principalId: caller.user.id,
                arn: userArn(caller.account, caller.user),
                accountId: caller.account,
                userName: caller.user.name,
              }
            : {
                type: 'Root',
                principalId: caller.account,
                arn: rootArn(caller.account),
                accountId: caller.account,
              },
          ...attributes,
        },
      };
    case 'anonymous':
      return { type: 'AWSAccount', principalId: '', accountId: 'anonymous' };
  }
}

/** Answers hold secrets that the schemas do not all mark. */
const secretNames = new Set([
  'Password',
  'OldPassword',
  'NewPassword',
  'SecretAccessKey',
  'SessionToken',
  'ServicePassword',
  'ServiceCredentialSecret',
  'Base32StringSeed',
  'QRCodePNG',
  'PrivateKey',
  'AddPrivateKey',
  'AuthenticationCode1',
  'AuthenticationCode2',
  'TokenCode',
  'SAMLAssertion',
  'WebIdentityToken',
  'Token',
  'TradeInToken',
  'DelegatedAccessToken',
  'Body',
  'MessageBody',
  'ReceiptHandle',
]);

/** Members in CloudTrail's lower camel case, dates as IAM's events write them, no secrets. */
export function trailForm(
  schemas: ServiceSchemas,
  structure: string | undefined,
  value: unknown,
): Record<string, unknown> | null {
  if (!structure || typeof value !== 'object' || value === null) return null;
  const out = convert(schemas, `$${structure}`, value) as Record<string, unknown>;
  return Object.keys(out).length > 0 ? out : null;
}

function convert(schemas: ServiceSchemas, member: Member, value: unknown): unknown {
  if (value instanceof Date) return trailDate(value);
  if (value instanceof Uint8Array) return toBase64(value);
  const type = typeOf(member);
  if (typeof type === 'object') {
    if ('list' in type) return (value as unknown[]).map((item) => convert(schemas, type.list, item));
    return Object.fromEntries(
      Object.entries(value as object).map(([key, held]) => [key, convert(schemas, type.value, held)]),
    );
  }
  const structure = structureOf(schemas, type);
  if (!structure) return value;
  const out: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(structure.members)) {
    const held = (value as Record<string, unknown>)[name];
    if (held === undefined || held === null || secretNames.has(name) || traitsOf(inner).sensitive) continue;
    out[lowerFirst(name)] = convert(schemas, inner, held);
  }
  return out;
}

export const tlsDetails = (host: string): CloudTrailEvent['tlsDetails'] => ({
  tlsVersion: 'TLSv1.3',
  cipherSuite: 'TLS_AES_128_GCM_SHA256',
  clientProvidedHostHeader: host,
});

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Oct 15, 2022 10:05:16 PM */
function trailDate(date: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = date.getUTCHours();
  const time = `${hours % 12 || 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} ${hours < 12 ? 'AM' : 'PM'}`;
  return `${months[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()} ${time}`;
}

export type { CloudTrailEvent };
