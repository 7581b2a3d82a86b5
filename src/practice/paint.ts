// Makes the picture of a world, and answers why a request was decided as it was: the host's end of the inspector.
// Tests: test/practice/picture.test.ts
import {
  type Account,
  type AuthorizationRecord,
  accountOf,
  evaluateAccess,
  levels,
  policyByArn,
  type StoredPolicy,
  standingOf,
  type Times,
  type World,
} from '../cloud/index.ts';
import type { AccountPicture, PicturedAge, PicturedHolder, PicturedPolicy } from './picture.ts';
import { plainRequest } from './picture.ts';
import type { Asked, HostEvent, Inquiry } from './types.ts';

const textOf = ({ name, document }: StoredPolicy): PicturedPolicy => ({ name, text: document });

/** The home account of a world as the policies see it. */
export function paint(world: World, now: number): AccountPicture {
  const account = accountOf(world, world.home);
  const { settings } = account;
  const arnOf = (type: string, { path, name }: { path: string; name: string }) =>
    `arn:aws:iam::${world.home}:${type}${path}${name}`;
  const used = new Set<string>();
  const holder = (
    type: 'user' | 'role',
    one: {
      id: string;
      name: string;
      path: string;
      tags: readonly { Key: string; Value: string }[];
      attached: readonly string[];
      inline: readonly StoredPolicy[];
      boundary?: string | undefined;
    },
  ): PicturedHolder => {
    for (const arn of one.attached) used.add(arn);
    if (one.boundary) used.add(one.boundary);
    return {
      arn: arnOf(type, one),
      name: one.name,
      id: one.id,
      tags: Object.fromEntries(one.tags.map(({ Key, Value }) => [Key, Value])),
      attached: one.attached,
      inline: one.inline.map(textOf),
      ...(one.boundary ? { boundary: one.boundary } : {}),
    };
  };
  const byName = <T extends { name: string }>(list: T[]): T[] =>
    list.sort((a, b) => (a.name < b.name ? -1 : 1));
  const users = byName(
    [...account.users.values()].map((user) => ({
      ...holder('user', user),
      groups: user.groups.flatMap((key) => account.groups.get(key)?.name ?? []),
    })),
  );
  const roles = byName(
    [...account.roles.values()].map((role) => ({
      ...holder('role', role),
      trust: { name: role.name, text: role.trust.document },
      ...(role.linkedService ? { linkedService: role.linkedService } : {}),
    })),
  );
  const groups = byName(
    [...account.groups.values()].map((group) => {
      for (const arn of group.attached) used.add(arn);
      return {
        arn: arnOf('group', group),
        name: group.name,
        attached: group.attached,
        inline: group.inline.map(textOf),
      };
    }),
  );
  const standing = standingOf(world, world.home);
  const picture: AccountPicture = {
    account: world.home,
    alias: settings.alias ?? null,
    now,
    users,
    roles,
    groups,
    policies: policiesIn(account, used),
    resources: resourcesOf(world, account),
    scp: levels(world, standing, 'SERVICE_CONTROL_POLICY').map((level) => level.map(textOf)),
    rcp: levels(world, standing, 'RESOURCE_CONTROL_POLICY').map((level) => level.map(textOf)),
    ...(standing ? { organization: { managementAccount: standing.organization.management } } : {}),
    ages: agesOf(world, account, now),
  };
  return picture;
}

function policiesIn(account: Account, used: ReadonlySet<string>): Record<string, PicturedPolicy> {
  const policies: Record<string, PicturedPolicy> = {};
  for (const arn of [...account.policies.keys(), ...used]) {
    const policy = policyByArn(account, arn);
    if (policy) policies[arn] = { name: policy.name, arn, text: policy.document };
  }
  return policies;
}

function resourcesOf(world: World, account: Account): AccountPicture['resources'] {
  const found: { arn: string; kind: string; policy?: PicturedPolicy }[] = [];
  for (const [key, resource] of account.resources) {
    const [service = '', kind = '', ...rest] = key.split('/');
    const { policy } = resource as { policy?: StoredPolicy };
    const own = policy ? { policy: textOf(policy) } : {};
    if (service === 's3' && kind === 'bucket')
      found.push({ arn: `arn:aws:s3:::${rest.join('/')}`, kind, ...own });
    else if (service === 's3' && kind === 'object')
      found.push({ arn: `arn:aws:s3:::${rest.join('/')}`, kind });
    else if (kind === 'instance') {
      const region = (resource as { region?: unknown }).region ?? 'us-east-1';
      found.push({ arn: `arn:aws:ec2:${region}:${world.home}:instance/${rest.join('/')}`, kind });
    } else if (kind === 'queue') {
      const [region = '', name = ''] = rest;
      found.push({ arn: `arn:aws:sqs:${region}:${world.home}:${name}`, kind, ...own });
    }
  }
  return found.sort((a, b) => (a.arn < b.arn ? -1 : 1));
}

