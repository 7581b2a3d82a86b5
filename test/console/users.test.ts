// The console's reads and changes against the simulated account itself: the same requests as in the page.
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  IAMClient,
  ListAttachedUserPoliciesCommand,
  ListGroupsForUserCommand,
} from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCloud, emptyWorld, loadManagedPolicies } from '../../src/cloud/index.ts';
import { codeAt, currentStep } from '../../src/cloud/world/totp.ts';
import { toFailure } from '../../src/console/errors.ts';
import { accountSummary, whoAmI } from '../../src/console/iam/account.ts';
import { createUser, noPermissions, permissionsOf } from '../../src/console/iam/createUser.ts';
import {
  accessKeys,
  createDevice,
  describeKey,
  enableDevice,
  loginProfile,
  mfaDevices,
  passwordPolicy,
  removeDevice,
  setKeyStatus,
} from '../../src/console/iam/credentials.ts';
import { deleteUser } from '../../src/console/iam/deleteUser.ts';
import {
  attachToGroup,
  createGroup,
  deleteGroup,
  getGroup,
  listGroups,
} from '../../src/console/iam/groups.ts';
import {
  createPolicy,
  deletePolicy,
  entitiesOf,
  getPolicy,
  policyDocument,
  policyVersions,
  saveVersion,
} from '../../src/console/iam/policies.ts';
import { credentialReport } from '../../src/console/iam/report.ts';
import { attachToRole, createRole, deleteRole, listRoles, trustPolicy } from '../../src/console/iam/roles.ts';
import { saveTags, tagsOf } from '../../src/console/iam/tags.ts';
import {
  addToGroup,
  effectivePolicies,
  getUser,
  listUsers,
  putUserInline,
  setBoundary,
} from '../../src/console/iam/users.ts';
import { hostRequestHandler } from '../../src/practice/index.ts';

const NOW = 1_790_000_000_000;
const READ_ONLY = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const CHANGE = 'arn:aws:iam::aws:policy/IAMUserChangePassword';
const DOCUMENT = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';

let iam: IAMClient;
let sts: STSClient;

beforeAll(() => loadManagedPolicies());
beforeEach(() => {
  const cloud = createCloud({
    world: emptyWorld({ account: '111122223333' }),
    seed: 'console',
    authentication: 'off',
  });
  const options = {
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'unused' },
    requestHandler: hostRequestHandler({
      handle: (request) => cloud.handle(request, { wall: NOW, now: NOW }),
    }),
    maxAttempts: 1,
  };
  iam = new IAMClient(options);
  sts = new STSClient(options);
});

const make = (name: string) => iam.send(new CreateUserCommand({ UserName: name }));

describe('users', () => {
  it('are made by the wizard with everything it offers, and found again', async () => {
    await createGroup(iam, 'Developers');
    await attachToGroup(iam, 'Developers', READ_ONLY);
    const created = await createUser(iam, {
      name: 'anna',
      console: { password: 'Sunny-day-42', mustReset: true },
      permissions: {
        groups: ['Developers'],
        policies: [],
        inline: [{ name: 'own', document: DOCUMENT }],
        boundary: READ_ONLY,
      },
      tags: [{ key: 'team', value: 'web' }],
    });
    expect(created.refused).toEqual([]);
    expect((await getUser(iam, 'anna')).PermissionsBoundary?.PermissionsBoundaryArn).toBe(READ_ONLY);
    expect(await loginProfile(iam, 'anna')).toMatchObject({ PasswordResetRequired: true });
    expect(await effectivePolicies(iam, 'anna')).toEqual([
      { name: 'IAMUserChangePassword', arn: CHANGE, via: undefined },
      { name: 'own', arn: undefined, via: undefined },
      { name: 'ReadOnlyAccess', arn: READ_ONLY, via: 'Developers' },
    ]);
    expect(await tagsOf(iam, 'user', 'anna')).toEqual([{ Key: 'team', Value: 'web' }]);
    expect(await accountSummary(iam)).toMatchObject({ Users: 1, Groups: 1 });
  });

  it('are copied: groups, policies, inline documents, boundary', async () => {
    await createGroup(iam, 'Developers');
    await make('ben');
    await addToGroup(iam, 'ben', 'Developers');
    await putUserInline(iam, 'ben', 'own', DOCUMENT);
    await setBoundary(iam, 'ben', READ_ONLY);
    const permissions = await permissionsOf(iam, 'ben');
    const created = await createUser(iam, { name: 'carla', console: undefined, permissions, tags: [] });
    expect(created.refused).toEqual([]);
    expect(await permissionsOf(iam, 'carla')).toEqual(permissions);
    expect(permissions).toMatchObject({ groups: ['Developers'], boundary: READ_ONLY });
  });

  it('keep AWS’s sentence where a name is taken', async () => {
    await make('anna');
    const created = await createUser(iam, {
      name: 'Anna',
      console: undefined,
      permissions: noPermissions,
      tags: [],
    });
    expect(created.user).toBeUndefined();
    expect(created.refused[0]?.failure).toMatchObject({ code: 'EntityAlreadyExists', status: 409 });
  });

  it('lose everything before they are deleted', async () => {
    await createGroup(iam, 'Developers');
    await createUser(iam, {
      name: 'anna',
      console: { password: 'Sunny-day-42', mustReset: true },
      permissions: {
        ...noPermissions,
        groups: ['Developers'],
        inline: [{ name: 'own', document: DOCUMENT }],
      },
      tags: [],
    });
    await iam.send(new CreateAccessKeyCommand({ UserName: 'anna' }));
    const device = await createDevice(iam, 'phone');
    await enableDevice(iam, 'anna', device.serial, [
      codeAt(device.seed, currentStep(NOW) - 1),
      codeAt(device.seed, currentStep(NOW)),
    ]);
    await deleteUser(iam, 'anna');
    expect(await listUsers(iam)).toEqual([]);
    expect((await getGroup(iam, 'Developers')).members).toEqual([]);
  });

  it('come in pages and arrive whole', async () => {
    for (let i = 0; i < 130; i += 1) await make(`user-${i}`);
    const parts: number[] = [];
    const all = await listUsers(iam, (part) => parts.push(part.length));
    expect(parts).toEqual([100]);
    expect(new Set(all.map((user) => user.UserName)).size).toBe(130);
  });

  it('change their tags by what differs', async () => {
    await make('anna');
    await saveTags(
      iam,
      'user',
      'anna',
      [],
      [
        { key: 'team', value: 'web' },
        { key: 'old', value: 'x' },
      ],
    );
    await saveTags(iam, 'user', 'anna', await tagsOf(iam, 'user', 'anna'), [{ key: 'team', value: 'ops' }]);
    expect(await tagsOf(iam, 'user', 'anna')).toEqual([{ Key: 'team', Value: 'ops' }]);
  });
});

