// An account in which every rule passes: tests change one thing in it.
import type { ReportRow } from '../../src/checkup/credential-report.ts';
import type { AccountDetails } from '../../src/checkup/details.ts';
import { type Evidence, seen } from '../../src/checkup/evidence.ts';

export const taken = Date.parse('2026-11-20T09:00:00Z');
export const ago = (days: number): number => taken - days * 86_400_000;
export const account = '111122223333';

export const row = (user: string, more: Partial<ReportRow> = {}): ReportRow => ({
  user,
  arn: `arn:aws:iam::${account}:user/${user}`,
  created: ago(400),
  password: true,
  passwordUsed: ago(1),
  passwordChanged: ago(100),
  mfa: true,
  keys: [],
  certificates: 0,
  ...more,
});

export const rootRow = (more: Partial<ReportRow> = {}): ReportRow =>
  row('<root_account>', { arn: `arn:aws:iam::${account}:root`, passwordUsed: ago(300), ...more });

export const user = (name: string, more: object = {}) => ({
  name,
  arn: `arn:aws:iam::${account}:user/${name}`,
  id: 'AIDAJQABLZS4A3QDU576Q',
  path: '/',
  created: ago(400),
  attached: [] as string[],
  inline: [] as { name: string; text: string }[],
  tags: {},
  boundary: null,
  groups: ['Developers'],
  ...more,
});

export const role = (name: string, more: object = {}) => ({
  ...(({ groups: _, ...rest }) => rest)(user(name)),
  arn: `arn:aws:iam::${account}:role/${name}`,
  trust: `{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::${account}:root"},"Action":"sts:AssumeRole"}]}`,
  ...more,
});

export const group = (name: string, more: object = {}) => ({
  name,
  arn: `arn:aws:iam::${account}:group/${name}`,
  id: 'AGPAJQABLZS4A3QDU576Q',
  path: '/',
  created: ago(400),
  attached: [] as string[],
  inline: [{ name: 'Read', text: '{"Statement":{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}}' }],
  ...more,
});

export const details = (more: Partial<AccountDetails> = {}): AccountDetails => ({
  users: [user('anna'), user('robot')],
  groups: [group('Developers')],
  roles: [role('Support', { attached: ['arn:aws:iam::aws:policy/AWSSupportAccess'] })],
  policies: {},
  ...more,
});

export const goodEvidence = (): Evidence => ({
  account,
  alias: null,
  taken,
  summary: seen({
    AccountMFAEnabled: 1,
    AccountAccessKeysPresent: 0,
    AccountPasswordPresent: 1,
    AccountSigningCertificatesPresent: 0,
  }),
  report: seen({
    generated: ago(0.1),
    root: rootRow(),
    users: [
      row('anna'),
      row('robot', { password: false, keys: [{ active: true, rotated: ago(20), used: ago(2) }] }),
    ],
  }),
  details: seen(details()),
  passwordPolicy: seen({
    minimumLength: 14,
    symbols: true,
    numbers: true,
    uppercase: true,
    lowercase: true,
    usersMayChange: true,
    maximumAge: null,
    reusePrevention: 24,
  }),
  virtualMfa: seen([]),
  certificates: seen([{ name: 'shop', expires: ago(-100) }]),
  trails: seen([{ name: 'all', multiRegion: true, logging: true, validation: true }]),
  rootFeatures: seen(['RootCredentialsManagement', 'RootSessions']),
  checklist: Object.fromEntries(
    [
      'contact-details',
      'security-contact',
      'security-questions',
      'root-email-shared',
      'root-password-kept',
      'instance-roles',
      'access-analyzer',
      'central-identity',
      'organization-design',
      'no-open-resources',
    ].map((id) => [id, 'yes' as const]),
  ),
});
