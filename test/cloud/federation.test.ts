// Identity providers and what an account itself vouches for: SAML, OpenID Connect, outbound tokens, account properties,
// and the reports on what an organization's accounts used.
import {
  CreateRoleCommand,
  CreateSAMLProviderCommand,
  CreateUserCommand,
  DisableOutboundWebIdentityFederationCommand,
  EnableOutboundWebIdentityFederationCommand,
  GenerateOrganizationsAccessReportCommand,
  GetAccountPropertiesCommand,
  GetOrganizationsAccessReportCommand,
  GetOutboundWebIdentityFederationInfoCommand,
  ListUsersCommand,
  PutAccountPropertiesCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateAccountCommand,
  CreateOrganizationCommand,
  ListRootsCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import {
  AssumeRoleWithSAMLCommand,
  AssumeRoleWithWebIdentityCommand,
  GetWebIdentityTokenCommand,
} from '@aws-sdk/client-sts';
import { beforeEach, describe, expect, it } from 'vitest';
import { account, refusal, type TestAccount, testAccount } from './support/account.ts';
import { jsonCall } from './support/json-call.ts';

let test: TestAccount;
beforeEach(() => {
  test = testAccount();
});

const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: statement });
const claimsOf = (token = '') => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

describe('SAML', () => {
  const issuer = 'https://directory.example.com/saml';
  const RoleArn = `arn:aws:iam::${account}:role/staff`;
  const PrincipalArn = `arn:aws:iam::${account}:saml-provider/directory`;
  const trusting = (condition: object, actions = ['sts:AssumeRoleWithSAML', 'sts:TagSession']) =>
    document({
      Effect: 'Allow',
      Principal: { Federated: PrincipalArn },
      Action: actions,
      Condition: condition,
    });
  const assertion = async (more: object = {}) =>
    (
      await jsonCall(
        test,
        'Portal.IssueSamlAssertion',
        { Issuer: issuer, Subject: 'anna', RoleArn, PrincipalArn, ...more },
        test.root,
      )
    ).SAMLAssertion as string;
  const take = async (SAMLAssertion: string) =>
    test.sts.send(new AssumeRoleWithSAMLCommand({ RoleArn, PrincipalArn, SAMLAssertion }));

  beforeEach(async () => {
    const { Metadata } = await jsonCall(test, 'Portal.GetProviderMetadata', { Issuer: issuer }, test.root);
    await test.iam.send(new CreateSAMLProviderCommand({ Name: 'directory', SAMLMetadataDocument: Metadata }));
    await test.iam.send(
      new CreateRoleCommand({
        RoleName: 'staff',
        AssumeRolePolicyDocument: trusting({
          StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml', 'SAML:iss': issuer },
        }),
      }),
    );
    await test.iam.send(
      new PutRolePolicyCommand({
        RoleName: 'staff',
        PolicyName: 'p',
        PolicyDocument: document({
          Effect: 'Allow',
          Action: 'iam:ListUsers',
          Resource: '*',
          Condition: { StringEquals: { 'SAML:sub': 'anna', 'aws:PrincipalTag/team': 'red' } },
        }),
      }),
    );
  });

  it('takes on the role that the trust policy opens, with the tags of the answer', async () => {
    const taken = await take(await assertion({ Attributes: { 'PrincipalTag:team': ['red'] } }));
    expect(taken).toMatchObject({
      Subject: 'anna',
      SubjectType: 'persistent',
      Issuer: issuer,
      Audience: 'https://signin.aws.amazon.com/saml',
      AssumedRoleUser: { Arn: `arn:aws:sts::${account}:assumed-role/staff/anna` },
    });
    const { event } = test.records.at(-1) ?? {};
    expect(event?.userIdentity).toMatchObject({ type: 'SAMLUser', userName: 'anna' });
    const { AccessKeyId, SecretAccessKey, SessionToken } = taken.Credentials ?? {};
    expect(JSON.stringify(event)).not.toContain(SecretAccessKey);
    const session = {
      accessKeyId: AccessKeyId as string,
      secretAccessKey: SecretAccessKey as string,
      sessionToken: SessionToken as string,
    };
    await test.iamAs(session).send(new ListUsersCommand({}));
    const told = test.records.at(-1)?.event.userIdentity;
    expect(told).toMatchObject({
      type: 'AssumedRole',
      sessionContext: { sessionIssuer: { userName: 'staff' } },
    });
  });

  it('refuses whom the conditions shut out, and tags that the policy does not let in', async () => {
    const elsewhere = await refusal(take(await assertion({ Recipient: 'https://elsewhere.example.com' })));
    expect(elsewhere).toEqual({
      code: 'AccessDenied',
      status: 403,
      message: 'Not authorized to perform sts:AssumeRoleWithSAML',
    });
    expect((await refusal(take(await assertion({ Attributes: { SourceIdentity: ['anna'] } })))).message).toBe(
      'Not authorized to perform sts:SetSourceIdentity',
    );
  });

  it('refuses answers that are forged, stale, for another role, or none', async () => {
    const good = await assertion();
    const text = Buffer.from(good, 'base64').toString();
    const forged = Buffer.from(text.replace('>anna<', '>root<')).toString('base64');
    expect(await refusal(take(forged))).toMatchObject({
      code: 'InvalidIdentityToken',
      status: 400,
      message: 'Response signature invalid',
    });
    expect((await refusal(take('bm90IHhtbA=='))).code).toBe('InvalidIdentityToken');
    const other = await assertion({ RoleArn: `${RoleArn}2` });
    expect((await refusal(take(other))).code).toBe('InvalidIdentityToken');
    const stranger = await assertion({ Issuer: 'https://other.example.com' });
    expect((await refusal(take(stranger))).message).toBe('Response signature invalid');
    test.now += 5 * 60_000 + 1;
    expect((await refusal(take(good))).code).toBe('ExpiredTokenException');
  });
});

