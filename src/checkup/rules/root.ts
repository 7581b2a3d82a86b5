// The root user: keys, second proof, use.
import type { Evidence } from '../evidence.ts';
import { day, days, fail, notApplicable, pass, type Rule, type Subject, type Verdict } from './rule.ts';

/** Root's row of the credential report; null where it is not there. */
const rowOf = (e: Evidence) => (e.report.seen ? e.report.value.root : null);

/** A figure of the account summary; null where it does not say. */
const figure = (e: Evidence, name: string): number | null =>
  e.summary.seen ? (e.summary.value[name] ?? null) : null;

/** Whether root has a second proof; null where nothing says. */
function secondProof(e: Evidence): boolean | null {
  const enabled = figure(e, 'AccountMFAEnabled');
  return enabled === null ? (rowOf(e)?.mfa ?? null) : enabled === 1;
}

/** Whether root has a password or an active key; null where nothing says. */
function rootCredentials(e: Evidence): boolean | null {
  const root = rowOf(e);
  if (root) {
    if (root.password === true || root.keys.some(({ active }) => active)) return true;
    if (root.password === false) return false;
  }
  const password = figure(e, 'AccountPasswordPresent');
  return password === null ? null : password > 0 || (figure(e, 'AccountAccessKeysPresent') ?? 0) > 0;
}

/** An older report may lack root's row: then these rules cannot see. */
const noRow = (): Verdict => ({
  status: 'couldNotSee',
  code: 'couldNotSee',
  reason: 'failed',
  operation: 'iam:GetCredentialReport',
});

export const rootRules: readonly Rule[] = [
  {
    id: 'root-no-keys',
    weight: 'high',
    from: ['course', 'cis'],
    lesson: 'lock-root-away',
    needs: [['report', 'summary']],
    judge(e) {
      const root = rowOf(e);
      // The summary counts keys without saying whether they are active: the report tells them apart, but may be old.
      const counted = figure(e, 'AccountAccessKeysPresent');
      if (root) {
        const active = root.keys.filter((key) => key.active).length;
        if (active > 0) return fail('active', { params: { count: active } });
        if (counted !== null && counted > 0)
          return fail('present', { sure: 'likely', params: { count: counted } });
        if (root.keys.length > 0 && counted === null)
          return fail('inactive', { sure: 'likely', params: { count: root.keys.length } });
        return pass();
      }
      if (counted === null) return noRow();
      return counted > 0 ? fail('present', { sure: 'likely', params: { count: counted } }) : pass();
    },
  },
  {
    id: 'root-mfa',
    weight: 'high',
    from: ['course', 'cis'],
    lesson: 'lock-root-away',
    needs: [['summary', 'report']],
    judge(e) {
      const enabled = secondProof(e);
      if (enabled === null) return noRow();
      if (enabled) return pass();
      return rootCredentials(e) === false ? notApplicable('noCredentials') : fail('fail');
    },
  },
  {
    id: 'root-hardware-mfa',
    weight: 'low',
    from: ['cis'],
    lesson: 'lock-root-away',
    needs: [['virtualMfa'], ['summary', 'report']],
    judge(e) {
      if (rootCredentials(e) === false) return notApplicable('noCredentials');
      const enabled = secondProof(e);
      if (enabled === null) return noRow();
      if (!enabled) return fail('none');
      const virtual = e.virtualMfa.seen
        ? e.virtualMfa.value.filter(
            ({ user, serial }) => user?.endsWith(':root') || serial.endsWith(':mfa/root-account-mfa-device'),
          )
        : [];
      return virtual.length > 0 ? fail('virtual', { sure: 'likely' }) : pass('notVirtual');
    },
  },
  {
    id: 'root-unused',
    weight: 'high',
    from: ['course', 'cis'],
    lesson: 'what-only-root-can-do',
    needs: [['report']],
    judge(e, { rootQuiet }) {
      const root = rowOf(e);
      if (!root) return noRow();
      // The newest of all three: a recent use of a key must not hide behind an old sign-in.
      const uses = [root.passwordUsed, ...root.keys.map(({ used }) => used)].filter((at) => at !== null);
      if (uses.length === 0) return pass('never');
      const last = Math.max(...uses);
      const params = {
        days: days(last, e.taken),
        date: new Date(last).toISOString().slice(0, 10),
        limit: rootQuiet,
      };
      return e.taken - last <= rootQuiet * day
        ? fail('fail', { sure: 'hint', params })
        : pass('pass', params);
    },
  },
  {
    id: 'root-no-certificates',
    weight: 'medium',
    from: ['today'],
    lesson: 'lock-root-away',
    needs: [['summary', 'report']],
    judge(e) {
      const counted = figure(e, 'AccountSigningCertificatesPresent') ?? rowOf(e)?.certificates;
      if (counted === undefined) return noRow();
      return counted > 0 ? fail('fail', { params: { count: counted } }) : pass();
    },
  },
  {
    id: 'central-root-access',
    weight: 'medium',
    from: ['cis', 'today'],
    lesson: 'many-accounts',
    needs: [['rootFeatures']],
    judge(e) {
      const features = e.rootFeatures.seen ? e.rootFeatures.value : null;
      if (features === null) return notApplicable('noOrganization');
      const missing: Subject[] = ['RootCredentialsManagement', 'RootSessions']
        .filter((name) => !features.includes(name))
        .map((name) => ({ name }));
      return missing.length === 0
        ? pass()
        : fail('fail', { subjects: missing, params: { count: missing.length } });
    },
  },
];
