// When services were last used with an identity's permissions. Attempts count, allowed or not (IAM user guide, «Refine
// permissions using last accessed information»).
import type * as sdk from '@aws-sdk/client-iam';
import { lastName, parseArn } from '../../world/arn.ts';
import type { Job } from '../../world/entities.ts';
import { nameKey } from '../../world/world.ts';
import { fail } from '../errors.ts';
import type { Call, Operations } from '../service.ts';
import { operation } from '../service.ts';
import { namespacesAllowed, newest, serviceNames } from './accessed.ts';
import { date, page } from './common.ts';
import { principalSources } from './simulation.ts';

interface Accessed {
  namespace: string;
  action: string;
  at: number;
  region: string;
  entity: string;
}

/** Who uses the permissions of an ARN: a user or role itself, a group's members, whoever a policy is attached to. */
function entitiesOf(call: Call, arn: string): Map<string, string> {
  const { account, accountId } = call.tx;
  const resource = parseArn(arn)?.resource ?? '';
  const key = nameKey(lastName(resource));
  const out = new Map<string, string>();
  const addUser = (user: { id: string; path: string; name: string }) =>
    out.set(user.id, `arn:aws:iam::${accountId}:user${user.path}${user.name}`);
  const addRole = (role: { id: string; path: string; name: string }) =>
    out.set(role.id, `arn:aws:iam::${accountId}:role${role.path}${role.name}`);
  const user = resource.startsWith('user/') ? account.users.get(key) : undefined;
  const role = resource.startsWith('role/') ? account.roles.get(key) : undefined;
  if (user) addUser(user);
  if (role) addRole(role);
  if (resource.startsWith('group/'))
    for (const member of account.users.values()) if (member.groups.includes(key)) addUser(member);
  if (resource.startsWith('policy/')) {
    for (const holder of account.users.values()) if (holder.attached.includes(arn)) addUser(holder);
    for (const holder of account.roles.values()) if (holder.attached.includes(arn)) addRole(holder);
  }
  return out;
}

function accessedBy(call: Call, entities: ReadonlyMap<string, string>): Accessed[] {
  const out: Accessed[] = [];
  for (const [key, { at, region }] of call.tx.account.accessed) {
    const [id = '', full = ''] = key.split('|');
    const entity = entities.get(id);
    const [namespace = '', action = ''] = full.split(':');
    if (entity) out.push({ namespace, action, at, region, entity });
  }
  return out;
}

/** Namespaces that the identity's policies allow something in. */
function granted(call: Call, arn: string): Set<string> {
  return new Set(
    principalSources(call, arn).flatMap(({ policy }) => [...namespacesAllowed(policy.document)]),
  );
}

const generate = operation<
  sdk.GenerateServiceLastAccessedDetailsRequest,
  sdk.GenerateServiceLastAccessedDetailsResponse
>({
  aside: true,
  resource: (input) => input.Arn,
  run(input, call) {
    const isPolicy = parseArn(input.Arn)?.resource.startsWith('policy/') ?? false;
    if (!isPolicy) principalSources(call, input.Arn);
    const job: Job = {
      id: call.tx.ids.uuid(),
      kind: 'ServiceLastAccessed',
      created: call.times.now,
      arn: input.Arn,
      owner: call.caller.userId,
      granularity: input.Granularity ?? 'SERVICE_LEVEL',
    };
    call.tx.put('jobs', job.id, job);
    return { JobId: job.id };
  },
});

function findJob(call: Call, id: string): Job {
  const job = call.tx.account.jobs.get(id);
  if (job?.kind !== 'ServiceLastAccessed') fail('NoSuchEntity', `JobId ${id} is not valid or has expired.`);
  return job;
}

