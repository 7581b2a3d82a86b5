// Where in the console a finding is put right, as the console's own addresses have it: `iam/users/anna/security-credentials`.
// Pure. Tests: test/console/checkup-places.test.ts.
import type { Finding } from './checkup.ts';
import type { Subject } from './rules/rule.ts';

const rules: Readonly<Record<string, string>> = {
  'root-no-keys': 'iam/security-credentials',
  'root-mfa': 'iam/security-credentials',
  'root-hardware-mfa': 'iam/security-credentials',
  'root-unused': 'cloudtrail',
  'root-no-certificates': 'iam/security-credentials',
  'central-root-access': 'iam/root-access',
  'user-mfa': 'iam/users',
  'unused-credentials': 'iam/users',
  'key-rotation': 'iam/users',
  'one-key': 'iam/users',
  'keys-at-creation': 'iam/users',
  'login-over-keys': 'iam/users',
  'inactive-keys': 'iam/users',
  'individual-users': 'iam/users',
  'report-fresh': 'iam/credential-report',
  'groups-only': 'iam/users',
  'no-full-access': 'iam/policies',
  'few-administrators': 'iam/groups',
  'support-role': 'iam/roles',
  'cloudshell-restricted': 'iam/policies',
  'no-open-trust': 'iam/roles',
  'password-length': 'iam/account-settings',
  'password-reuse': 'iam/account-settings',
  'password-self-service': 'iam/account-settings',
  'trail-on': 'cloudtrail',
  'contact-details': 'account',
  'security-contact': 'account',
  'security-questions': 'account',
  'root-email-shared': 'account',
  'central-identity': 'iam/identity-providers',
  'organization-design': 'organizations',
  'instance-roles': 'ec2',
  'no-open-resources': 's3',
};

/** Rules about users by name; where on the user's page. */
const ofUsers: Readonly<Record<string, string>> = {
  'user-mfa': '/security-credentials',
  'unused-credentials': '/security-credentials',
  'key-rotation': '/security-credentials',
  'one-key': '/security-credentials',
  'keys-at-creation': '/security-credentials',
  'login-over-keys': '/security-credentials',
  'inactive-keys': '/security-credentials',
  'individual-users': '',
  'groups-only': '',
};

/** Undefined where the console has no page for it. @param subject one of those that the finding is about */
export function consolePlace({ rule }: Pick<Finding, 'rule'>, subject?: Subject): string | undefined {
  if (!subject) return rules[rule];
  const name = encodeURIComponent(subject.name);
  const tab = ofUsers[rule];
  if (tab !== undefined) return `iam/users/${name}${tab}`;
  if (rule === 'no-open-trust') return `iam/roles/${name}/trust`;
  const kind = /^(?:(user|byGroup)|(group)|(role))/.exec(subject.code ?? '');
  if (!kind || rule === 'expired-certificates') return undefined;
  const list = kind[1] ? 'users' : kind[2] ? 'groups' : 'roles';
  return `iam/${list}/${name}${kind[2] ? '/permissions' : ''}`;
}
