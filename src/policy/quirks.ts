// Where a service does not follow the common rules: as data, each with its source.
// Tests: test/policy, test/conformance

import rcp from '../data/tables/actions/rcp.json' with { type: 'json' };
import type { Situation } from './situation.ts';

export interface Quirk {
  readonly code: string;
  readonly source: string;
  readonly actions: ReadonlySet<string> | 'all';
  /** The service part of `actions: 'all'`. */
  readonly service?: string;
  readonly when: (situation: Situation) => boolean;
  readonly effect:
    | 'alwaysAllowed'
    /** The resource's policy must allow, in the same account too. */
    | 'resourcePolicyRequired'
    /** The resource's policy has no say. */
    | 'resourcePolicyIgnored'
    /** Nobody may, whatever policies say. */
    | 'refused';
}

const onRole = ({ resource }: Situation) => resource.includes(':iam:') && resource.includes(':role/');
const onKey = ({ resource }: Situation) => resource.includes(':kms:') && resource.includes(':key/');
const ownRoot = ({ caller, sameAccount }: Situation) => caller.kind === 'root' && sameAccount;

const trustActions = new Set([
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
  'sts:tagsession',
  'sts:setsourceidentity',
]);

export const quirks: readonly Quirk[] = [
  {
    code: 'needsNoPermission',
    source:
      'STS API, GetCallerIdentity: works even when a policy denies it, as the error would tell the same',
    actions: new Set(['sts:getcalleridentity']),
    when: ({ caller }) => caller.kind !== 'anonymous',
    effect: 'alwaysAllowed',
  },
  {
    code: 'rootCannotAssumeRoles',
    source: 'STS API, AssumeRole: the credentials of the root user cannot be used',
    actions: new Set(['sts:assumerole']),
    when: ({ caller }) => caller.kind === 'root',
    effect: 'refused',
  },
  {
    code: 'trustPolicyRequired',
    source:
      'IAM User Guide, reference_policies_evaluation-logic: the trust policy must allow, in the same account too',
    actions: trustActions,
    when: onRole,
    effect: 'resourcePolicyRequired',
  },
  {
    code: 'keyPolicyRequired',
    source:
      'KMS Developer Guide, key-policy-default: no one, root included, has access that the key policy does not give',
    actions: 'all',
    service: 'kms',
    when: onKey,
    effect: 'resourcePolicyRequired',
  },
  {
    code: 'ownersRootReachesBucketPolicy',
    source:
      "S3 API, PutBucketPolicy: the owner's root always may, unless an endpoint or organization policy forbids it",
    actions: new Set(['s3:getbucketpolicy', 's3:putbucketpolicy', 's3:deletebucketpolicy']),
    when: ownRoot,
    effect: 'resourcePolicyIgnored',
  },
  {
    code: 'ownersRootReachesQueuePolicy',
    source: 'IAM User Guide, root-user-tasks: edit or delete a queue policy that denies everyone',
    actions: new Set(['sqs:getqueueattributes', 'sqs:setqueueattributes']),
    when: ownRoot,
    effect: 'resourcePolicyIgnored',
  },
];

/** The quirks that speak of an action; most actions have none. */
export function quirksOf(action: string): readonly Quirk[] {
  let found = byAction.get(action);
  if (!found) {
    const service = action.slice(0, action.indexOf(':'));
    found = quirks.filter((quirk) =>
      quirk.actions === 'all' ? quirk.service === service : quirk.actions.has(action),
    );
    if (found.length === 0) found = NO_QUIRKS;
    if (byAction.size >= 30_000) byAction.clear();
    byAction.set(action, found);
  }
  return found;
}

const NO_QUIRKS: readonly Quirk[] = [];
const byAction = new Map<string, readonly Quirk[]>();

/**
 * Services whose resources resource control policies reach: Organizations User Guide,
 * orgs_manage_policies_rcps#rcp-supported-services.
 */
export const rcpServices: ReadonlySet<string> = new Set(rcp);
