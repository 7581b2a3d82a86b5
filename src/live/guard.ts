// Whether credentials may look at an account: by what GetCallerIdentity says of them, before anything else is asked.
// Sources: STS API reference (GetSessionToken, GetFederationToken). Tests: test/live/credentials.test.ts.
import type { SendOperation } from '../checkup/index.ts';

/**
 * Whether a session may call IAM at all: one call tells. A session of GetSessionToken without MFA gets
 * InvalidClientTokenId, or an AccessDenied that names no missing permission. Who only lacks a permission may go on: what
 * cannot be read is named then. Source: STS API reference, GetSessionToken.
 */
export const mayCallIam = (send: SendOperation, signal?: AbortSignal): Promise<boolean> =>
  send('iam', 'GetAccountSummary', {}, signal).then(
    () => true,
    ({ name, message }: Error) =>
      name !== 'InvalidClientTokenId' &&
      (!/^AccessDenied/.test(name) || /is not authorized to perform/.test(message)),
  );

export type Caller =
  | { ok: true; account: string; arn: string; name: string; kind: 'user' | 'role' }
  | { ok: false; refusal: 'root' | 'federated' | 'sessionWithoutMfa' | 'partition' | 'strange' };

/**
 * @param arn of GetCallerIdentity
 * @param accessKeyId ASIA… of a user is a session of GetSessionToken or of `aws login`
 * @param mayCallIam what a first call to IAM answered; undefined where none was made
 */
export function judgeCaller(arn: string, accessKeyId: string, mayCallIam?: boolean): Caller {
  const match = /^arn:(aws[\w-]*):(?:iam|sts)::(\d{12}):(.+)$/.exec(arn);
  if (!match) return { ok: false, refusal: 'strange' };
  const [, partition, account = '', resource = ''] = match;
  if (partition !== 'aws') return { ok: false, refusal: 'partition' };
  if (resource === 'root') return { ok: false, refusal: 'root' };
  if (resource.startsWith('federated-user/')) return { ok: false, refusal: 'federated' };
  const name = resource.split('/').slice(1).join('/');
  const kind = resource.startsWith('user/') ? 'user' : resource.startsWith('assumed-role/') ? 'role' : null;
  if (kind === null) return { ok: false, refusal: 'strange' };
  if (kind === 'user' && accessKeyId.startsWith('ASIA') && mayCallIam === false)
    return { ok: false, refusal: 'sessionWithoutMfa' };
  return { ok: true, account, arn, name, kind };
}
