// Random requests to what the console is made of: every one is answered, none with an error of our own, the world stays
// readable, and root keeps one address and one password.
import { expect, it } from 'vitest';
import {
  createCloud,
  emptyWorld,
  issuePracticeCredentials,
  practiceRootPassword,
  restoreWorld,
  serializeWorld,
} from '../../src/cloud/index.ts';
import { findService } from '../../src/cloud/services/registry.ts';
import type { Member, ServiceSchemas } from '../../src/cloud/wire/schema.ts';
import { structureOf, typeOf } from '../../src/cloud/wire/schema.ts';
import { account, start } from './support/account.ts';

const count = process.env.ROOTLESS_FULL === '1' ? 50_000 : 2000;
const secret = 'Fuzz-secret-1';

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

type Dice = ReturnType<typeof dice>;

const odd: readonly unknown[] = [
  '',
  null,
  7,
  -1,
  true,
  [],
  [[]],
  {},
  { toString: 'x' },
  '__proto__',
  'constructor',
  '💥\u0000\ud800',
  'a'.repeat(5000),
];

function value(schemas: ServiceSchemas, name: string, member: Member, random: Dice): unknown {
  const { next, pick } = random;
  if (next() < 0.1) return pick(odd);
  const type = typeOf(member);
  if (typeof type === 'object')
    return 'list' in type
      ? [value(schemas, name, type.list, random)]
      : { x: value(schemas, name, type.value, random) };
  const structure = structureOf(schemas, type);
  if (structure) return input(schemas, type.slice(1), random);
  if (type === 'b') return next() < 0.5;
  if (type === 'n') return pick([1, 50, 0, 1000]);
  if (/Password/.test(name)) return pick([secret, practiceRootPassword, 'short', `${secret}2`]);
  if (/Email/.test(name)) return pick(['root@example.com', 'a@example.com', 'b@example.com']);
  if (/Account(Id)?$/.test(name)) return pick([account, '999988887777', 'course']);
  if (/UserName/.test(name)) return pick(['anna', 'ben']);
  if (/RegionName/.test(name)) return pick(['ap-east-1', 'us-east-1', 'xx-east-1']);
  if (/AlternateContactType/.test(name)) return pick(['SECURITY', 'BILLING', 'OTHER']);
  if (/Level/.test(name)) return pick(['BASIC', 'ENTERPRISE']);
  if (/Token|State/.test(name)) return pick(['YWZ0ZXIgeA==', 'eyJhIjoxfQ==.00', '!']);
  return pick(['x', 'US', '+1 206 555 0100', '98101', 'Anna Example']);
}

function input(schemas: ServiceSchemas, structure: string, random: Dice): Record<string, unknown> {
  const { required = 0, members = {} } = schemas.structures[structure] ?? {};
  return Object.fromEntries(
    Object.entries(members)
      .filter((_, i) => random.next() < (i < required ? 0.95 : 0.5))
      .map(([name, member]) => [name, value(schemas, name, member, random)]),
  );
}

it(`answers ${count} random requests`, { timeout: 1_200_000 }, async () => {
  const seed = Number(process.env.ROOTLESS_SEED ?? Date.now() % 1_000_000);
  console.log(`fuzz seed ${seed} (ROOTLESS_SEED=${seed} runs it again)`);
  const random = dice(seed);
  const { world } = issuePracticeCredentials(
    emptyWorld({ account, seed: 1 }),
    `arn:aws:iam::${account}:root`,
  );
  const cloud = createCloud({ world, seed: 1, authentication: 'off' });
  const prefixes = {
    signin: 'Signin',
    portal: 'Portal',
    billing: 'AWSBilling',
    supportplans: 'SupportPlans',
  };
  const statuses = new Map<number, number>();
  for (let n = 0; n < count; n++) {
    const name = random.pick([...Object.keys(prefixes), 'account']) as keyof typeof prefixes | 'account';
    const service = (await findService(name))?.service;
    if (!service) throw new Error(`no ${name}`);
    const operation = random.pick([...Object.keys(service.schemas.operations), 'None', '__proto__']);
    const structure = Object.hasOwn(service.schemas.operations, operation)
      ? service.schemas.operations[operation]
      : undefined;
    const given = structure?.in ? input(service.schemas, structure.in, random) : {};
    let body = JSON.stringify(random.next() < 0.02 ? random.pick(odd) : given) ?? '';
    if (random.next() < 0.02) body = body.slice(0, Math.floor(random.next() * body.length));
    const response = await cloud.handle(
      {
        method: random.next() < 0.98 ? 'POST' : 'GET',
        url: `https://${name}.us-east-1.amazonaws.com${structure?.http?.[1] ?? '/'}`,
        headers: {
          host: `${name}.us-east-1.amazonaws.com`,
          ...(name === 'account' ? {} : { 'x-amz-target': `${prefixes[name]}.${operation}` }),
        },
        body: new TextEncoder().encode(body),
      },
      { wall: start, now: start + n * 60_000 },
    );
    if (response.status === 500 || response.status > 501)
      throw new Error(`${name}:${operation} ${body}\n${new TextDecoder().decode(response.body)}`);
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
  }
  const { settings, mfaDevices } = restoreWorld(
    JSON.parse(JSON.stringify(serializeWorld(cloud.world))),
  ).accounts.get(account) as NonNullable<ReturnType<typeof world.accounts.get>>;
  expect(settings.root.email).toMatch(/^[^\s@]+@[^\s@]+\.[^\s@]+$/);
  expect(settings.root.password?.passwordHash).toMatch(/^[0-9a-f]{64}$/);
  for (const serial of settings.root.mfaDevices) expect(mfaDevices.get(serial)?.holder).toBe('');
  expect(settings.root.mfaDevices.length).toBeLessThanOrEqual(8);
  expect(JSON.stringify([...cloud.events.newest()])).not.toContain(secret);
  expect(statuses.get(200) ?? 0).toBeGreaterThan(count / 10);
});
