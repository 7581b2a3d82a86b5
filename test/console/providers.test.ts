// Identity providers as the console makes them, against a whole practice account.
import { expect, it } from 'vitest';
import {
  addAudience,
  createOidc,
  deleteProvider,
  getProvider,
  kindOf,
  listProviders,
  removeAudience,
} from '../../src/console/iam/providers.ts';
import { consoleAccount } from './account.ts';

it('adds an OpenID Connect provider, changes its audiences and deletes it', async () => {
  const { iam } = consoleAccount();
  const arn = await createOidc(iam, 'https://token.actions.githubusercontent.com', 'sts.amazonaws.com');
  expect(kindOf(arn)).toBe('oidc');
  expect(await listProviders(iam)).toEqual([
    { kind: 'oidc', arn, name: 'token.actions.githubusercontent.com', created: undefined },
  ]);
  await addAudience(iam, arn, 'other');
  await removeAudience(iam, arn, 'sts.amazonaws.com');
  expect((await getProvider(iam, arn)).audiences).toEqual(['other']);
  await deleteProvider(iam, arn);
  expect(await listProviders(iam)).toEqual([]);
});

it('knows a SAML provider by its ARN', () => {
  expect(kindOf('arn:aws:iam::111122223333:saml-provider/ADFS')).toBe('saml');
});
