// Instances as the console launches and changes them, against a whole practice account.

import { EC2Client } from '@aws-sdk/client-ec2';
import {
  AddRoleToInstanceProfileCommand,
  CreateInstanceProfileCommand,
  CreateRoleCommand,
} from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import {
  images,
  instanceById,
  launch,
  listInstances,
  nameOf,
  setProfile,
  switchPower,
} from '../../src/console/ec2.ts';
import { trustPolicy } from '../../src/console/iam/roles.ts';
import { consoleAccount } from './account.ts';

it('launches with a name and a role, changes the role, stops and starts', async () => {
  const test = consoleAccount();
  const client = new EC2Client(test.options());
  for (const name of ['Web', 'Batch']) {
    const trust = trustPolicy({ kind: 'service', service: 'ec2.amazonaws.com' });
    await test.iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trust }));
    await test.iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: name }));
    await test.iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName: name, RoleName: name }));
  }
  const [id = ''] = await launch(client, {
    name: 'front',
    image: images[0].id,
    type: 't3.micro',
    count: 1,
    profile: 'Web',
  });
  const [instance] = await listInstances(client);
  expect(instance && nameOf(instance)).toBe('front');
  expect(instance?.IamInstanceProfile?.Arn).toMatch(/\/Web$/);
  await setProfile(client, id, 'Batch');
  expect((await instanceById(client, id))?.IamInstanceProfile?.Arn).toMatch(/\/Batch$/);
  await setProfile(client, id, undefined);
  expect((await instanceById(client, id))?.IamInstanceProfile).toBeUndefined();
  await switchPower(client, 'stop', [id]);
  await switchPower(client, 'start', [id]);
  await switchPower(client, 'terminate', [id]);
  expect((await instanceById(client, id))?.State?.Name).toMatch(/terminated|shutting-down/);
});
