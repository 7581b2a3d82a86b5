// What the account says it simulates is what its services hold.
import { expect, it } from 'vitest';
import { simulated } from '../../src/cloud/index.ts';
import { iam } from '../../src/cloud/services/iam/iam.ts';
import { rare } from '../../src/cloud/services/iam/rare.ts';
import { findService } from '../../src/cloud/services/registry.ts';

it.each(Object.keys(simulated))('%s', async (name) => {
  const found = await findService(name);
  expect(Object.keys(found?.service.operations ?? {}).sort()).toEqual([...(simulated[name] ?? [])].sort());
  for (const operation of simulated[name] ?? [])
    expect(found?.service.schemas.operations).toHaveProperty(operation);
});

it('names every operation of IAM that is fetched later', () => {
  const named = Object.entries(iam.operations).filter(([, { whole }]) => whole !== undefined);
  expect(named.map(([name]) => name).sort()).toEqual(Object.keys(rare).sort());
});
