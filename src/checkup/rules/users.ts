// People's and programs' long-lived credentials: passwords, second proof, keys.
import type { ReportRow } from '../credential-report.ts';
import type { Evidence } from '../evidence.ts';
import { day, days, fail, failOf, notApplicable, pass, type Rule, type Subject } from './rule.ts';

const users = (e: Evidence): readonly ReportRow[] => (e.report.seen ? e.report.value.users : []);
const activeKeys = (row: ReportRow) => row.keys.filter(({ active }) => active);
/** IAM notes a key's first minutes at the user's: made in the same step. */
const sameStep = 60_000;

/** A word that names a job or nobody rather than a person. */
const shared =
  /^(?:admin(?:istrator)?s?|team|shared|common|all|everyone|everybody|office|sales|marketing|support|dev(?:eloper)?s?|ops|users?|guests?|interns?|temp|test|generic|company|staff)\d*$/i;

export const userRules: readonly Rule[] = [
  {
    id: 'user-mfa',
    weight: 'high',
    from: ['course', 'cis'],
    lesson: 'mfa-for-everyone',
    needs: [['report']],
    judge(e) {
      const people = users(e).filter(({ password }) => password === true);
      if (people.length === 0) return notApplicable('noPasswords');
      return failOf(people.filter(({ mfa }) => !mfa).map(({ user }) => ({ name: user })));
    },
  },
  {
    id: 'unused-credentials',
    weight: 'medium',
    from: ['course', 'cis'],
    lesson: 'joining-moving-leaving',
    needs: [['report']],
    judge(e, { unused }) {
      const old = (at: number | null): boolean => at !== null && e.taken - at > unused * day;
      const subjects: Subject[] = [];
      for (const row of users(e)) {
        if (row.password === true) {
          // Never used counts from the day on which it was set.
          const since = row.passwordUsed ?? row.passwordChanged ?? row.created;
          if (old(since))
            subjects.push({
              name: row.user,
              code: row.passwordUsed === null ? 'passwordNever' : 'password',
              params: { days: days(since as number, e.taken) },
            });
        }
        for (const key of activeKeys(row)) {
          const since = key.used ?? key.rotated ?? row.created;
          if (old(since))
            subjects.push({
              name: row.user,
              code: key.used === null ? 'keyNever' : 'key',
              params: { days: days(since as number, e.taken) },
            });
        }
      }
      return failOf(subjects);
    },
  },
  {
    id: 'key-rotation',
    weight: 'medium',
    from: ['course', 'cis'],
    lesson: 'access-keys-and-tools',
    needs: [['report']],
    judge(e, { keyAge }) {
      const keys = users(e).flatMap((row) => activeKeys(row).map((key) => ({ row, key })));
      if (keys.length === 0) return notApplicable('noKeys');
      return failOf(
        keys.flatMap(({ row, key }) => {
          const since = key.rotated ?? row.created;
          return since !== null && e.taken - since > keyAge * day
            ? [{ name: row.user, code: 'age', params: { days: days(since, e.taken) } }]
            : [];
        }),
      );
    },
  },
  {
    id: 'one-key',
    weight: 'low',
    from: ['cis'],
    lesson: 'access-keys-and-tools',
    needs: [['report']],
    judge: (e) =>
      failOf(
        users(e)
          .filter((row) => activeKeys(row).length > 1)
          .map(({ user }) => ({ name: user })),
        'likely',
      ),
  },
  {
    id: 'keys-at-creation',
    weight: 'low',
    from: ['cis'],
    lesson: 'access-keys-and-tools',
    needs: [['report']],
    judge: (e) =>
      failOf(
        users(e)
          .filter(
            (row) =>
              row.password === true &&
              activeKeys(row).some(
                (key) =>
                  key.used === null &&
                  key.rotated !== null &&
                  row.created !== null &&
                  key.rotated - row.created < sameStep,
              ),
          )
          .map(({ user }) => ({ name: user })),
        'hint',
      ),
  },
  {
    id: 'login-over-keys',
    weight: 'medium',
    from: ['today'],
    lesson: 'access-keys-and-tools',
    needs: [['report']],
    judge: (e) =>
      failOf(
        users(e)
          .filter((row) => row.password === true && activeKeys(row).length > 0)
          .map(({ user }) => ({ name: user })),
        'hint',
      ),
  },
  {
    id: 'inactive-keys',
    weight: 'low',
    from: ['course'],
    lesson: 'joining-moving-leaving',
    needs: [['report']],
    judge: (e) =>
      failOf(
        users(e).flatMap((row) => {
          const count = row.keys.filter(({ active }) => !active).length;
          return count > 0 ? [{ name: row.user, code: 'keys', params: { count } }] : [];
        }),
        'likely',
      ),
  },
  {
    id: 'individual-users',
    weight: 'medium',
    from: ['course'],
    lesson: 'first-iam-user',
    needs: [['report', 'details']],
    judge(e) {
      const names = e.report.seen
        ? users(e).map(({ user }) => user)
        : e.details.seen
          ? e.details.value.users.map(({ name }) => name)
          : [];
      const roles = e.details.seen
        ? e.details.value.roles.filter(({ path }) => !path.startsWith('/aws-service-role/'))
        : [];
      // People may also come through roles from an identity provider: no users is not wrong by itself.
      if (names.length === 0)
        return roles.length > 0 || !e.details.seen
          ? notApplicable('noUsers')
          : fail('nobody', { sure: 'likely' });
      return failOf(
        names
          .filter((name) => name.split(/[-_.@+=]/).some((part) => shared.test(part)))
          .map((name) => ({ name })),
        'hint',
      );
    },
  },
  {
    id: 'report-fresh',
    weight: 'low',
    from: ['course'],
    lesson: 'audit',
    needs: [['report']],
    judge(e) {
      const generated = e.report.seen ? e.report.value.generated : null;
      if (generated === null) return notApplicable('noDate');
      const age = days(generated, e.taken);
      return age > 7
        ? fail('fail', { params: { days: age } })
        : pass('pass', { date: new Date(generated).toISOString().slice(0, 16).replace('T', ' ') });
    },
  },
];
