// The account's settings: password policy, certificates, trail; and what only a person can answer.
import type { Evidence, PasswordPolicy } from '../evidence.ts';
import { fail, failOf, notApplicable, pass, type Rule } from './rule.ts';

const policyOf = (e: Evidence): PasswordPolicy | null =>
  e.passwordPolicy.seen ? e.passwordPolicy.value : null;

/** IAM's default: 8 characters, three of four kinds, no reuse rule. Source: IAM User Guide, account password policy. */
const defaultLength = 8;

/** Whether nobody has a password, so that no rule about passwords binds anybody. */
const noPasswords = (e: Evidence): boolean =>
  e.report.seen && e.report.value.users.every(({ password }) => password === false);

export const accountRules: readonly Rule[] = [
  {
    id: 'password-length',
    weight: 'medium',
    from: ['course', 'cis'],
    lesson: 'first-iam-user',
    needs: [['passwordPolicy']],
    judge(e) {
      const policy = policyOf(e);
      const length = policy?.minimumLength ?? defaultLength;
      if (length >= 14) return pass('pass', { length });
      if (noPasswords(e)) return notApplicable('noPasswords', { length });
      return fail(policy ? 'fail' : 'default', { params: { length } });
    },
  },
  {
    id: 'password-reuse',
    weight: 'low',
    from: ['cis'],
    lesson: 'first-iam-user',
    needs: [['passwordPolicy']],
    judge(e) {
      const policy = policyOf(e);
      const count = policy?.reusePrevention ?? 0;
      if (count >= 24) return pass('pass', { count });
      if (noPasswords(e)) return notApplicable('noPasswords');
      return policy ? fail(count > 0 ? 'fail' : 'none', { params: { count } }) : fail('default');
    },
  },
  {
    id: 'password-self-service',
    weight: 'low',
    from: ['course'],
    lesson: 'first-iam-user',
    needs: [['passwordPolicy']],
    judge(e) {
      const policy = policyOf(e);
      if (noPasswords(e)) return notApplicable('noPasswords');
      if (policy === null || policy.usersMayChange) return pass(policy ? 'pass' : 'default');
      return fail('fail', { sure: 'likely' });
    },
  },
  {
    id: 'expired-certificates',
    weight: 'medium',
    from: ['cis'],
    lesson: 'audit',
    needs: [['certificates']],
    judge(e) {
      const all = e.certificates.seen ? e.certificates.value : [];
      if (all.length === 0) return notApplicable('noCertificates');
      return failOf(
        all
          .filter(({ expires }) => expires < e.taken)
          .map(({ name, expires }) => ({
            name,
            code: 'since',
            params: { date: new Date(expires).toISOString().slice(0, 10) },
          })),
      );
    },
  },
  {
    id: 'trail-on',
    weight: 'high',
    from: ['course'],
    lesson: 'who-did-what',
    needs: [['trails']],
    judge(e) {
      const trails = e.trails.seen ? e.trails.value : [];
      if (trails.length === 0) return fail('none');
      if (!trails.some(({ logging }) => logging))
        return fail('stopped', { subjects: trails.map(({ name }) => ({ name })) });
      const good = trails.find(({ logging, multiRegion }) => logging && multiRegion);
      return good ? pass('pass', { name: good.name }) : fail('oneRegion', { sure: 'likely' });
    },
  },
];

/** What no read-only call shows, or only one that a page cannot make: a person looks, and says what they saw. */
const asked = (id: string, weight: Rule['weight'], from: Rule['from'], lesson: string): Rule => ({
  id,
  weight,
  from,
  lesson,
  needs: [],
  judge(e) {
    const answer = e.checklist[id];
    if (answer === 'yes') return pass('answered');
    if (answer === 'no') return fail('answered');
    if (answer === 'notApplicable') return notApplicable('answered');
    return { status: 'couldNotSee', code: 'couldNotSee', reason: 'person' };
  },
});

export const checklistRules: readonly Rule[] = [
  asked('contact-details', 'low', ['cis'], 'lock-root-away'),
  asked('security-contact', 'medium', ['cis'], 'lock-root-away'),
  asked('security-questions', 'low', ['cis'], 'lock-root-away'),
  asked('root-email-shared', 'medium', ['course'], 'lock-root-away'),
  asked('root-password-kept', 'high', ['course'], 'lock-root-away'),
  asked('instance-roles', 'medium', ['cis'], 'roles'),
  asked('access-analyzer', 'medium', ['cis'], 'audit'),
  asked('central-identity', 'medium', ['cis', 'today'], 'many-accounts'),
  asked('organization-design', 'low', ['cis'], 'many-accounts'),
  asked('no-open-resources', 'high', ['cis'], 'policies'),
];
