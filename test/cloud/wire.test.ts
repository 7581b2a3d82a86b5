// The wire against the SDK: what the SDK writes is read, what is written the SDK reads, for every operation there is,
// with values made from the schemas.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { iam } from '../../src/cloud/services/iam/iam.ts';
import type { Service } from '../../src/cloud/services/service.ts';
import { sts } from '../../src/cloud/services/sts/sts.ts';
import { formTree, readStructure } from '../../src/cloud/wire/form.ts';
import { query } from '../../src/cloud/wire/protocol.ts';
import type { Member } from '../../src/cloud/wire/schema.ts';
import { structureOf, typeOf } from '../../src/cloud/wire/schema.ts';
import { plainRequest } from './support/account.ts';

/** Any value of a type; text without characters that XML does not have, and without the \r that it folds. */
function anyOf(service: Service, member: Member, depth = 0): fc.Arbitrary<unknown> {
  const type = typeOf(member);
  if (typeof type === 'object') {
    if ('list' in type)
      return fc.array(anyOf(service, type.list, depth + 1), { minLength: 1, maxLength: depth > 3 ? 1 : 3 });
    const entries = fc.uniqueArray(
      fc.tuple(fc.stringMatching(/^[a-z]{1,8}$/), anyOf(service, type.value, depth + 1)),
      {
        minLength: 1,
        maxLength: 2,
        selector: ([key]) => key,
      },
    );
    return entries.map((found) => Object.fromEntries(found));
  }
  const structure = structureOf(service.schemas, type);
  if (structure) {
    if (depth > 6) return fc.constant({});
    const members = Object.fromEntries(
      Object.entries(structure.members).map(([name, inner]) => [name, anyOf(service, inner, depth + 1)]),
    );
    return fc.record(members, { requiredKeys: [] });
  }
  switch (type.charAt(0)) {
    case 'n':
      return fc.integer({ min: -1000, max: 100_000 });
    case 'b':
      return fc.boolean();
    case 't':
      return fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => new Date(seconds * 1000));
    case 'x':
      return fc.uint8Array({ minLength: 1, maxLength: 20 });
    default:
      return fc.stringMatching(/^[A-Za-z][ -~é<>&"'ß]{0,12}[a-z]$/);
  }
}

const services: [Service, string, string][] = [
  [iam, '@aws-sdk/client-iam', 'IAMClient'],
  [sts, '@aws-sdk/client-sts', 'STSClient'],
];

describe.each(services)('$name', (service, module, clientName) => {
  const runs = process.env.ROOTLESS_FULL === '1' ? 100 : 8;
  const names = Object.keys(service.schemas.operations);

  it(`reads what the SDK writes and writes what the SDK reads, all ${names.length} operations`, {
    timeout: 120_000,
  }, async () => {
    const sdk = (await import(module)) as Record<string, new (input: object) => object>;
    const Client = sdk[clientName] as new (options: object) => { send(command: object): Promise<object> };
    let seen: unknown;
    let answer: { status: number; headers: object; body: Uint8Array } | undefined;
    const client = new Client({
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' },
      maxAttempts: 1,
      requestHandler: {
        handle: async (request: Parameters<typeof plainRequest>[0]) => {
          const plain = plainRequest(request);
          const form = new URLSearchParams(new TextDecoder().decode(plain.body));
          const input = service.schemas.operations[form.get('Action') as string]?.in;
          seen = input ? readStructure(service.schemas, input, formTree(form), 'query') : {};
          return { response: { statusCode: answer?.status, headers: answer?.headers, body: answer?.body } };
        },
      },
    });
    for (const name of names) {
      const { in: input, out: output } = service.schemas.operations[name] as { in?: string; out?: string };
      const Command = sdk[`${name}Command`] as new (input: object) => object;
      const any = fc.tuple(
        input ? anyOf(service, `$${input}`) : fc.constant({}),
        output ? anyOf(service, `$${output}`) : fc.constant({}),
      );
      await fc.assert(
        fc.asyncProperty(any, async ([given, told]) => {
          answer = query.answer(service, name, told, 'id');
          const { $metadata, ...read } = (await client.send(new Command(given as object))) as {
            $metadata: unknown;
          };
          void $metadata;
          expect(withoutEmpty(seen), name).toEqual(withoutEmpty(given));
          expect(withoutEmpty(read), name).toEqual(withoutEmpty(told));
        }),
        { numRuns: runs },
      );
    }
  });
});

/** An empty structure cannot be told from an absent one on this wire. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty).filter((item) => !isEmpty(item));
  if (value instanceof Uint8Array) return [...value];
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const entries = Object.entries(value)
    .map(([key, held]) => [key, withoutEmpty(held)] as const)
    .filter(([, held]) => held !== undefined && !isEmpty(held));
  return Object.fromEntries(entries);
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item) => isEmpty(item));
  return (
    typeof value === 'object' && value !== null && !(value instanceof Date) && Object.keys(value).length === 0
  );
}
