// Billing: closed to IAM until root opens it. The support plan: a matter of permission.
import { AttachUserPolicyCommand, CreateUserCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import { account, testAccount } from './support/account.ts';
import { jsonCall } from './support/json-call.ts';

async function withUsers() {
  const test = testAccount();
  for (const UserName of ['admin', 'anna']) await test.iam.send(new CreateUserCommand({ UserName }));
  await test.iam.send(
    new AttachUserPolicyCommand({
      UserName: 'admin',
      PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    }),
  );
  return { test, admin: test.as('user/admin'), anna: test.as('user/anna') };
}

it('root switches IAM access to billing on; then permissions decide', async () => {
  const { test, admin, anna } = await withUsers();
  const bill = (credentials = test.root) => jsonCall(test, 'AWSBilling.GetBillingData', {}, credentials);
  const set = (IAMAccess: unknown, credentials = test.root) =>
    jsonCall(test, 'AWSBilling.UpdateIAMAccessPreference', { IAMAccess }, credentials);
  expect((await bill()).status).toBe(200);
  const closed = await bill(admin);
  expect(closed).toMatchObject({ status: 400, __type: 'AccessDeniedException' });
  expect(closed.message).toContain(
    'this account allows IAM and federated users to access billing information',
  );
  expect(test.records.at(-1)?.event).toMatchObject({
    eventSource: 'billingconsole.amazonaws.com',
    eventType: 'AwsConsoleAction',
    errorCode: 'AccessDenied',
  });
  expect((await set(true, admin)).message).toContain('only the root user can');
  expect(await set(true)).toMatchObject({ status: 200, IAMAccess: true });
  expect(await bill(admin)).toMatchObject({ status: 200, AccountId: account, AmountDue: '0.00' });
  expect((await bill(anna)).message).toContain(
    'because no identity-based policy allows the billing:GetBillingData action',
  );
  expect(await jsonCall(test, 'AWSBilling.GetIAMAccessPreference', {}, admin)).toMatchObject({
    IAMAccess: true,
  });
  // Still root's alone, also for who is let in.
  expect((await set(false, admin)).__type).toBe('AccessDeniedException');
  await set(false);
  expect((await bill(admin)).__type).toBe('AccessDeniedException');
  for (const wrong of ['true', 1, null, undefined, {}]) expect((await set(wrong)).status).toBe(400);
});

it('the bill counts what the account asked for this month', async () => {
  const { test } = await withUsers();
  const told = await jsonCall(test, 'AWSBilling.GetBillingData', {}, test.root);
  expect(told).toMatchObject({
    BillingPeriod: '2026-11',
    CurrencyCode: 'USD',
    Services: [{ Service: 'iam', Requests: 3, Amount: '0.00' }],
  });
  test.now += 30 * 86_400_000;
  const next = await jsonCall(test, 'AWSBilling.GetBillingData', {}, test.root);
  expect(next).toMatchObject({ BillingPeriod: '2026-12', Services: [] });
});

it('the support plan needs permission, not root', async () => {
  const { test, admin, anna } = await withUsers();
  const plan = (credentials = admin) => jsonCall(test, 'SupportPlans.GetSupportPlan', {}, credentials);
  const change = (SupportLevel: unknown, credentials = admin) =>
    jsonCall(test, 'SupportPlans.StartSupportPlanUpdate', { Update: { SupportLevel } }, credentials);
  expect((await plan()).SupportLevel).toBe('BASIC');
  expect((await change('BUSINESS', anna)).message).toContain(
    'is not authorized to perform: supportplans:StartSupportPlanUpdate',
  );
  expect((await change('BUSINESS')).SupportPlanUpdateArn).toMatch(
    new RegExp(`^arn:aws:supportplans::${account}:supportplanupdate/[0-9a-f]{64}$`),
  );
  expect(test.records.at(-1)?.event).toMatchObject({
    eventSource: 'supportplans.amazonaws.com',
    eventName: 'StartSupportPlanUpdate',
    requestParameters: { update: { supportLevel: 'BUSINESS' } },
  });
  expect((await plan()).SupportLevel).toBe('BUSINESS');
  await test.iam.send(
    new PutUserPolicyCommand({
      UserName: 'anna',
      PolicyName: 'look',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Action: 'supportplans:Get*', Resource: '*' },
      }),
    }),
  );
  expect((await plan(anna)).SupportLevel).toBe('BUSINESS');
  for (const wrong of ['GOLD', '', 7, null]) expect((await change(wrong)).status, `${wrong}`).toBe(400);
});
