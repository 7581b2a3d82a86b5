// Which guided changes a finding leads to, as data by the rule's id, and how a subject of it fills them in.
// Tests: test/live/plan.test.ts, every rule and code that is named here.
import type { Finding } from '../../checkup/index.ts';
import type { Task, Wanted } from './plan.ts';

type Subject = NonNullable<Finding['subjects']>[number];

/** Of the root user and of what only a person sees there is none: no IAM user's call changes that. */
const offers: Readonly<Record<string, readonly Task[]>> = {
  'user-mfa': ['deleteLoginProfile', 'deleteUser'],
  'unused-credentials': ['deactivateKey', 'deleteLoginProfile', 'deleteUser'],
  'key-rotation': ['deactivateKey', 'deleteKey'],
  'one-key': ['deactivateKey', 'deleteKey'],
  'keys-at-creation': ['deactivateKey', 'deleteKey'],
  'login-over-keys': ['deactivateKey'],
  'inactive-keys': ['deleteKey'],
  'individual-users': ['deleteUser'],
  'groups-only': ['toGroup', 'detachPolicy'],
  'no-full-access': ['detachPolicy'],
  'few-administrators': ['detachPolicy', 'leaveGroup'],
  'cloudshell-restricted': ['detachPolicy'],
  'password-length': ['passwordPolicy'],
  'password-reuse': ['passwordPolicy'],
  'password-self-service': ['passwordPolicy'],
};

export const offered: readonly string[] = Object.keys(offers);

function wantedFor(task: Task, rule: string, subject: Subject | undefined): Wanted | undefined {
  const { name, code = '', params = {} } = subject ?? { name: '' };
  const policy = params.policy === undefined ? undefined : String(params.policy);
  switch (task) {
    case 'passwordPolicy':
      return { task };
    case 'detachPolicy': {
      if (code === 'byGroup') return undefined;
      const kind = /^(?:user|group|role)/.exec(code)?.[0] as Wanted['kind'];
      const which = rule === 'cloudshell-restricted' ? 'AWSCloudShellFullAccess' : policy;
      return { task, name, kind: kind ?? 'user', which };
    }
    case 'leaveGroup':
      return code === 'byGroup' ? { task, name, which: String(params.group ?? '') } : undefined;
    case 'deactivateKey':
      // Of «unused» a code says whether it is the password or a key.
      return /^password/.test(code) ? undefined : { task, name };
    case 'deleteLoginProfile':
      return /^key/.test(code) ? undefined : { task, name };
    default:
      return { task, name };
  }
}

/** What may be done about one subject of a finding, or about one that has none. */
export function offersOf(finding: Pick<Finding, 'rule' | 'status'>, subject?: Subject): readonly Wanted[] {
  if (finding.status !== 'fail') return [];
  return (offers[finding.rule] ?? []).flatMap((task) => wantedFor(task, finding.rule, subject) ?? []);
}

/** All that a finding leads to, one after the other. */
export const offersOfAll = (finding: Pick<Finding, 'rule' | 'status' | 'subjects'>): readonly Wanted[] => [
  ...(finding.subjects ?? [undefined]).flatMap((subject) => offersOf(finding, subject)),
  ...(finding.rule === 'user-mfa' && finding.status === 'fail' ? [{ task: 'requireMfa' as const }] : []),
];
