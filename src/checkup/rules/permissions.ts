// Who was granted what, and how.
import type { AccountDetails, DetailHolder } from '../details.ts';
import type { Evidence } from '../evidence.ts';
import { fail, failOf, notApplicable, pass, type Rule, type Subject } from './rule.ts';

const none: AccountDetails = { users: [], groups: [], roles: [], policies: {} };
const detailsOf = (e: Evidence): AccountDetails => (e.details.seen ? e.details.value : none);

interface Grant {
  /** Everything; everything but some; only under a condition. */
  reach: 'all' | 'allBut' | 'condition';
}

interface Statement {
  Effect?: unknown;
  Action?: unknown;
  NotAction?: unknown;
  Resource?: unknown;
  Condition?: unknown;
}

const listOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');

/** A policy's widest grant on every resource; Deny statements are not taken off: another policy may allow around them. */
export function widestGrant(text: string): Grant | null {
  let statements: Statement[];
  try {
    const found = (JSON.parse(text) as { Statement?: Statement | Statement[] }).Statement;
    statements = Array.isArray(found) ? found : found ? [found] : [];
  } catch {
    return null;
  }
  let widest: Grant | null = null;
  for (const statement of statements) {
    if (statement.Effect !== 'Allow') continue;
    if (!listOf(statement.Resource).some((one) => /^\*+(?:[/:]\*+)*$/.test(one))) continue;
    const all = listOf(statement.Action).some((one) => /^\*+(?::\*+)?$/.test(one));
    if (!all && statement.NotAction === undefined) continue;
    const conditional = Object.keys((statement.Condition ?? {}) as object).length > 0;
    if (all && !conditional) return { reach: 'all' };
    if (all) widest = { reach: 'condition' };
    else if (!conditional) widest ??= { reach: 'allBut' };
  }
  return widest;
}

interface Held {
  kind: 'user' | 'group' | 'role';
  holder: DetailHolder;
  policy: string;
  reach: Grant['reach'];
}

const known = new WeakMap<AccountDetails, readonly Held[]>();

/** Every holder's wide grants, from managed and inline policies alike. Each text is read once. */
function wideGrants(details: AccountDetails): readonly Held[] {
  let held = known.get(details);
  if (held) return held;
  const read = new Map<string, Grant | null>();
  const grantOf = (text: string): Grant | null => {
    let grant = read.get(text);
    if (grant === undefined) {
      grant = widestGrant(text);
      read.set(text, grant);
    }
    return grant;
  };
  held = (
    [
      ['user', details.users],
      ['group', details.groups],
      ['role', details.roles],
    ] as const
  ).flatMap(([kind, holders]) =>
    holders.flatMap((holder) =>
      [
        ...holder.inline,
        ...holder.attached.map(
          // A file may leave AWS's own policies out; these two are known by their names.
          (arn) =>
            details.policies[arn] ?? {
              name: arn.split('/').at(-1) as string,
              text: /:aws:policy\/AdministratorAccess$/.test(arn)
                ? '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}'
                : /:aws:policy\/PowerUserAccess$/.test(arn)
                  ? '{"Statement":{"Effect":"Allow","NotAction":"iam:*","Resource":"*"}}'
                  : '',
            },
        ),
      ].flatMap(({ name, text }) => {
        const grant = grantOf(text);
        return grant ? [{ kind, holder, policy: name, reach: grant.reach }] : [];
      }),
    ),
  );
  known.set(details, held);
  return held;
}

/** What the console adds itself for «must create a new password». */
const ownPassword = /:aws:policy\/IAMUserChangePassword$/;

/** Who has a managed policy of AWS's, by its name. */
function holdersOf(details: AccountDetails, name: string): Subject[] {
  const arn = new RegExp(`:aws:policy/(?:[\\w/-]+/)?${name}$`);
  return (
    [
      ['user', details.users],
      ['group', details.groups],
      ['role', details.roles],
    ] as const
  ).flatMap(([kind, holders]) =>
    holders
      .filter(({ attached }) => attached.some((one) => arn.test(one)))
      .map(({ name: who }) => ({ name: who, code: kind })),
  );
}

