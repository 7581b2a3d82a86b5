// Every rule has an account that passes, one that fails and one where it cannot be seen; and every verdict has words.

import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import words from '../../content/en/messages/checkup.json' with { type: 'json' };
import { checkup, compare, judge, rules } from '../../src/checkup/checkup.ts';
import { cis } from '../../src/checkup/cis.ts';
import type { ReportRow } from '../../src/checkup/credential-report.ts';
import type { AccountDetails } from '../../src/checkup/details.ts';
import { blankEvidence, type Evidence, seen, unseen } from '../../src/checkup/evidence.ts';
import { widestGrant } from '../../src/checkup/rules/permissions.ts';
import type { Status } from '../../src/checkup/rules/rule.ts';
import { besides, type CheckupWords, saying } from '../../src/checkup/words.ts';
import { ago, details, goodEvidence, group, role, rootRow, row, taken, user } from './account.ts';

const all = '{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';
const good = goodEvidence();
const withUsers = (...users: ReportRow[]): Partial<Evidence> => ({
  report: seen({ generated: ago(0), root: rootRow(), users }),
});
const withRoot = (more: Partial<ReportRow>): Partial<Evidence> => ({
  report: seen({ generated: ago(0), root: rootRow(more), users: [] }),
});
const withSummary = (more: Record<string, number>): Partial<Evidence> => ({
  summary: seen({ ...(good.summary.seen ? good.summary.value : {}), ...more }),
});
const withDetails = (more: Partial<AccountDetails>): Partial<Evidence> => ({ details: seen(details(more)) });
const withPolicy = (more: object): Partial<Evidence> => ({
  passwordPolicy: seen({
    ...(good.passwordPolicy.seen ? good.passwordPolicy.value : null),
    ...more,
  } as never),
});
const key = (rotated: number, used: number | null = 1, active = true) => ({
  active,
  rotated: ago(rotated),
  used: used === null ? null : ago(used),
});
const noRootCredentials = {
  ...withRoot({ password: false, mfa: false }),
  ...withSummary({ AccountMFAEnabled: 0, AccountPasswordPresent: 0 }),
};

