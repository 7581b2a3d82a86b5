// Random requests to every service, in every protocol, well-formed and not, signed well, badly and not at all: each is
// answered, none with an error of our own; the world stays readable, its invariants hold, and no event has a secret.
// ROOTLESS_SEED runs one again.
import { expect, it } from 'vitest';
import {
  createCloud,
  emptyWorld,
  issuePracticeCredentials,
  restoreWorld,
  serializeWorld,
  simulated,
} from '../../src/cloud/index.ts';
import { findService } from '../../src/cloud/services/registry.ts';
import { parseXml } from '../../src/cloud/wire/xml-read.ts';
import { dice } from './fuzz/dice.ts';
import { checkInvariants } from './fuzz/invariants.ts';
import { mutated } from './fuzz/mutations.ts';
import { requestFor } from './fuzz/requests.ts';
import type { SigningKey } from './fuzz/signing.ts';
import { signed } from './fuzz/signing.ts';
import { secret, seenValues } from './fuzz/values.ts';
import { account, start } from './support/account.ts';

const count = process.env.ROOTLESS_FULL === '1' ? 50_000 : 2000;
/** The metadata of instances has paths and no operations: test/cloud/instance-metadata.test.ts. */
const services = Object.keys(simulated).filter((name) => name !== 'imds');
const seed = Number(process.env.ROOTLESS_SEED ?? Date.now() % 1_000_000);

it.each(['off', 'on'] as const)(
  `answers ${count} random requests with authentication %s, seed ${seed}`,
  { timeout: 1_200_000 },
  async (authentication) => {
    console.log(`fuzz seed ${seed} (ROOTLESS_SEED=${seed} runs it again)`);
    const random = dice(seed);
    const seen = seenValues();
    const issued = issuePracticeCredentials(emptyWorld({ account, seed: 1 }), `arn:aws:iam::${account}:root`);
    const cloud = createCloud({ world: issued.world, seed: 1, authentication });
    const root: SigningKey = issued.credentials;
    const keys: SigningKey[] = [];
    const statuses = new Map<number, number>();
    let now = start;
    for (let n = 0; n < count; n++) {
      // IAM has most of the operations and of what refers to what.
      const name = random.chance(0.4) ? 'iam' : random.pick(services);
      const service = (await findService(name))?.service;
      if (!service) throw new Error(`no ${name}`);
      const operation = random.chance(0.97)
        ? random.pick(simulated[name] ?? [])
        : random.pick([...Object.keys(service.schemas.operations), 'None', '__proto__', 'constructor']);
      let request = requestFor(service, operation, random, seen);
      now += random.chance(0.001) ? 86_400_000 : 1000;
      const wall = start + n;
      const early = random.chance(0.1);
      if (early) request = mutated(request, random);
      if (authentication === 'on') {
        const key = keys.length > 0 && random.chance(0.3) ? random.pick(keys) : root;
        request = await signed(request, name, key, wall, random);
      }
      if (!early && random.chance(0.05)) request = mutated(request, random);
      const answer = await cloud.handle(request, { wall, now });
      const text = new TextDecoder().decode(answer.body);
      const told = () =>
        `${n}: ${name}:${operation} ${request.method} ${request.url} ${JSON.stringify(request.headers)}\n${new TextDecoder().decode(request.body)}\n${answer.status} ${text}`;
      if (answer.status < 200 || answer.status === 500 || answer.status > 501) throw new Error(told());
      try {
        const type = answer.headers['content-type'] ?? '';
        if (/json/.test(type) && text !== '') JSON.parse(text);
        if (/xml/.test(type) && text !== '' && operation !== 'GetObject') parseXml(text);
      } catch {
        throw new Error(`The answer cannot be read. ${told()}`);
      }
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      seen.note(text);
      if (answer.status === 200) keepKey(text, keys);
      if (n % 1000 === 999 || process.env.ROOTLESS_STEP) checkInvariants(cloud.world, told);
    }
    checkInvariants(cloud.world);
    const saved = JSON.stringify(serializeWorld(cloud.world));
    const restored = restoreWorld(JSON.parse(saved));
    checkInvariants(restored);
    expect(JSON.stringify(serializeWorld(restored))).toBe(saved);
    expect(JSON.stringify([...cloud.events.newest()])).not.toContain(secret);
    expect(statuses.get(200) ?? 0, JSON.stringify([...statuses])).toBeGreaterThan(count / 10);
  },
);

/** Keys that answers hand out call too. */
function keepKey(text: string, keys: SigningKey[]): void {
  const find = (name: string) => new RegExp(`${name}(?:>|":\\s*")([^<"]+)`).exec(text)?.[1];
  const [accessKeyId, secretAccessKey, sessionToken] = ['AccessKeyId', 'SecretAccessKey', 'SessionToken'].map(
    find,
  );
  if (!accessKeyId || !secretAccessKey) return;
  keys.push({ accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) });
  if (keys.length > 20) keys.shift();
}
