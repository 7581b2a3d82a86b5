// The committed copy of the SDK's schemas is the SDK's.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pruned } from '../../src/data/generator/schemas.ts';
import { only } from '../../src/data/generator/services.ts';

it.each(['iam', 'sts', 'cloudtrail', 'organizations', 's3', 'ec2', 'account', 'sqs'])(
  '%s: the table is what the SDK exports',
  async (service) => {
    const file = join(import.meta.dirname, `../../src/data/tables/schemas-${service}.json`);
    const module = (await import(`@aws-sdk/client-${service}`)) as Record<string, unknown>;
    const fresh = JSON.parse(JSON.stringify(pruned(module, only[service])));
    expect(JSON.parse(readFileSync(file, 'utf8')), 'run node src/data/generator/schemas.ts').toEqual(fresh);
  },
);
