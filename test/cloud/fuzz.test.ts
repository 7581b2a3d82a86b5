// Random requests, well-formed and not: the account answers every one, stays readable, and its invariants hold.
import { expect, it } from 'vitest';
import {
  createCloud,
  emptyWorld,
  issuePracticeCredentials,
  restoreWorld,
  serializeWorld,
  simulated,
  type World,
} from '../../src/cloud/index.ts';
import { iam } from '../../src/cloud/services/iam/iam.ts';
import { typeOf } from '../../src/cloud/wire/schema.ts';
import { account, start } from './support/account.ts';

const count = process.env.ROOTLESS_FULL === '1' ? 100_000 : 3000;

/** A small generator of its own, so that a failing seed can be run again. */
function dice(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return {
    next,
    pick: <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)] as Item,
  };
}

const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'iam:*', Resource: '*' }],
});
const trust = (user: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:user/${user}` },
        Action: 'sts:AssumeRole',
      },
    ],
  });

/** Values that collide, so that requests meet what earlier ones made. */
function valueFor(name: string, type: string, { pick, next }: ReturnType<typeof dice>): string {
  const names = ['anna', 'Anna', 'ben', 'x', 'devs', 'auditor'];
  if (next() < 0.03) return pick(['', '\u0000', '<&>', 'a'.repeat(600), '../..', '💥', '-1']);
  if (/Document$/.test(name))
    return pick([policy, trust('anna'), trust('ben'), '{', '[]', '{"Statement":1}']);
  if (/PolicyArn|PermissionsBoundary/.test(name))
    return pick([
      `arn:aws:iam::${account}:policy/x`,
      'arn:aws:iam::aws:policy/AdministratorAccess',
      'arn:aws:iam::aws:policy/None',
      `arn:aws:iam::${account}:policy/anna`,
    ]);
  if (/Arn$/.test(name))
    return pick([
      `arn:aws:iam::${account}:user/anna`,
      `arn:aws:iam::${account}:role/auditor`,
      'arn:nonsense',
    ]);
  if (/Path/.test(name)) return pick(['/', '/team/', 'team']);
  if (/Marker/.test(name)) return pick(['MXxhbm5h', 'x']);
  if (/VersionId/.test(name)) return pick(['v1', 'v2', 'v9']);
  if (/Status/.test(name)) return pick(['Active', 'Inactive', 'Other']);
  if (type === 'n') return pick(['1', '3', '100', '0', 'x', '99999']);
  if (type === 'b') return pick(['true', 'false', 'maybe']);
  if (/Password/.test(name)) return pick(['Correct-Horse-1', 'short']);
  return pick(names);
}

function checkInvariants(world: World): void {
  const ids = new Set<string>();
  for (const {
    settings,
    users,
    groups,
    roles,
    policies,
    instanceProfiles,
    mfaDevices,
    policyUse,
    certificates,
  } of world.accounts.values()) {
    const use = new Map<string, number>();
    for (const table of [users, groups, roles, policies, instanceProfiles])
      for (const [key, entity] of table) {
        expect(ids.has(entity.id), `${entity.id} twice`).toBe(false);
        ids.add(entity.id);
        if (table !== policies) expect(key).toBe(entity.name.toLowerCase());
        for (const arn of 'attached' in entity ? entity.attached : []) {
          use.set(arn, (use.get(arn) ?? 0) + 1);
          if (!arn.startsWith('arn:aws:iam::aws:')) expect(policies.has(arn), `${arn} attached`).toBe(true);
        }
        const boundary = 'boundary' in entity ? (entity.boundary as string | undefined) : undefined;
        if (boundary && !boundary.startsWith('arn:aws:iam::aws:')) expect(policies.has(boundary)).toBe(true);
      }
    for (const [arn, { attached, boundaries }] of policyUse) {
      expect(attached, arn).toBe(use.get(arn) ?? 0);
      expect(attached + boundaries).toBeGreaterThan(0);
    }
    for (const user of users.values()) {
      for (const key of user.groups) expect(groups.has(key), `group ${key}`).toBe(true);
      for (const id of user.accessKeys)
        expect(world.keys.get(id)?.owner).toEqual({ kind: 'user', user: user.name.toLowerCase() });
      for (const serial of user.mfaDevices)
        expect(mfaDevices.get(serial)?.holder).toBe(user.name.toLowerCase());
      for (const id of user.certificates) expect(certificates.has(id)).toBe(true);
    }
    for (const profile of instanceProfiles.values())
      if (profile.role) expect(roles.has(profile.role)).toBe(true);
    for (const serial of settings.root.mfaDevices) expect(mfaDevices.get(serial)?.holder).toBe('');
  }
  for (const key of world.keys.values()) {
    const tables = world.accounts.get(key.account);
    expect(tables).toBeDefined();
    if (key.owner.kind === 'user' && !key.session)
      expect(tables?.users.has(key.owner.user), `owner of ${key.id}`).toBe(true);
  }
}

it(`answers ${count} random requests and holds its invariants`, { timeout: 1_200_000 }, async () => {
  const seed = Number(process.env.ROOTLESS_SEED ?? Date.now() % 1_000_000);
  console.log(`fuzz seed ${seed} (ROOTLESS_SEED=${seed} runs it again)`);
  const random = dice(seed);
  const issued = issuePracticeCredentials(emptyWorld({ account, seed: 1 }), `arn:aws:iam::${account}:root`);
  const cloud = createCloud({ world: issued.world, seed: 1, authentication: 'off' });
  const operations = [...Object.keys(iam.schemas.operations), 'NoSuchOperation', 'constructor', '__proto__'];
  const statuses = new Map<number, number>();
  for (let n = 0; n < count; n++) {
    const name = random.pick(operations);
    const form = new URLSearchParams({ Action: name, Version: '2010-05-08' });
    const structure = iam.schemas.structures[iam.schemas.operations[name]?.in ?? ''];
    Object.entries(structure?.members ?? {}).forEach(([member, definition], i) => {
      if (i >= (structure?.required ?? 0) && random.next() < 0.6) return;
      const type = typeOf(definition);
      if (typeof type === 'string' && !type.startsWith('$'))
        form.set(member, valueFor(member, type.charAt(0), random));
      else if (member === 'Tags') {
        form.set('Tags.member.1.Key', random.pick(['a', 'A', 'aws:x', '']));
        form.set('Tags.member.1.Value', 'v');
      } else if (random.next() < 0.5)
        form.set(`${member}.member.1`, random.pick(['anna', 'iam:GetUser', policy]));
      else form.set(`${member}.member.0.member.__proto__.x`, '1');
    });
    let body = form.toString();
    if (random.next() < 0.02) body = body.slice(0, Math.floor(random.next() * body.length));
    const service = random.next() < 0.02 ? random.pick(['sts', 'none', 'cloudtrail', 'constructor']) : 'iam';
    const response = await cloud.handle(
      {
        method: random.next() < 0.98 ? 'POST' : random.pick(['GET', 'PUT', 'OPTIONS']),
        url: `https://${service}.amazonaws.com/`,
        headers: {
          host: `${service}.amazonaws.com`,
          'content-type': random.pick(['application/x-www-form-urlencoded', 'application/json']),
          ...(random.next() < 0.02
            ? { 'x-amz-target': random.pick(['X.Y', 'CloudTrail_20131101.LookupEvents', '']) }
            : {}),
          ...(random.next() < 0.01
            ? {
                authorization: random.pick([
                  '',
                  'AWS4-HMAC-SHA256',
                  'AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request, SignedHeaders=host, Signature=0',
                  'Basic x',
                ]),
              }
            : {}),
        },
        body: new TextEncoder().encode(body),
      },
      { wall: start, now: start + n * 1000 },
    );
    expect(response.status, `${name} ${body}`).toBeLessThan(502);
    if (response.status === 500)
      throw new Error(`${name}?${body}\n${new TextDecoder().decode(response.body)}`);
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    if (n % 500 === 499) checkInvariants(cloud.world);
  }
  checkInvariants(restoreWorld(JSON.parse(JSON.stringify(serializeWorld(cloud.world)))));
  expect(statuses.get(200) ?? 0).toBeGreaterThan(count / 30);
  expect(simulated.iam?.length).toBeGreaterThan(150);
});