/** What the clock works on. Practice tools' own keys are nobody's. */
function agesOf(world: World, account: Account, now: number): PicturedAge[] {
  const ages: PicturedAge[] = [];
  const { settings, users } = account;
  const maximum = settings.passwordPolicy?.MaxPasswordAge;
  const day = 86_400_000;
  const password = (
    holder: string,
    profile: { changed: number } | undefined,
    used?: number,
    ends = true,
  ): void => {
    if (!profile) return;
    ages.push({
      kind: 'password',
      holder,
      id: '',
      since: profile.changed,
      ...(used === undefined ? {} : { lastUsed: used }),
      ...(ends && maximum ? { expires: profile.changed + maximum * day } : {}),
      active: true,
    });
  };
  password('root', settings.root.password, settings.root.passwordLastUsed, false);
  for (const user of users.values()) password(user.name, user.password, user.passwordLastUsed);
  for (const key of world.keys.values()) {
    if (key.practice || key.account !== world.home) continue;
    const { owner, session } = key;
    if (session) {
      ages.push({
        kind: 'session',
        holder:
          owner.kind === 'role'
            ? `${account.roles.get(owner.role)?.name ?? owner.role}/${owner.session}`
            : owner.kind === 'root'
              ? 'root'
              : owner.kind === 'user'
                ? (users.get(owner.user)?.name ?? owner.user)
                : owner.name,
        id: key.id,
        since: session.issued,
        expires: session.expires,
        active: key.status === 'Active' && session.expires > now,
      });
    } else if (owner.kind === 'root' || owner.kind === 'user') {
      ages.push({
        kind: 'key',
        holder: owner.kind === 'root' ? 'root' : (users.get(owner.user)?.name ?? owner.user),
        id: key.id,
        since: key.created,
        ...(key.lastUsed ? { lastUsed: key.lastUsed.at } : {}),
        active: key.status === 'Active',
      });
    }
  }
  for (const { name, uploaded, expires } of account.serverCertificates.values())
    ages.push({ kind: 'certificate', holder: name, id: '', since: uploaded, expires, active: expires > now });
  // IAM makes a new credential report only after four hours (IAM user guide, credential reports).
  if (settings.report)
    ages.push({
      kind: 'report',
      holder: '',
      id: '',
      since: settings.report.at,
      expires: settings.report.at + 4 * 3_600_000,
      active: settings.report.at + 4 * 3_600_000 > now,
    });
  return ages;
}

/** What was asked, without the policies: kept with the event. */
export function askedOf(records: readonly AuthorizationRecord[]): Asked[] {
  // A request on two hundred resources is told by the first ones that decide.
  const telling = records.filter(({ decision }) => decision !== 'allow');
  return (telling.length > 0 ? telling : records).slice(0, 8).map(({ request }) => ({
    principal: request.principal,
    action: request.action,
    resource: request.resource,
    ...(request.resourceAccount === undefined ? {} : { account: request.resourceAccount }),
    ...(telling.length > 0 ? { context: request.context } : {}),
    ...(request.resourcePolicy
      ? {
          policy: {
            name: request.resourcePolicy.name,
            document: JSON.stringify(request.resourcePolicy.compiled.document),
          },
        }
      : {}),
  }));
}

/** The requests as they were asked; exact, where the host still has them. */
export function exactInquiry(event: HostEvent, records: readonly AuthorizationRecord[]): Inquiry {
  const telling = records.filter(({ decision }) => decision !== 'allow');
  return {
    event,
    moment: 'exact',
    requests: (telling.length > 0 ? telling : records)
      .slice(0, 8)
      .map(({ request }) => plainRequest(request)),
  };
}

/** The same, asked again of a world: `moment` says of which. A principal that is not in it has no requests. */
export function askAgain(event: HostEvent, world: World, times: Times, moment: 'then' | 'now'): Inquiry {
  const requests = (event.asked ?? []).flatMap(
    ({ principal, action, resource, account, context, policy }) => {
      try {
        const { request } = evaluateAccess(world, {
          principal,
          action,
          resource,
          times,
          ...(account === undefined ? {} : { account }),
          ...(context ? { context } : {}),
          ...(policy ? { policy } : {}),
        });
        return [plainRequest(request)];
      } catch {
        return [];
      }
    },
  );
  return { event, moment, requests };
}
