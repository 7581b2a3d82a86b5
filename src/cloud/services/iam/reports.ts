// What IAM tells about the account as a whole: credential report, authorization details, last accessed.
import type * as sdk from '@aws-sdk/client-iam';
import { pathArn, rootArn } from '../../world/arn.ts';
import type { CredentialHolder, StoredPolicy } from '../../world/entities.ts';
import { managedPolicies } from '../../world/managed-policies.ts';
import { passwordExpires } from '../../world/password.ts';
import { nameKey } from '../../world/world.ts';
import { groupArn, roleArn, userArn } from '../caller.ts';
import { fail } from '../errors.ts';
import type { Call, Operations } from '../service.ts';
import { operation } from '../service.ts';
import { date, encodeDocument, inOrder, page, policyUse, toldBoundary } from './common.ts';
import { toldProfile } from './instance-profiles.ts';
import { toldOwn } from './policies.ts';

/** IAM user guide, «Generate credential reports»: a new one at most every four hours. */
const reportStep = 4 * 3_600_000;

/** All columns of today, in their order. */
const columns = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  ...[1, 2].flatMap((n) => [
    `access_key_${n}_active`,
    `access_key_${n}_last_rotated`,
    `access_key_${n}_last_used_date`,
    `access_key_${n}_last_used_region`,
    `access_key_${n}_last_used_service`,
  ]),
  ...[1, 2].flatMap((n) => [`cert_${n}_active`, `cert_${n}_last_rotated`]),
  'additional_credentials_info',
];

/** 2026-11-23T15:00:00+00:00 */
function reportTime(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, '+00:00');
}

function reportRow(
  call: Call,
  name: string,
  arn: string,
  created: number,
  holder: CredentialHolder,
): string[] {
  const { settings, certificates } = call.tx.account;
  const isRoot = name === '<root_account>';
  const { password } = holder;
  const lastUsed =
    holder.passwordLastUsed === undefined ? 'no_information' : reportTime(holder.passwordLastUsed);
  const expires = password && passwordExpires(settings.passwordPolicy, password);
  const keys = [0, 1].flatMap((n) => {
    const key = call.tx.world.keys.get(holder.accessKeys[n] ?? '');
    if (!key) return ['false', 'N/A', 'N/A', 'N/A', 'N/A'];
    const used = key.lastUsed;
    return [
      String(key.status === 'Active'),
      reportTime(key.created),
      used ? reportTime(used.at) : 'N/A',
      used?.region ?? 'N/A',
      used?.service ?? 'N/A',
    ];
  });
  const certs = [0, 1].flatMap((n) => {
    const certificate = certificates.get(holder.certificates[n] ?? '');
    return certificate
      ? [String(certificate.status === 'Active'), reportTime(certificate.uploaded)]
      : ['false', 'N/A'];
  });
  return [
    name,
    arn,
    reportTime(created),
    String(password !== undefined),
    password ? lastUsed : 'N/A',
    isRoot ? 'not_supported' : password ? reportTime(password.changed) : 'N/A',
    isRoot ? 'not_supported' : expires ? reportTime(expires) : 'N/A',
    String(holder.mfaDevices.length > 0),
    ...keys,
    ...certs,
    '',
  ];
}

export function credentialReport(call: Call): string {
  const { account, accountId } = call.tx;
  const { settings } = account;
  const rows = [
    columns,
    reportRow(call, '<root_account>', rootArn(accountId), settings.created, settings.root),
    ...inOrder(account.users).map((user) =>
      reportRow(call, user.name, userArn(accountId, user), user.created, user),
    ),
  ];
  return rows.map((row) => row.join(',')).join('\n');
}

const generateCredentialReport = operation<object, sdk.GenerateCredentialReportResponse>({
  aside: true,
  run(_input, call) {
    const { report } = call.tx.account.settings;
    if (report && call.times.now - report.at < reportStep) return { State: 'COMPLETE' };
    const description = report
      ? 'No report younger than four hours exists. Starting a new report generation task'
      : 'No report exists. Starting a new report generation task';
    call.tx.settings({ report: { at: call.times.now, content: credentialReport(call) } });
    return { State: 'STARTED', Description: description };
  },
});

const getCredentialReport = operation<object, sdk.GetCredentialReportResponse>({
  run(_input, call) {
    const { report } = call.tx.account.settings;
    if (!report)
      fail('ReportNotPresent', 'No report has been generated. Call GenerateCredentialReport first.');
    if (call.times.now - report.at >= reportStep)
      fail(
        'ReportExpired',
        'The most recent credential report has expired. Call GenerateCredentialReport for a new one.',
      );
    return {
      Content: new TextEncoder().encode(report.content),
      ReportFormat: 'text/csv',
      GeneratedTime: date(report.at),
    };
  },
});

const toldInline = (policies: readonly StoredPolicy[]) =>
  policies.map(({ name, document }) => ({ PolicyName: name, PolicyDocument: encodeDocument(document) }));

const toldAttached = (arns: readonly string[]) =>
  arns.map((arn) => ({ PolicyName: arn.slice(arn.lastIndexOf('/') + 1), PolicyArn: arn }));

