// What guided changes set: the policy that asks for MFA, and the account's password policy. Pure. Source: IAM User Guide,
// «Allow IAM users to manage their own credentials with MFA»; CIS benchmark. Tests: test/live/plan.test.ts.
import type { Json } from './state.ts';

/** The statements are those of AWS's own example: what a user needs to add a device, and nothing else without one. */
export function mfaPolicy(account: string): string {
  const own = [
    `arn:aws:iam::${account}:user/\${aws:username}`,
    `arn:aws:iam::${account}:user/*/\${aws:username}`,
  ];
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'AllowOwnDevices',
        Effect: 'Allow',
        Action: [
          'iam:ChangePassword',
          'iam:EnableMFADevice',
          'iam:GetUser',
          'iam:GetMFADevice',
          'iam:ListMFADevices',
          'iam:ResyncMFADevice',
        ],
        Resource: own,
      },
      {
        Sid: 'AllowVirtualDevices',
        Effect: 'Allow',
        Action: ['iam:CreateVirtualMFADevice'],
        Resource: `arn:aws:iam::${account}:mfa/*`,
      },
      {
        Sid: 'AllowLooking',
        Effect: 'Allow',
        Action: ['iam:GetAccountPasswordPolicy', 'iam:ListVirtualMFADevices'],
        Resource: '*',
      },
      {
        Sid: 'DenyTheRestWithoutMfa',
        Effect: 'Deny',
        NotAction: [
          'iam:ChangePassword',
          'iam:CreateVirtualMFADevice',
          'iam:EnableMFADevice',
          'iam:GetAccountPasswordPolicy',
          'iam:GetMFADevice',
          'iam:GetUser',
          'iam:ListMFADevices',
          'iam:ListVirtualMFADevices',
          'iam:ResyncMFADevice',
          'sts:GetSessionToken',
        ],
        Resource: '*',
        Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
      },
    ],
  });
}

export const mfaPolicyName = 'RequireMFA';
const settable = [
  'MinimumPasswordLength',
  'RequireSymbols',
  'RequireNumbers',
  'RequireUppercaseCharacters',
  'RequireLowercaseCharacters',
  'AllowUsersToChangePassword',
  'MaxPasswordAge',
  'PasswordReusePrevention',
  'HardExpiry',
] as const;

/** What UpdateAccountPasswordPolicy takes: what is left out falls back to AWS's default, so everything is said. */
export const settings = (policy: Json): Json =>
  Object.fromEntries(
    settable.flatMap((name) =>
      policy[name] === undefined || policy[name] === 0 ? [] : [[name, policy[name]]],
    ),
  );

const wantedLength = 14;
const wantedReuse = 24;

/** At least what the benchmark asks for; what is stricter stays. Null where nothing would be another. */
export function strongerPolicy(present: Json | null): Json | null {
  const number = (name: string): number => (typeof present?.[name] === 'number' ? present[name] : 0);
  const next: Json = {
    ...settings(present ?? {}),
    MinimumPasswordLength: Math.max(number('MinimumPasswordLength'), wantedLength),
    PasswordReusePrevention: Math.max(number('PasswordReusePrevention'), wantedReuse),
    // IAM's default lets users change their own password; a policy that does not say so forbids it.
    AllowUsersToChangePassword: true,
  };
  const same = Object.entries(next).every(([name, value]) => present?.[name] === value);
  return same ? null : next;
}