it('the practice identity provider issues tokens for OpenID Connect', async () => {
  const { WebIdentityToken } = await jsonCall(
    test,
    'Portal.IssueWebIdentityToken',
    {
      Issuer: 'https://ci.example.com',
      Subject: 'repo:a',
      Audience: 'sts.amazonaws.com',
      Claims: { ref: 'main' },
    },
    test.root,
  );
  expect(claimsOf(WebIdentityToken)).toMatchObject({
    iss: 'https://ci.example.com',
    sub: 'repo:a',
    ref: 'main',
  });
  expect(JSON.stringify(test.records.at(-1)?.event)).not.toContain(WebIdentityToken);
});

describe('outbound federation', () => {
  const ask = { Audience: ['https://api.example.com'], SigningAlgorithm: 'RS256' };

  it('vouches for who is calling once it is enabled', async () => {
    await test.iam.send(new CreateUserCommand({ UserName: 'anna', Tags: [{ Key: 'team', Value: 'red' }] }));
    expect(await refusal(test.sts.send(new GetWebIdentityTokenCommand(ask)))).toMatchObject({
      code: 'OutboundWebIdentityFederationDisabledException',
      status: 403,
    });
    expect(await refusal(test.iam.send(new GetOutboundWebIdentityFederationInfoCommand({})))).toMatchObject({
      code: 'FeatureDisabled',
      status: 404,
    });
    const { IssuerIdentifier } = await test.iam.send(new EnableOutboundWebIdentityFederationCommand({}));
    expect(await refusal(test.iam.send(new EnableOutboundWebIdentityFederationCommand({})))).toMatchObject({
      code: 'FeatureEnabled',
      status: 409,
    });
    expect(await test.iam.send(new GetOutboundWebIdentityFederationInfoCommand({}))).toMatchObject({
      IssuerIdentifier,
      JwtVendingEnabled: true,
    });
    await test.iam.send(
      new PutUserPolicyCommand({
        UserName: 'anna',
        PolicyName: 'p',
        PolicyDocument: document({
          Effect: 'Allow',
          Action: 'sts:GetWebIdentityToken',
          Resource: '*',
          Condition: {
            'ForAllValues:StringEquals': { 'sts:IdentityTokenAudience': 'https://api.example.com' },
            NumericLessThanEquals: { 'sts:DurationSeconds': 300 },
          },
        }),
      }),
    );
    const anna = test.stsAs(test.as('user/anna'));
    const given = await anna.send(
      new GetWebIdentityTokenCommand({ ...ask, Tags: [{ Key: 'job', Value: '7' }] }),
    );
    expect(claimsOf(given.WebIdentityToken)).toMatchObject({
      iss: IssuerIdentifier,
      aud: 'https://api.example.com',
      sub: `arn:aws:iam::${account}:user/anna`,
      exp: test.now / 1000 + 300,
      'https://sts.amazonaws.com/': {
        aws_account: account,
        principal_tags: { team: 'red' },
        request_tags: { job: '7' },
      },
    });
    expect(JSON.stringify(test.records.at(-1)?.event)).not.toContain(given.WebIdentityToken);
    const longer = new GetWebIdentityTokenCommand({ ...ask, DurationSeconds: 600 });
    expect((await refusal(anna.send(longer))).code).toBe('AccessDenied');
    const own = { RoleArn: `arn:aws:iam::${account}:role/none`, RoleSessionName: 'none' };
    await refusal(
      test.sts.send(
        new AssumeRoleWithWebIdentityCommand({ ...own, WebIdentityToken: given.WebIdentityToken }),
      ),
    );
    await test.iam.send(new DisableOutboundWebIdentityFederationCommand({}));
    expect((await refusal(test.iam.send(new DisableOutboundWebIdentityFederationCommand({})))).code).toBe(
      'FeatureDisabled',
    );
  });

  it('never outlives the session that asks', async () => {
    await test.iam.send(new EnableOutboundWebIdentityFederationCommand({}));
    const session = test.stsAs(test.as('root', { kind: 'console', expires: test.now + 100_000 }));
    expect(await refusal(session.send(new GetWebIdentityTokenCommand(ask)))).toMatchObject({
      code: 'SessionDurationEscalationException',
      status: 403,
    });
  });
});

