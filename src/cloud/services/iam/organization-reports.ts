// Which services the accounts of an organization used, of those that its service control policies allow (IAM user guide,
// «View last accessed information for Organizations»). Tests: test/cloud/federation.test.ts
import type * as sdk from '@aws-sdk/client-iam';
import { iamArn } from '../../world/arn.ts';
import type { Job } from '../../world/entities.ts';
import type { OrganizationPolicy, Place, Standing } from '../../world/organization.ts';
import { levels, standingOf } from '../../world/organization.ts';
import { fail } from '../errors.ts';
import type { Call, Operations } from '../service.ts';
import { operation } from '../service.ts';
import { namespacesAllowed, newest, serviceNames } from './accessed.ts';
import { date, page } from './common.ts';

const scp = 'SERVICE_CONTROL_POLICY';

/** @throws AwsError unless the caller's account manages an organization whose service control policies are on */
function managed(call: Call): Standing {
  const standing = standingOf(call.tx.world, call.tx.accountId);
  const manages = standing?.organization.management === call.tx.accountId;
  if (!standing || !manages || !(standing.path[0]?.enabled ?? []).includes(scp))
    fail(
      'AccessDenied',
      `User: ${call.caller.arn} is not authorized to perform: iam:${call.operation}: the account must be the management account of an organization in which service control policies are enabled.`,
    );
  return standing;
}

/** What the caller needs beside the report itself (Service Authorization Reference, dependent actions). */
const alsoNeeded =
  'DescribePolicy ListChildren ListParents ListPoliciesForTarget ListRoots ListTargetsForPolicy';

const generate = operation<
  sdk.GenerateOrganizationsAccessReportRequest,
  sdk.GenerateOrganizationsAccessReportResponse
>({
  aside: true,
  questions: (input, call) => [
    {
      action: 'iam:GenerateOrganizationsAccessReport',
      resource: iamArn(call.tx.accountId, `access-report/${input.EntityPath}`),
    },
    ...alsoNeeded.split(' ').map((name) => ({ action: `organizations:${name}`, resource: '*' })),
  ],
  run(input, call) {
    managed(call);
    const job: Job = {
      id: call.tx.ids.uuid(),
      kind: 'OrganizationsAccess',
      created: call.times.now,
      arn: input.EntityPath,
      owner: call.caller.userId,
      ...(input.OrganizationsPolicyId === undefined ? {} : { granularity: input.OrganizationsPolicyId }),
    };
    call.tx.put('jobs', job.id, job);
    return { JobId: job.id };
  },
});

/** The place that a path leads to: organization, root, units, account. */
function placeAt(call: Call, { organization }: Standing, path: string): Place | undefined {
  const [first, ...ids] = path.replace(/\/$/, '').split('/');
  if (first !== organization.id || ids.length === 0) return undefined;
  let parent: string | undefined;
  let place: Place | undefined;
  for (const id of ids) {
    place = call.tx.world.organizations.get(id) as Place | undefined;
    if (place?.organization !== organization.id || place.parent !== parent) return undefined;
    parent = id;
  }
  return place;
}

/** Accounts at or below a place; the management account only where it was asked for itself. */
function accountsOf(call: Call, { organization }: Standing, place: Place): Standing[] {
  if (place.kind === 'account') return [standingOf(call.tx.world, place.id) as Standing];
  return [...call.tx.world.accounts.keys()].flatMap((id) => {
    const standing = standingOf(call.tx.world, id);
    const below = standing?.path.some((step) => step.id === place.id);
    return standing && below && id !== organization.management ? [standing] : [];
  });
}

/** Namespaces that every level down to the place lets through; all of them for the management account. */
function allowedAt(call: Call, own: Standing, place: Place): Set<string> {
  const all = new Set(Object.keys(serviceNames));
  if (place.id === own.organization.management) return all;
  const path: Place[] = [];
  for (
    let at: Place | undefined = place;
    at;
    at = at.parent ? (call.tx.world.organizations.get(at.parent) as Place) : undefined
  )
    path.unshift(at);
  let left = [...all];
  for (const policies of levels(call.tx.world, { ...own, path }, scp)) {
    const here = new Set(policies.flatMap(({ document }) => [...namespacesAllowed(document)]));
    left = left.filter((namespace) => here.has(namespace));
  }
  return new Set(left);
}