type Detail =
  | { kind: 'user'; key: string; told: sdk.UserDetail }
  | { kind: 'group'; key: string; told: sdk.GroupDetail }
  | { kind: 'role'; key: string; told: sdk.RoleDetail }
  | { kind: 'policy'; key: string; told: sdk.ManagedPolicyDetail };

function* details(call: Call, wants: (kind: string) => boolean): Iterable<Detail> {
  const { account, accountId } = call.tx;
  if (wants('User'))
    for (const user of inOrder(account.users))
      yield {
        kind: 'user',
        key: `1${nameKey(user.name)}`,
        told: {
          Path: user.path,
          UserName: user.name,
          UserId: user.id,
          Arn: userArn(accountId, user),
          CreateDate: date(user.created),
          ...(user.inline.length > 0 ? { UserPolicyList: toldInline(user.inline) } : {}),
          GroupList: user.groups.map((key) => account.groups.get(key)?.name ?? key),
          AttachedManagedPolicies: toldAttached(user.attached),
          PermissionsBoundary: toldBoundary(user.boundary),
          Tags: [...user.tags],
        },
      };
  if (wants('Group'))
    for (const group of inOrder(account.groups))
      yield {
        kind: 'group',
        key: `2${nameKey(group.name)}`,
        told: {
          Path: group.path,
          GroupName: group.name,
          GroupId: group.id,
          Arn: groupArn(accountId, group),
          CreateDate: date(group.created),
          GroupPolicyList: toldInline(group.inline),
          AttachedManagedPolicies: toldAttached(group.attached),
        },
      };
  if (wants('Role'))
    for (const role of inOrder(account.roles))
      yield {
        kind: 'role',
        key: `3${nameKey(role.name)}`,
        told: {
          Path: role.path,
          RoleName: role.name,
          RoleId: role.id,
          Arn: roleArn(accountId, role),
          CreateDate: date(role.created),
          AssumeRolePolicyDocument: encodeDocument(role.trust.document),
          InstanceProfileList: inOrder(account.instanceProfiles)
            .filter((profile) => profile.role === nameKey(role.name))
            .map((profile) => toldProfile(call, profile)),
          RolePolicyList: toldInline(role.inline),
          AttachedManagedPolicies: toldAttached(role.attached),
          PermissionsBoundary: toldBoundary(role.boundary),
          Tags: [...role.tags],
          RoleLastUsed: role.lastUsed
            ? { LastUsedDate: date(role.lastUsed.at), Region: role.lastUsed.region }
            : {},
        },
      };
  if (wants('LocalManagedPolicy'))
    for (const policy of inOrder(account.policies)) {
      const arn = pathArn(accountId, 'policy', policy.path, policy.name);
      yield {
        kind: 'policy',
        key: `4${arn}`,
        told: {
          ...toldOwn(call, policy),
          ...(policy.description ? { Description: policy.description } : {}),
          PolicyVersionList: policy.versions.map((version) => ({
            Document: encodeDocument(version.document),
            VersionId: `v${version.number}`,
            IsDefaultVersion: version.number === policy.defaultVersion,
            CreateDate: date(version.created),
          })),
        },
      };
    }
  // Of AWS's policies, those in use.
  if (wants('AWSManagedPolicy'))
    for (const policy of managedPolicies()) {
      const use = policyUse(call, policy.arn);
      if (use.attached + use.boundaries === 0) continue;
      yield {
        kind: 'policy',
        key: `4${policy.arn}`,
        told: {
          PolicyName: policy.name,
          PolicyId: policy.id,
          Arn: policy.arn,
          Path: policy.path,
          DefaultVersionId: `v${policy.version}`,
          AttachmentCount: use.attached,
          PermissionsBoundaryUsageCount: use.boundaries,
          IsAttachable: true,
          CreateDate: date(policy.created),
          UpdateDate: date(policy.updated),
          PolicyVersionList: [
            {
              Document: encodeDocument(policy.document),
              VersionId: `v${policy.version}`,
              IsDefaultVersion: true,
              CreateDate: date(policy.updated),
            },
          ],
        },
      };
    }
}

const getAccountAuthorizationDetails = operation<
  sdk.GetAccountAuthorizationDetailsRequest,
  sdk.GetAccountAuthorizationDetailsResponse
>({
  run(input, call) {
    const filter = input.Filter as readonly string[] | undefined;
    const all = [
      ...details(call, (kind) => filter === undefined || filter.length === 0 || filter.includes(kind)),
    ];
    const { items, rest } = page(input, all, ({ key }) => key);
    const of = <Kind extends Detail['kind']>(kind: Kind) =>
      items.filter((item) => item.kind === kind).map(({ told }) => told) as Extract<
        Detail,
        { kind: Kind }
      >['told'][];
    return {
      UserDetailList: of('user'),
      GroupDetailList: of('group'),
      RoleDetailList: of('role'),
      Policies: of('policy'),
      ...rest,
    };
  },
});

export const reports: Operations = {
  GenerateCredentialReport: generateCredentialReport,
  GetCredentialReport: getCredentialReport,
  GetAccountAuthorizationDetails: getAccountAuthorizationDetails,
};
