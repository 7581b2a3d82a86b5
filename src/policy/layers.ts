// The layers of policies, in the order in which AWS reports them, and how they combine. This list is the heart of
// the engine; decide and explain both walk it. Sources: IAM User Guide,
// reference_policies_evaluation-logic_policy-eval-denyallow and …-cross-account; Organizations User Guide,
// orgs_manage_policies_scps_evaluation and …_rcps_evaluation.
// Tests: test/conformance, test/oracle

import { Grant } from './principal.ts';
import { rcpServices } from './quirks.ts';
import type { Situation } from './situation.ts';
import type { LayerRules } from './statement.ts';
import type { AuthorizationRequest, LayerName, NamedPolicy } from './types.ts';

export interface Layer extends LayerRules {
  readonly name: LayerName;
  /** Whether the layer takes part at all: if not, it neither denies nor has to allow. */
  readonly takesPart: (situation: Situation) => boolean;
  /** Every level must allow; only organizations have more than one. */
  readonly levels: (request: AuthorizationRequest) => readonly (readonly NamedPolicy[])[];
  /** Whether the layer need not allow, given how closely the resource's policy grants. It may still deny. */
  readonly excused: (situation: Situation, granted: Grant) => boolean;
}

const guardrail = { needsPrincipal: false, needsResource: true, completesArns: true };
const never = () => false;

/** A grant by the resource's policy stands in for the caller's own policies, in the same account only. */
const spared = (by: Grant) => (situation: Situation, granted: Grant) =>
  situation.sameAccount && granted >= by;

export const layers: readonly Layer[] = [
  {
    name: 'rcp',
    ...guardrail,
    takesPart: ({ request, resourceAccount, caller, action }) =>
      request.rcp.length > 0 &&
      !caller.serviceLinked &&
      request.principalExtras?.serviceLinked !== true &&
      rcpServices.has(action.slice(0, action.indexOf(':'))) &&
      (request.resourceOrganization ?? request.organization)?.managementAccount !== resourceAccount,
    levels: ({ rcp }) => rcp,
    excused: never,
  },
  {
    name: 'scp',
    ...guardrail,
    takesPart: ({ request, caller }) =>
      request.scp.length > 0 &&
      caller.account !== null &&
      !caller.serviceLinked &&
      request.principalExtras?.serviceLinked !== true &&
      request.organization?.managementAccount !== caller.account,
    levels: ({ scp }) => scp,
    excused: never,
  },
  {
    name: 'resource',
    needsPrincipal: true,
    // A role's trust policy has no Resource: it is the role's.
    needsResource: false,
    completesArns: true,
    takesPart: ({ quirk }) => quirk?.effect !== 'resourcePolicyIgnored',
    levels: ({ resourcePolicy }) => (resourcePolicy ? [[resourcePolicy]] : [[]]),
    excused: ({ sameAccount, quirk }) => sameAccount && quirk?.effect !== 'resourcePolicyRequired',
  },
  {
    name: 'identity',
    ...guardrail,
    takesPart: ({ iam }) => iam,
    levels: ({ identity }) => [identity],
    excused: spared(Grant.parent),
  },
  {
    name: 'boundary',
    ...guardrail,
    takesPart: ({ hasBoundary }) => hasBoundary,
    levels: ({ boundary }) => [boundary],
    excused: spared(Grant.direct),
  },
  {
    name: 'session',
    ...guardrail,
    // AWS refuses an incomplete ARN in a session policy.
    completesArns: false,
    // A federated user has what its session policies allow, and nothing without them.
    takesPart: ({ request, iam, caller }) =>
      (request.session !== null && (iam || request.principalExtras?.assumedRoot === true)) ||
      caller.kind === 'federated',
    levels: ({ session }) => [session ?? []],
    excused: spared(Grant.direct),
  },
  {
    name: 'endpoint',
    ...guardrail,
    takesPart: ({ request }) => request.endpoint.length > 0,
    levels: ({ endpoint }) => [endpoint],
    excused: never,
  },
];