function details(call: Call, own: Standing, place: Place, policyId: string | undefined): sdk.AccessDetail[] {
  const policy =
    policyId === undefined
      ? undefined
      : (call.tx.world.organizations.get(policyId) as OrganizationPolicy | undefined);
  const namespaces = policy ? namespacesAllowed(policy.document) : allowedAt(call, own, place);
  const accounts = accountsOf(call, own, place).filter(
    ({ path }) => !policy || path.some(({ policies }) => policies.includes(policy.id)),
  );
  const uses = accounts.flatMap(({ organization, path }) => {
    const account = path.at(-1)?.id ?? '';
    const entity = [organization.id, ...path.map(({ id }) => id)].join('/');
    return [...(call.tx.world.accounts.get(account)?.accessed ?? [])].map(([key, { at, region }]) => ({
      namespace: key.slice(key.indexOf('|') + 1).split(':')[0],
      at,
      region,
      entity,
    }));
  });
  return [...namespaces].sort().map((namespace) => {
    const of = uses.filter((use) => use.namespace === namespace);
    const last = newest(of);
    return {
      ServiceName: serviceNames[namespace] ?? namespace,
      ServiceNamespace: namespace,
      TotalAuthenticatedEntities: new Set(of.map(({ entity }) => entity)).size,
      ...(last ? { Region: last.region, EntityPath: last.entity, LastAuthenticatedTime: date(last.at) } : {}),
    };
  });
}

const orders: Record<string, (a: sdk.AccessDetail, b: sdk.AccessDetail) => number> = {
  SERVICE_NAMESPACE_ASCENDING: (a, b) => compare(a.ServiceNamespace, b.ServiceNamespace),
  SERVICE_NAMESPACE_DESCENDING: (a, b) => compare(b.ServiceNamespace, a.ServiceNamespace),
  LAST_AUTHENTICATED_TIME_ASCENDING: (a, b) => compare(timeOf(a), timeOf(b)),
  LAST_AUTHENTICATED_TIME_DESCENDING: (a, b) => compare(timeOf(b), timeOf(a)),
};

const timeOf = ({ LastAuthenticatedTime }: sdk.AccessDetail) => LastAuthenticatedTime?.getTime() ?? 0;

function compare(a: string | number | undefined, b: string | number | undefined): number {
  return (a ?? '') < (b ?? '') ? -1 : a === b ? 0 : 1;
}

const get = operation<sdk.GetOrganizationsAccessReportRequest, sdk.GetOrganizationsAccessReportResponse>({
  run(input, call) {
    const own = managed(call);
    const job = call.tx.account.jobs.get(input.JobId);
    if (job?.kind !== 'OrganizationsAccess')
      fail('NoSuchEntity', `JobId ${input.JobId} is not valid or has expired.`);
    const times = { JobCreationDate: date(job.created), JobCompletionDate: date(job.created) };
    const place = placeAt(call, own, job.arn);
    if (!place)
      return {
        JobStatus: 'FAILED' as const,
        ...times,
        ErrorDetails: {
          Code: 'EntityDoesNotExist',
          Message: `There is no entity at ${job.arn} in this organization.`,
        },
      };
    const all = details(call, own, place, job.granularity);
    all.sort(orders[input.SortKey ?? 'SERVICE_NAMESPACE_ASCENDING']);
    const { items, rest } = page(input, all, ({ ServiceNamespace }) => ServiceNamespace ?? '');
    return {
      JobStatus: 'COMPLETED' as const,
      ...times,
      NumberOfServicesAccessible: all.length,
      NumberOfServicesNotAccessed: all.filter(({ LastAuthenticatedTime }) => !LastAuthenticatedTime).length,
      AccessDetails: items,
      ...rest,
    };
  },
});

export const organizationReports: Operations = {
  GenerateOrganizationsAccessReport: generate,
  GetOrganizationsAccessReport: get,
};