/** What is changed in the good account, and what the rule must say then. */
const cases: readonly [
  rule: string,
  change: Partial<Evidence>,
  status: Status,
  code: string,
  sure?: string,
][] = [
  ['root-no-keys', withRoot({ keys: [key(10)] }), 'fail', 'active', 'certain'],
  ['root-no-keys', withSummary({ AccountAccessKeysPresent: 1 }), 'fail', 'present', 'likely'],
  [
    'root-no-keys',
    { ...withRoot({ keys: [key(10, null, false)] }), summary: blankEvidence(taken).summary },
    'fail',
    'inactive',
    'likely',
  ],
  ['root-mfa', withSummary({ AccountMFAEnabled: 0 }), 'fail', 'fail'],
  ['root-mfa', noRootCredentials, 'notApplicable', 'noCredentials'],
  [
    'root-hardware-mfa',
    { virtualMfa: seen([{ serial: 'arn:aws:iam::1:mfa/x', user: 'arn:aws:iam::111122223333:root' }]) },
    'fail',
    'virtual',
  ],
  ['root-hardware-mfa', withSummary({ AccountMFAEnabled: 0 }), 'fail', 'none'],
  ['root-hardware-mfa', noRootCredentials, 'notApplicable', 'noCredentials'],
  ['root-unused', withRoot({ passwordUsed: ago(3) }), 'fail', 'fail', 'hint'],
  // A recent use of a key behind an old sign-in.
  ['root-unused', withRoot({ passwordUsed: ago(300), keys: [key(400, 2)] }), 'fail', 'fail'],
  ['root-unused', withRoot({ passwordUsed: null }), 'pass', 'never'],
  ['root-no-certificates', withSummary({ AccountSigningCertificatesPresent: 1 }), 'fail', 'fail'],
  ['central-root-access', { rootFeatures: seen(['RootSessions']) }, 'fail', 'fail'],
  ['central-root-access', { rootFeatures: seen(null) }, 'notApplicable', 'noOrganization'],
  ['user-mfa', withUsers(row('anna', { mfa: false })), 'fail', 'fail'],
  ['user-mfa', withUsers(row('robot', { password: false, mfa: false })), 'notApplicable', 'noPasswords'],
  ['unused-credentials', withUsers(row('anna', { passwordUsed: ago(46) })), 'fail', 'fail'],
  ['unused-credentials', withUsers(row('anna', { passwordUsed: ago(45) })), 'pass', 'pass'],
  // An active key that was never used is unused from its making on.
  ['unused-credentials', withUsers(row('r', { password: false, keys: [key(60, null)] })), 'fail', 'fail'],
  ['unused-credentials', withUsers(row('r', { password: false, keys: [key(10, null)] })), 'pass', 'pass'],
  [
    'unused-credentials',
    withUsers(row('a', { passwordUsed: null, passwordChanged: ago(80) })),
    'fail',
    'fail',
  ],
  ['key-rotation', withUsers(row('r', { keys: [key(91)] })), 'fail', 'fail'],
  ['key-rotation', withUsers(row('r', { keys: [key(90)] })), 'pass', 'pass'],
  ['key-rotation', withUsers(row('r', { keys: [key(300, 1, false)] })), 'notApplicable', 'noKeys'],
  ['one-key', withUsers(row('r', { keys: [key(1), key(2)] })), 'fail', 'fail'],
  ['one-key', withUsers(row('r', { keys: [key(1), key(2, 1, false)] })), 'pass', 'pass'],
  [
    'keys-at-creation',
    withUsers(row('a', { created: ago(5), keys: [key(5, null)] })),
    'fail',
    'fail',
    'hint',
  ],
  ['login-over-keys', withUsers(row('a', { keys: [key(5)] })), 'fail', 'fail', 'hint'],
  ['inactive-keys', withUsers(row('a', { keys: [key(5, 1, false)] })), 'fail', 'fail'],
  ['individual-users', withUsers(row('team-shop')), 'fail', 'fail', 'hint'],
  ['individual-users', withUsers(row('teamara')), 'pass', 'pass'],
  ['individual-users', { ...withUsers(), ...withDetails({ users: [], roles: [] }) }, 'fail', 'nobody'],
  ['individual-users', withUsers(), 'notApplicable', 'noUsers'],
  ['report-fresh', { report: seen({ generated: ago(9), root: null, users: [] }) }, 'fail', 'fail'],
  ['report-fresh', { report: seen({ generated: null, root: null, users: [] }) }, 'notApplicable', 'noDate'],
  [
    'groups-only',
    withDetails({ users: [user('a', { inline: [{ name: 'p', text: all }] })] }),
    'fail',
    'fail',
  ],
  [
    'groups-only',
    withDetails({ users: [user('a', { attached: ['arn:aws:iam::aws:policy/IAMUserChangePassword'] })] }),
    'pass',
    'pass',
  ],
  ['groups-only', withDetails({ users: [] }), 'notApplicable', 'noUsers'],
  [
    'no-full-access',
    withDetails({ groups: [group('g', { inline: [{ name: 'p', text: all }] })] }),
    'fail',
    'fail',
    'certain',
  ],
  [
    'no-full-access',
    withDetails({
      roles: [
        role('r', {
          inline: [
            {
              name: 'p',
              text: '{"Statement":{"Effect":"Allow","Action":["*"],"Resource":["*"],"Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}}',
            },
          ],
        }),
      ],
    }),
    'fail',
    'fail',
    'likely',
  ],
  [
    'few-administrators',
    withDetails({
      groups: [group('Developers', { attached: ['arn:aws:iam::aws:policy/AdministratorAccess'] })],
      users: [1, 2, 3, 4].map((n) => user(`u${n}`)),
    }),
    'fail',
    'fail',
    'hint',
  ],
  [
    'few-administrators',
    withDetails({
      users: [1, 2, 3, 4].map((n) =>
        user(`u${n}`, { attached: ['arn:aws:iam::aws:policy/PowerUserAccess'] }),
      ),
    }),
    'fail',
    'fail',
  ],
  ['support-role', withDetails({ roles: [] }), 'fail', 'fail'],
  [
    'cloudshell-restricted',
    withDetails({ users: [user('a', { attached: ['arn:aws:iam::aws:policy/AWSCloudShellFullAccess'] })] }),
    'fail',
    'fail',
  ],
  [
    'no-open-trust',
    withDetails({
      roles: [
        role('r', {
          trust: '{"Statement":{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}}',
        }),
      ],
    }),
    'fail',
    'fail',
    'certain',
  ],
  [
    'no-open-trust',
    withDetails({
      roles: [
        role('r', {
          trust:
            '{"Statement":[{"Effect":"Allow","Principal":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}}]}',
        }),
      ],
    }),
    'fail',
    'fail',
    'likely',
  ],
  ['no-open-trust', withDetails({ roles: [] }), 'notApplicable', 'noRoles'],
  ['password-length', withPolicy({ minimumLength: 12 }), 'fail', 'fail'],
  ['password-length', { passwordPolicy: seen(null) }, 'fail', 'default'],
  [
    'password-length',
    { ...withPolicy({ minimumLength: 8 }), ...withUsers(row('r', { password: false })) },
    'notApplicable',
    'noPasswords',
  ],
  ['password-reuse', withPolicy({ reusePrevention: 5 }), 'fail', 'fail'],
  ['password-reuse', withPolicy({ reusePrevention: null }), 'fail', 'none'],
  ['password-reuse', { passwordPolicy: seen(null) }, 'fail', 'default'],
  ['password-self-service', withPolicy({ usersMayChange: false }), 'fail', 'fail', 'likely'],
  ['password-self-service', { passwordPolicy: seen(null) }, 'pass', 'default'],
  ['expired-certificates', { certificates: seen([{ name: 'old', expires: ago(1) }]) }, 'fail', 'fail'],
  ['expired-certificates', { certificates: seen([]) }, 'notApplicable', 'noCertificates'],
  ['trail-on', { trails: seen([]) }, 'fail', 'none'],
  [
    'trail-on',
    { trails: seen([{ name: 't', multiRegion: true, logging: false, validation: false }]) },
    'fail',
    'stopped',
  ],
  [
    'trail-on',
    { trails: seen([{ name: 't', multiRegion: false, logging: true, validation: false }]) },
    'fail',
    'oneRegion',
  ],
  ...rules
    .filter(({ needs }) => needs.length === 0)
    .flatMap(({ id }): (typeof cases)[number][] => [
      [id, { checklist: { [id]: 'no' } }, 'fail', 'answered'],
      [id, { checklist: { [id]: 'notApplicable' } }, 'notApplicable', 'answered'],
    ]),
];
const rule = (id: string) => {
  const found = rules.find((one) => one.id === id);
  if (!found) throw new Error(`no rule ${id}`);
  return found;
};

