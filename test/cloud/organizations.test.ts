// Organizations: member accounts, their roles, and policies that come from above.
import {
  AttachUserPolicyCommand,
  CreateUserCommand,
  EnableOrganizationsRootSessionsCommand,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import {
  AttachPolicyCommand,
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  CreatePolicyCommand,
  DescribeOrganizationCommand,
  DetachPolicyCommand,
  EnablePolicyTypeCommand,
  ListAccountsCommand,
  ListPoliciesForTargetCommand,
  ListRootsCommand,
  MoveAccountCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, AssumeRootCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect, it } from 'vitest';
import { account, refusal, testAccount } from './support/account.ts';

async function withMember() {
  const test = testAccount();
  const client = new OrganizationsClient(test.options() as never);
  await client.send(new CreateOrganizationCommand({}));
  const { CreateAccountStatus: status } = await client.send(
    new CreateAccountCommand({ AccountName: 'member', Email: 'member@example.com' }),
  );
  await test.iam.send(new CreateUserCommand({ UserName: 'admin' }));
  await test.iam.send(
    new AttachUserPolicyCommand({
      UserName: 'admin',
      PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    }),
  );
  const member = status?.AccountId as string;
  const inMember = async () => {
    const given = await test.stsAs(test.as('user/admin')).send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${member}:role/OrganizationAccountAccessRole`,
        RoleSessionName: 'admin',
      }),
    );
    return {
      accessKeyId: given.Credentials?.AccessKeyId as string,
      secretAccessKey: given.Credentials?.SecretAccessKey as string,
      sessionToken: given.Credentials?.SessionToken as string,
    };
  };
  const [root] = (await client.send(new ListRootsCommand({}))).Roots ?? [];
  return { test, client, member, inMember, root: root?.Id as string };
}

it('a member account is entered by its role', async () => {
  const { test, client, member, inMember } = await withMember();
  const keys = await inMember();
  expect((await test.stsAs(keys).send(new GetCallerIdentityCommand({}))).Account).toBe(member);
  await test.iamAs(keys).send(new CreateUserCommand({ UserName: 'inside' }));
  expect(
    (await test.iamAs(keys).send(new ListUsersCommand({}))).Users?.map(({ UserName }) => UserName),
  ).toEqual(['inside']);
  expect((await test.iam.send(new ListUsersCommand({}))).Users?.map(({ UserName }) => UserName)).toEqual([
    'admin',
  ]);
  expect((await client.send(new ListAccountsCommand({}))).Accounts?.map(({ Name }) => Name).sort()).toEqual([
    'member',
    'practice',
  ]);
  const asMember = new OrganizationsClient(test.options(keys) as never);
  expect((await asMember.send(new DescribeOrganizationCommand({}))).Organization?.MasterAccountId).toBe(
    account,
  );
  expect((await refusal(asMember.send(new ListAccountsCommand({})))).code).toBe('AccessDeniedException');
});

it('a service control policy reaches through units into the member, and not into the management account', async () => {
  const { test, client, member, inMember, root } = await withMember();
  const again = new EnablePolicyTypeCommand({ RootId: root, PolicyType: 'SERVICE_CONTROL_POLICY' });
  // An organization with all features begins with this type switched on.
  expect((await refusal(client.send(again))).code).toBe('PolicyTypeAlreadyEnabledException');
  const unit = (await client.send(new CreateOrganizationalUnitCommand({ ParentId: root, Name: 'sandbox' })))
    .OrganizationalUnit;
  await client.send(
    new MoveAccountCommand({ AccountId: member, SourceParentId: root, DestinationParentId: unit?.Id }),
  );
  const Content = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: 'iam:CreateUser', Resource: '*' }],
  });
  const { Policy: policy } = await client.send(
    new CreatePolicyCommand({ Name: 'no-users', Description: '', Type: 'SERVICE_CONTROL_POLICY', Content }),
  );
  const PolicyId = policy?.PolicySummary?.Id;
  await client.send(new AttachPolicyCommand({ PolicyId, TargetId: unit?.Id }));
  const refused = await refusal(test.iamAs(await inMember()).send(new CreateUserCommand({ UserName: 'x' })));
  expect(refused.message).toContain('with an explicit deny in a service control policy');
  await client.send(new AttachPolicyCommand({ PolicyId, TargetId: root }));
  await test.iam.send(new CreateUserCommand({ UserName: 'fine' }));
  await client.send(new DetachPolicyCommand({ PolicyId, TargetId: root }));
  await client.send(new DetachPolicyCommand({ PolicyId, TargetId: unit?.Id }));
  await test.iamAs(await inMember()).send(new CreateUserCommand({ UserName: 'x' }));
  const last = new DetachPolicyCommand({ PolicyId: 'p-FullAWSAccess', TargetId: member });
  expect((await refusal(client.send(last))).code).toBe('ConstraintViolationException');
  const listed = await client.send(
    new ListPoliciesForTargetCommand({ TargetId: member, Filter: 'SERVICE_CONTROL_POLICY' }),
  );
  expect(listed.Policies?.map(({ Name }) => Name)).toEqual(['FullAWSAccess']);
});

it('the management account takes privileged action as the member’s root, for its task only', async () => {
  const { test, member } = await withMember();
  const ask = new AssumeRootCommand({
    TargetPrincipal: member,
    TaskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials' },
  });
  const admin = test.stsAs(test.as('user/admin'));
  expect((await refusal(admin.send(ask))).code).toBe('AccessDenied');
  await test.iam.send(new EnableOrganizationsRootSessionsCommand({}));
  const { Credentials: given } = await admin.send(ask);
  const keys = {
    accessKeyId: given?.AccessKeyId as string,
    secretAccessKey: given?.SecretAccessKey as string,
    sessionToken: given?.SessionToken as string,
  };
  expect((await test.stsAs(keys).send(new GetCallerIdentityCommand({}))).Arn).toBe(
    `arn:aws:iam::${member}:root`,
  );
  expect((await refusal(test.iamAs(keys).send(new CreateUserCommand({ UserName: 'x' })))).code).toBe(
    'AccessDenied',
  );
});