it('account properties are kept by namespace', async () => {
  const put = (Properties: Record<string, string>) =>
    test.iam.send(new PutAccountPropertiesCommand({ Properties }));
  await put({ 'RoleManager/Enabled': 'true' });
  await put({ 'RoleManager/Other': '1' });
  expect((await test.iam.send(new GetAccountPropertiesCommand({}))).Properties).toEqual({
    'RoleManager/Enabled': 'true',
    'RoleManager/Other': '1',
  });
  for (const wrong of [{ Enabled: 'true' }, { 'A/b': '1', 'B/c': '1' }, { 'A/b/c': '1' }])
    expect(await refusal(put(wrong as unknown as Record<string, string>))).toMatchObject({
      code: 'InvalidInput',
      status: 400,
    });
});

it('reports which services the accounts below a place used, of those its policies allow', async () => {
  const organizations = new OrganizationsClient(test.options());
  const generate = (EntityPath: string) =>
    test.iam.send(new GenerateOrganizationsAccessReportCommand({ EntityPath }));
  expect((await refusal(generate('o-a1b2c3d4e5/r-ab12'))).code).toBe('AccessDenied');
  const { Organization } = await organizations.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
  const { Roots } = await organizations.send(new ListRootsCommand({}));
  const root = Roots?.[0]?.Id as string;
  const { CreateAccountStatus } = await organizations.send(
    new CreateAccountCommand({ AccountName: 'lab', Email: 'lab@example.com' }),
  );
  const lab = CreateAccountStatus?.AccountId as string;
  const inLab = test.iamAs(test.as(`arn:aws:iam::${lab}:root`));
  await inLab.send(new CreateUserCommand({ UserName: 'ben' }));
  await inLab.send(
    new PutUserPolicyCommand({
      UserName: 'ben',
      PolicyName: 'p',
      PolicyDocument: document({ Effect: 'Allow', Action: '*', Resource: '*' }),
    }),
  );
  await test.iamAs(test.as(`arn:aws:iam::${lab}:user/ben`)).send(new ListUsersCommand({}));
  const path = `${Organization?.Id}/${root}/${lab}`;
  const { JobId } = await generate(path);
  const report = await test.iam.send(new GetOrganizationsAccessReportCommand({ JobId }));
  expect(report).toMatchObject({ JobStatus: 'COMPLETED' });
  const used = report.AccessDetails?.find(({ ServiceNamespace }) => ServiceNamespace === 'iam');
  expect(used).toMatchObject({ EntityPath: path, TotalAuthenticatedEntities: 1, Region: 'us-east-1' });
  expect(report.NumberOfServicesNotAccessed).toBe((report.NumberOfServicesAccessible ?? 0) - 1);
  const failed = await generate(`${Organization?.Id}/${root}/ou-none`);
  expect(await test.iam.send(new GetOrganizationsAccessReportCommand({ JobId: failed.JobId }))).toMatchObject(
    {
      JobStatus: 'FAILED',
    },
  );
  expect(
    (
      await refusal(
        test.iam.send(
          new GetOrganizationsAccessReportCommand({ JobId: test.cloud.world.home.padEnd(36, '0') }),
        ),
      )
    ).code,
  ).toBe('NoSuchEntity');
});