describe('each rule', () => {
  it.each(rules.map(({ id }) => id))('%s passes in a good account, and cannot see in an unseen one', (id) => {
    expect(judge(rule(id), good).status).toBe('pass');
    const hidden = judge(rule(id), blankEvidence(taken, 'denied'));
    expect(hidden.status).toBe('couldNotSee');
    expect(hidden.reason).toBe(rule(id).needs.length > 0 ? 'denied' : 'person');
  });

  it.each(cases)('%s: case %# is seen as it is', (id, change, status, code, sure) => {
    const finding = judge(rule(id), { ...good, ...change });
    expect([finding.status, finding.code]).toEqual([status, code]);
    if (sure) expect(finding.sure).toBe(sure);
  });

  it('has a case that fails', () => {
    const failing = new Set(cases.filter(([, , status]) => status === 'fail').map(([id]) => id));
    expect(rules.filter(({ id }) => !failing.has(id)).map(({ id }) => id)).toEqual([]);
  });

  // What was answered, but does not say it: an older report without root's row, a summary without that member.
  it.each(rules.filter(({ id }) => id.startsWith('root-') && rule(id).needs.length > 0).map(({ id }) => id))(
    '%s neither passes nor fails where the answers do not speak of root',
    (id) => {
      const hollow: Evidence = {
        ...good,
        summary: seen({}),
        report: seen({ generated: ago(0), root: null, users: [] }),
      };
      expect(judge(rule(id), hollow).status).toBe('couldNotSee');
    },
  );

  it('never calls good what it would call bad, because a piece is hidden', () => {
    const wrong: string[] = [];
    for (const [id, change, status] of cases.filter(([, , status]) => status === 'fail'))
      for (const piece of rule(id).needs.flat()) {
        // Where two pieces speak of the same thing, the case changes one of them and the other still says «good».
        if (rule(id).needs.some((group) => group.includes(piece) && group.length > 1)) continue;
        const found = judge(rule(id), { ...good, ...change, [piece]: unseen(piece, 'denied') }).status;
        if (found !== 'couldNotSee') wrong.push(`${id} without ${piece}: ${status} became ${found}`);
      }
    expect(wrong).toEqual([]);
  });

  it('has words for all it can say, and no parameter is left open', () => {
    const bad: string[] = [];
    for (const [id, change] of [...cases, ...rules.map(({ id }) => [id, {}] as const)]) {
      const finding = judge(rule(id), { ...good, ...change });
      const said = saying(words as unknown as CheckupWords, finding, 'en');
      if (said === finding.code || /\{\w+\}/.test(said)) bad.push(`${id}.${finding.code}: ${said}`);
      for (const subject of finding.subjects ?? []) {
        const more = besides(words as unknown as CheckupWords, id, subject, 'en');
        if (subject.code && (more === subject.code || /\{\w+\}/.test(more))) bad.push(`${id}: ${more}`);
      }
    }
    expect(bad).toEqual([]);
  });

  it('has a lesson that is there, and every number of the benchmark a rule', () => {
    for (const { lesson } of rules) expect(existsSync(`content/en/lessons/${lesson}.mdx`), lesson).toBe(true);
    expect(Object.keys(cis).filter((id) => !rules.some((one) => one.id === id))).toEqual([]);
    expect(Object.keys(words.rules).sort()).toEqual(rules.map(({ id }) => id).sort());
  });
});