/** Whether a trust policy lets anybody in, and whether a condition narrows it. */
function openTrust(text: string): 'open' | 'condition' | null {
  try {
    const found = (JSON.parse(text) as { Statement?: unknown }).Statement;
    let result: 'open' | 'condition' | null = null;
    for (const one of (Array.isArray(found) ? found : [found]) as {
      Effect?: string;
      Principal?: unknown;
      NotPrincipal?: unknown;
      Condition?: object;
    }[]) {
      if (one?.Effect !== 'Allow') continue;
      const principal = one.Principal;
      const any =
        one.NotPrincipal !== undefined ||
        principal === '*' ||
        listOf((principal as { AWS?: unknown } | undefined)?.AWS).includes('*');
      if (!any) continue;
      if (!one.Condition || Object.keys(one.Condition).length === 0) return 'open';
      result = 'condition';
    }
    return result;
  } catch {
    return null;
  }
}

export const permissionRules: readonly Rule[] = [
  {
    id: 'groups-only',
    weight: 'medium',
    from: ['course', 'cis'],
    lesson: 'groups',
    needs: [['details']],
    judge(e) {
      const { users } = detailsOf(e);
      if (users.length === 0) return notApplicable('noUsers');
      return failOf(
        users.flatMap((user) => {
          const attached = user.attached.filter((arn) => !ownPassword.test(arn)).length;
          const count = attached + user.inline.length;
          return count > 0 ? [{ name: user.name, code: 'direct', params: { count } }] : [];
        }),
      );
    },
  },
  {
    id: 'no-full-access',
    weight: 'high',
    from: ['course', 'cis'],
    lesson: 'policies',
    needs: [['details']],
    judge(e) {
      const subjects = wideGrants(detailsOf(e))
        // AWS's own AdministratorAccess is a decision; the next rule counts those who have it.
        .filter(({ reach, policy }) => reach !== 'allBut' && policy !== 'AdministratorAccess')
        .map(({ kind, holder, policy, reach }) => ({
          name: holder.name,
          code: reach === 'condition' ? `${kind}Condition` : kind,
          params: { policy },
        }));
      const certain = subjects.some(({ code }) => !code.endsWith('Condition'));
      return failOf(subjects, certain ? 'certain' : 'likely');
    },
  },
  {
    id: 'few-administrators',
    weight: 'medium',
    from: ['course'],
    lesson: 'policies',
    needs: [['details']],
    judge(e, { administrators }) {
      const details = detailsOf(e);
      const held = wideGrants(details).filter(({ reach }) => reach !== 'condition');
      const groups = new Map(
        held.filter(({ kind }) => kind === 'group').map((one) => [one.holder.name, one.policy]),
      );
      const subjects = new Map<string, Subject>();
      for (const { kind, holder, policy } of held)
        if (kind !== 'group') subjects.set(holder.arn, { name: holder.name, code: kind, params: { policy } });
      for (const user of details.users) {
        const group = user.groups.find((name) => groups.has(name));
        if (group !== undefined && !subjects.has(user.arn))
          subjects.set(user.arn, { name: user.name, code: 'byGroup', params: { group } });
      }
      const params = { count: subjects.size, limit: administrators };
      return subjects.size > administrators
        ? fail('fail', { sure: 'hint', subjects: [...subjects.values()], params })
        : pass('pass', params);
    },
  },
  {
    id: 'support-role',
    weight: 'low',
    from: ['cis'],
    lesson: 'roles',
    needs: [['details']],
    judge(e) {
      const holders = holdersOf(detailsOf(e), 'AWSSupportAccess');
      return holders.length > 0 ? pass('pass', { name: holders[0]?.name ?? '' }) : fail('fail');
    },
  },
  {
    id: 'cloudshell-restricted',
    weight: 'low',
    from: ['cis'],
    lesson: 'policies',
    needs: [['details']],
    judge: (e) => failOf(holdersOf(detailsOf(e), 'AWSCloudShellFullAccess'), 'likely'),
  },
  {
    id: 'no-open-trust',
    weight: 'high',
    from: ['today'],
    lesson: 'roles',
    needs: [['details']],
    judge(e) {
      const { roles } = detailsOf(e);
      if (roles.length === 0) return notApplicable('noRoles');
      const found = roles.flatMap(({ name, trust }): Subject[] => {
        const open = openTrust(trust);
        return open ? [{ name, code: open }] : [];
      });
      return failOf(found, found.some(({ code }) => code === 'open') ? 'certain' : 'likely');
    },
  },
];
