// What an instance reads of itself: its token, where and what it is, and the credentials of its role.
import { fromBase64, isoSeconds, toBase64 } from '../../wire/schema.ts';
import { hexOf, hmac } from '../../wire/signature.ts';
import type { Instance } from '../ec2/instance.ts';
import { isInstance } from '../ec2/instance.ts';
import { fail } from '../errors.ts';
import { profileArn } from '../iam/instance-profiles.ts';
import type { Call, Operations } from '../service.ts';
import { operation } from '../service.ts';
import { roleCredentials } from './credentials.ts';

export interface Found {
  instance: Instance;
  account: string;
}

/** The instance named, else the only one that runs. */
function findInstance(call: Call, id: string | undefined): Found {
  const running: Found[] = [];
  for (const [account, { resources }] of call.tx.world.accounts)
    for (const item of resources.values())
      if (isInstance(item) && item.state === 'running' && (id === undefined || item.id === id))
        running.push({ instance: item, account });
  const [first, ...others] = running;
  if (first && others.length === 0) return first;
  return fail(
    'NotFound',
    first
      ? 'Several instances run: say which, with /_rootless/instances/ID before /latest.'
      : id === undefined
        ? 'No instance runs in this account.'
        : `No instance ${id} runs in this account.`,
    { status: 404 },
  );
}

/** Tokens are not kept: the instance and the time until which it is good, signed by the world. */
function tokenFor(call: Call, instance: Instance, expires: number): string {
  const text = `${instance.id} ${expires}`;
  const signature = hexOf(hmac(`instance metadata ${call.tx.world.seed}`, text)).slice(0, 32);
  return toBase64(new TextEncoder().encode(`${text} ${signature}`))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}

function isTokenOf(call: Call, instance: Instance, token: string): boolean {
  try {
    const bytes = fromBase64(token.replaceAll('-', '+').replaceAll('_', '/'));
    const expires = Number(new TextDecoder().decode(bytes).split(' ')[1]);
    return expires > call.times.wall && token === tokenFor(call, instance, expires);
  } catch {
    return false;
  }
}

const getToken = operation<{ InstanceId?: string }, { Content: string }>({
  action: null,
  dataEvent: true,
  run(input, call) {
    const { instance } = findInstance(call, input.InstanceId);
    const seconds = Number(call.request.headers['x-aws-ec2-metadata-token-ttl-seconds']);
    if (!(seconds >= 1 && seconds <= 21_600)) fail('BadRequest', '', { status: 400 });
    return { Content: tokenFor(call, instance, call.times.wall + seconds * 1000) };
  },
});

const json = (value: object) => ({
  Content: `${JSON.stringify(value, null, 2)}\n`,
  Type: 'application/json',
});

function profileOf(call: Call, { instance, account }: Found) {
  const { instanceProfiles } = call.tx.within(account).account;
  return instance.profile === undefined ? undefined : instanceProfiles.get(instance.profile);
}

/** What stands under a path of meta-data; undefined: nothing. */
function leaf(call: Call, found: Found, path: string): { Content: string; Type?: string } | undefined {
  const { instance, account } = found;
  const texts: Record<string, string> = {
    'ami-id': instance.image,
    'instance-id': instance.id,
    'instance-type': instance.type,
    'local-ipv4': instance.address,
    'placement/availability-zone': `${instance.region}a`,
    'placement/region': instance.region,
    'reservation-id': instance.reservation,
    'services/domain': 'amazonaws.com',
    'services/partition': 'aws',
  };
  if (Object.hasOwn(texts, path)) return { Content: texts[path] as string };
  const profile = profileOf(call, found);
  if (!profile) return undefined;
  const role =
    profile.role === undefined ? undefined : call.tx.within(account).account.roles.get(profile.role);
  if (path === 'iam/info')
    return json({
      Code: 'Success',
      LastUpdated: isoSeconds(call.times.now),
      InstanceProfileArn: profileArn(account, profile),
      InstanceProfileId: profile.id,
    });
  if (!role) return undefined;
  if (path === 'iam/security-credentials') return { Content: role.name };
  if (path === `iam/security-credentials/${role.name}`) return json(roleCredentials(call, found, role));
  return undefined;
}

/** Names under a path, as a listing has them: what holds more ends with a slash. */
function listing(call: Call, found: Found, path: string): string[] {
  const all =
    `ami-id instance-id instance-type local-ipv4 placement/availability-zone placement/region reservation-id
    services/domain services/partition`.split(/\s+/);
  if (profileOf(call, found)) all.push('iam/info', 'iam/security-credentials/');
  const under = path === '' ? '' : `${path}/`;
  const names = all
    .filter((name) => name.startsWith(under))
    .map((name) => name.slice(under.length).replace(/\/.*$/, '/'));
  return [...new Set(names)].sort();
}

const getMetadata = operation<{ InstanceId?: string; Path?: string }, { Content: string; Type?: string }>({
  action: null,
  dataEvent: true,
  aside: true,
  run(input, call) {
    const found = findInstance(call, input.InstanceId);
    const token = call.request.headers['x-aws-ec2-metadata-token'];
    if (token === undefined || !isTokenOf(call, found.instance, token))
      fail('Unauthorized', '', { status: 401 });
    const path = (input.Path ?? '').replace(/\/+$/, '');
    const none = () => fail('NotFound', '', { status: 404 });
    if (path === 'dynamic/instance-identity/document') return json(identityDocument(found));
    if (path !== 'meta-data' && !path.startsWith('meta-data/')) return none();
    const inner = path.slice('meta-data'.length).replace(/^\//, '');
    const names = listing(call, found, inner);
    return leaf(call, found, inner) ?? (names.length > 0 ? { Content: names.join('\n') } : none());
  },
});

function identityDocument({ instance, account }: Found): object {
  return {
    accountId: account,
    architecture: 'x86_64',
    availabilityZone: `${instance.region}a`,
    imageId: instance.image,
    instanceId: instance.id,
    instanceType: instance.type,
    pendingTime: isoSeconds(instance.launched),
    privateIp: instance.address,
    region: instance.region,
    version: '2017-09-30',
  };
}

export const metadata: Operations = { GetToken: getToken, GetMetadata: getMetadata };