it('sees the widest grant a policy has, in every form that JSON lets it be written', () => {
  const grant = (statement: object): string | undefined =>
    widestGrant(JSON.stringify({ Statement: statement }))?.reach;
  expect(grant({ Effect: 'Allow', Action: '*:*', Resource: '*' })).toBe('all');
  expect(grant([{ Effect: 'Allow', Action: ['s3:*', '*'], Resource: ['arn:aws:s3:::b', '*'] }])).toBe('all');
  expect(grant({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' })).toBe('allBut');
  expect(grant({ Effect: 'Allow', Action: 's3:*', Resource: '*' })).toBeUndefined();
  expect(grant({ Effect: 'Deny', Action: '*', Resource: '*' })).toBeUndefined();
  expect(widestGrant('<script>')).toBeNull();
});

it('compares only what was seen both times', () => {
  const before = checkup({ ...good, ...withUsers(row('a', { mfa: false }), row('b', { mfa: false })) });
  const after = checkup({ ...good, ...withUsers(row('a', { mfa: false })), trails: seen([]) });
  const { better, worse } = compare(before, after);
  expect(better).toEqual(['user-mfa']);
  expect(worse).toEqual(['trail-on']);
  expect(compare(before, checkup(blankEvidence(taken))).same).toBe(0);
});
