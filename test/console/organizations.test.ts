// An organization as the console builds it, against a whole practice account.
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { expect, it } from 'vitest';
import {
  attach,
  createAccount,
  createOrganization,
  createPolicy,
  createUnit,
  describePolicy,
  detach,
  flat,
  listPolicies,
  moveAccount,
  policiesAt,
  readTree,
  savePolicy,
  switchType,
  targetsOf,
} from '../../src/console/organizations.ts';
import { consoleAccount } from './account.ts';

const deny = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }],
});

it('says that there is none', async () => {
  expect(await readTree(new OrganizationsClient(consoleAccount().options()))).toBeUndefined();
});

it('has a tree of units and accounts', async () => {
  const client = new OrganizationsClient(consoleAccount().options());
  await createOrganization(client);
  const root = (await readTree(client))?.root.id ?? '';
  await createUnit(client, root, 'Sandbox');
  await createAccount(client, 'play', 'play@example.com');
  let tree = await readTree(client);
  const unit = tree?.root.children.find((node) => node.kind === 'unit');
  const member = tree?.root.children.find((node) => node.name === 'play');
  await moveAccount(client, member?.id ?? '', unit?.id ?? '');
  tree = await readTree(client);
  expect(flat(tree?.root as never).map(({ node, depth }) => [depth, node.kind])).toEqual([
    [0, 'root'],
    [1, 'unit'],
    [2, 'account'],
    [1, 'account'],
  ]);
  await expect(createAccount(client, 'again', 'play@example.com')).rejects.toThrow('EMAIL_ALREADY_EXISTS');
});

it('attaches, edits and detaches service control policies', async () => {
  const client = new OrganizationsClient(consoleAccount().options());
  await createOrganization(client);
  const tree = await readTree(client);
  const root = tree?.root.id ?? '';
  if (!tree?.enabled.includes('SERVICE_CONTROL_POLICY')) await switchType(client, root, 'scp', true);
  const id = await createPolicy(client, 'scp', { name: 'NoS3', description: '', content: deny });
  await attach(client, id, root);
  expect((await policiesAt(client, root, 'scp')).map(({ Name }) => Name)).toContain('NoS3');
  expect((await targetsOf(client, id)).map(({ TargetId }) => TargetId)).toEqual([root]);
  await savePolicy(client, id, deny.replace('s3:*', 'ec2:*'));
  expect((await describePolicy(client, id)).content).toContain('ec2:*');
  await detach(client, id, root);
  expect(await targetsOf(client, id)).toEqual([]);
  expect((await listPolicies(client, 'scp')).map(({ Name }) => Name)).toContain('NoS3');
});