describe('credentials', () => {
  it('describe a key by a tag of the user, and switch it off', async () => {
    await make('anna');
    const { AccessKey: key } = await iam.send(new CreateAccessKeyCommand({ UserName: 'anna' }));
    const id = key?.AccessKeyId ?? '';
    await describeKey(iam, 'anna', id, 'laptop');
    await setKeyStatus(iam, 'anna', id, 'Inactive');
    expect(await accessKeys(iam, 'anna')).toMatchObject([{ AccessKeyId: id, Status: 'Inactive' }]);
    expect(await tagsOf(iam, 'user', 'anna')).toEqual([{ Key: id, Value: 'laptop' }]);
  });

  it('give root an MFA device by the account’s id, and take it away', async () => {
    const { account } = await whoAmI(sts);
    const device = await createDevice(iam, 'rootphone');
    expect(device.qr?.length).toBeGreaterThan(100);
    await enableDevice(iam, account, device.serial, [
      codeAt(device.seed, currentStep(NOW) - 1),
      codeAt(device.seed, currentStep(NOW)),
    ]);
    expect((await accountSummary(iam)).AccountMFAEnabled).toBe(1);
    expect(await mfaDevices(iam)).toHaveLength(1);
    await removeDevice(iam, account, device.serial);
    expect((await accountSummary(iam)).AccountMFAEnabled).toBe(0);
  });

  it('take no policy of the account’s own for an answer, not for an error', async () => {
    expect(await passwordPolicy(iam)).toBeUndefined();
  });

  it('stand in the report under AWS’s columns', async () => {
    await make('anna');
    const report = await credentialReport(iam, async () => {});
    expect(report.columns.slice(0, 4)).toEqual(['user', 'arn', 'user_creation_time', 'password_enabled']);
    expect(report.rows.map((row) => row.user)).toEqual(['<root_account>', 'anna']);
  });
});

describe('groups, policies and roles', () => {
  it('delete a group with its members and policies in it', async () => {
    await createGroup(iam, 'Developers');
    await attachToGroup(iam, 'Developers', READ_ONLY);
    await make('anna');
    await addToGroup(iam, 'anna', 'Developers');
    await deleteGroup(iam, 'Developers');
    expect(await listGroups(iam)).toEqual([]);
    const { Groups: groups } = await iam.send(new ListGroupsForUserCommand({ UserName: 'anna' }));
    expect(groups ?? []).toEqual([]);
  });

  it('keep versions of a policy, say whom it is attached to, and delete it whole', async () => {
    const { Policy: policy } = await createPolicy(iam, 'own', '', DOCUMENT);
    const arn = policy?.Arn ?? '';
    await saveVersion(iam, arn, DOCUMENT.replace('Allow', 'Deny'));
    expect(await policyDocument(iam, arn, 'v2')).toContain('"Effect": "Deny"');
    expect((await policyVersions(iam, arn)).map((one) => one.VersionId).sort()).toEqual(['v1', 'v2']);
    await make('anna');
    await setBoundary(iam, 'anna', arn);
    expect(await entitiesOf(iam, arn)).toEqual([{ name: 'anna', kind: 'user', boundary: true }]);
    await setBoundary(iam, 'anna', undefined);
    await deletePolicy(iam, arn);
    const gone = await getPolicy(iam, arn).catch(toFailure);
    expect(gone).toMatchObject({ code: 'NoSuchEntity' });
  });

  it('make a role and delete it with its policies', async () => {
    await createRole(iam, 'Auditor', '', trustPolicy({ kind: 'account', account: '111122223333' }));
    await attachToRole(iam, 'Auditor', READ_ONLY);
    await deleteRole(iam, 'Auditor');
    expect(await listRoles(iam)).toEqual([]);
  });

  it('leave the policy for the forced password change out where it was chosen twice', async () => {
    const created = await createUser(iam, {
      name: 'anna',
      console: { password: 'Sunny-day-42', mustReset: true },
      permissions: { ...noPermissions, policies: [CHANGE] },
      tags: [],
    });
    expect(created.refused).toEqual([]);
    const { AttachedPolicies: attached } = await iam.send(
      new ListAttachedUserPoliciesCommand({ UserName: 'anna' }),
    );
    expect(attached).toHaveLength(1);
  });
});
