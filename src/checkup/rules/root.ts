// The root user: keys, second proof, use.
import type { Evidence } from '../evidence.ts';
import { day, days, fail, notApplicable, pass, type Rule, type Subject, type Verdict } from './rule.ts';

/** Whether root has a password or an active key; null where nothing says. */
function rootCredentials(e: Evidence): boolean | null {
  const root = e.report.seen ? e.report.value.root : null;
  if (root) {
    if (root.password === true || root.keys.some(({ active }) => active)) return true;
    if (root.password === false) return false;
  }
  if (e.summary.seen && e.summary.value.AccountPasswordPresent !== undefined)
    return e.summary.value.AccountPasswordPresent > 0 || (e.summary.value.AccountAccessKeysPresent ?? 0) > 0;
  return null;
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
      const root = e.report.seen ? e.report.value.root : null;
      // The summary counts keys without saying whether they are active: the report tells them apart, but may be old.
      const counted = e.summary.seen ? (e.summary.value.AccountAccessKeysPresent ?? 0) : null;
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
      const root = e.report.seen ? e.report.value.root : null;
      const enabled = e.summary.seen ? e.summary.value.AccountMFAEnabled === 1 : root ? root.mfa : null;
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
      const enabled = e.summary.seen
        ? e.summary.value.AccountMFAEnabled === 1
        : e.report.seen && e.report.value.root?.mfa === true;
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
      const root = e.report.seen ? e.report.value.root : null;
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
      const counted = e.summary.seen
        ? (e.summary.value.AccountSigningCertificatesPresent ?? 0)
        : e.report.seen
          ? e.report.value.root?.certificates
          : undefined;
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