const get = operation<sdk.GetServiceLastAccessedDetailsRequest, sdk.GetServiceLastAccessedDetailsResponse>({
  run(input, call) {
    const job = findJob(call, input.JobId);
    const entities = entitiesOf(call, job.arn);
    const accessed = accessedBy(call, entities);
    const isPolicy = parseArn(job.arn)?.resource.startsWith('policy/') ?? false;
    const namespaces = isPolicy ? new Set<string>() : granted(call, job.arn);
    for (const { namespace } of accessed) namespaces.add(namespace);
    const services = [...namespaces].sort().map((namespace) => {
      const of = accessed.filter((item) => item.namespace === namespace);
      const last = newest(of);
      const actions = [...new Set(of.map(({ action }) => action))].sort();
      return {
        ServiceName: serviceNames[namespace] ?? namespace,
        ServiceNamespace: namespace,
        TotalAuthenticatedEntities: new Set(of.map(({ entity }) => entity)).size,
        ...(last
          ? {
              LastAuthenticated: date(last.at),
              LastAuthenticatedEntity: last.entity,
              LastAuthenticatedRegion: last.region,
            }
          : {}),
        ...(job.granularity === 'ACTION_LEVEL'
          ? {
              TrackedActionsLastAccessed: actions.map((action) => {
                const used = newest(of.filter((item) => item.action === action)) as Accessed;
                return {
                  ActionName: action,
                  LastAccessedEntity: used.entity,
                  LastAccessedTime: date(used.at),
                  LastAccessedRegion: used.region,
                };
              }),
            }
          : {}),
      };
    });
    const { items, rest } = page(input, services, ({ ServiceNamespace }) => ServiceNamespace);
    return {
      JobStatus: 'COMPLETED' as const,
      JobType: job.granularity as sdk.AccessAdvisorUsageGranularityType,
      JobCreationDate: date(job.created),
      JobCompletionDate: date(job.created),
      ServicesLastAccessed: items,
      ...rest,
    };
  },
});

const getWithEntities = operation<
  sdk.GetServiceLastAccessedDetailsWithEntitiesRequest,
  sdk.GetServiceLastAccessedDetailsWithEntitiesResponse
>({
  run(input, call) {
    const job = findJob(call, input.JobId);
    const entities = entitiesOf(call, job.arn);
    const accessed = accessedBy(call, entities).filter(
      ({ namespace }) => namespace === input.ServiceNamespace,
    );
    const all = [...entities].map(([id, arn]) => {
      const last = newest(accessed.filter(({ entity }) => entity === arn));
      const [type = '', ...path] = (parseArn(arn)?.resource ?? '').split('/');
      return {
        EntityInfo: {
          Arn: arn,
          Name: lastName(arn),
          Type: type.toUpperCase() as sdk.PolicyOwnerEntityType,
          Id: id,
          Path: path.length > 1 ? `/${path.slice(0, -1).join('/')}/` : '/',
        },
        ...(last ? { LastAuthenticated: date(last.at) } : {}),
      };
    });
    const { items, rest } = page(input, all, ({ EntityInfo }) => EntityInfo.Arn);
    return {
      JobStatus: 'COMPLETED' as const,
      JobCreationDate: date(job.created),
      JobCompletionDate: date(job.created),
      EntityDetailsList: items,
      ...rest,
    };
  },
});

const listGranting = operation<
  sdk.ListPoliciesGrantingServiceAccessRequest,
  sdk.ListPoliciesGrantingServiceAccessResponse
>({
  resource: (input) => input.Arn,
  run(input, call) {
    const sources = principalSources(call, input.Arn);
    return {
      PoliciesGrantingServiceAccess: input.ServiceNamespaces.map((namespace) => ({
        ServiceNamespace: namespace,
        Policies: sources
          .filter(({ policy }) => grants(policy.document, namespace))
          .map(({ id, type, policy }) => {
            const inline = type === 'user' || type === 'group' || type === 'role';
            const [, holder = ''] = inline ? id.split('_') : [];
            return {
              PolicyName: policy.name,
              PolicyType: inline ? ('INLINE' as const) : ('MANAGED' as const),
              ...(inline
                ? { EntityType: type.toUpperCase() as sdk.PolicyOwnerEntityType, EntityName: holder }
                : { PolicyArn: (policy as { arn?: string }).arn }),
            };
          }),
      })),
      IsTruncated: false,
    };
  },
});

function grants(text: string, namespace: string): boolean {
  const document = JSON.parse(text) as { Statement?: unknown };
  return (
    [document.Statement ?? []].flat() as { Effect: string; Action?: string | string[]; NotAction?: unknown }[]
  ).some(
    ({ Effect, Action, NotAction }) =>
      Effect === 'Allow' &&
      (NotAction !== undefined ||
        [Action ?? []]
          .flat()
          .some((action) => action === '*' || action.toLowerCase().startsWith(`${namespace}:`))),
  );
}

export const lastAccessed: Operations = {
  GenerateServiceLastAccessedDetails: generate,
  GetServiceLastAccessedDetails: get,
  GetServiceLastAccessedDetailsWithEntities: getWithEntities,
  ListPoliciesGrantingServiceAccess: listGranting,
};
