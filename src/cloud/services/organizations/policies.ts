// Policies of an organization: service control and resource control policies, and where they are attached.
import type * as sdk from '@aws-sdk/client-organizations';
import type { Organization, OrganizationPolicy, Place } from '../../world/organization.ts';
import { fail } from '../errors.ts';
import { documentProblem } from '../iam/documents.ts';
import type { Call, Operations } from '../service.ts';
import { operation } from '../service.ts';
import { fullAccess, switchOn } from './policy-types.ts';
import {
  findPolicy,
  findRoot,
  findTarget,
  managed,
  newId,
  pageOf,
  placeArn,
  places,
  policyArn,
  put,
} from './tree.ts';

function summary(organization: Organization, policy: OrganizationPolicy): sdk.PolicySummary {
  return {
    Id: policy.id,
    Arn: policyArn(organization, policy),
    Name: policy.name,
    Description: policy.description,
    Type: policy.type as sdk.PolicyType,
    AwsManaged: policy.awsManaged ?? false,
  };
}

function policiesOf(call: Call, organization: Organization, type: string): OrganizationPolicy[] {
  const all = [...call.tx.world.organizations.values()] as OrganizationPolicy[];
  return all
    .filter(
      (node) =>
        node.kind === 'policy' &&
        node.type === type &&
        (node.awsManaged || node.organization === organization.id),
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The first sentence is ours, the second the API reference's. */
function checkType(organization: Organization, type: string): void {
  if (fullAccess[type] === undefined)
    fail('UnsupportedAPIEndpointException', `Policies of the type ${type} are not simulated.`);
  if (organization.features !== 'ALL')
    fail(
      'PolicyTypeNotAvailableForOrganizationException',
      "You can't use the specified policy type with the feature set currently enabled for this organization.",
    );
}

/** Quotas (Organizations user guide, «Quotas and service limits»): those of SCPs were doubled on 15 May 2026. */
const most: Record<string, { characters: number; attached: number }> = {
  SERVICE_CONTROL_POLICY: { characters: 10_240, attached: 10 },
  RESOURCE_CONTROL_POLICY: { characters: 5120, attached: 5 },
};

/** The sentence of the size is the API reference's. */
function checkContent(text: string, type: string): void {
  if (text.length > (most[type]?.characters ?? Number.POSITIVE_INFINITY))
    fail(
      'ConstraintViolationException',
      'You attempted to create a policy that is larger than the maximum size.',
      { details: { Reason: 'POLICY_CONTENT_LIMIT_EXCEEDED' } },
    );
  const problem = documentProblem(text, type === 'RESOURCE_CONTROL_POLICY' ? 'resource' : 'identity');
  if (problem)
    fail(
      'MalformedPolicyDocumentException',
      'The provided policy document does not meet the requirements of the specified policy type.',
    );
}

function checkName(call: Call, organization: Organization, type: string, wanted: string): void {
  if (policiesOf(call, organization, type).some(({ name }) => name === wanted))
    fail('DuplicatePolicyException', 'A policy with the same name already exists.');
}

const createPolicy = operation<sdk.CreatePolicyRequest, sdk.CreatePolicyResponse>({
  run(input, call) {
    const organization = managed(call);
    checkType(organization, input.Type);
    checkContent(input.Content, input.Type);
    checkName(call, organization, input.Type, input.Name);
    const policy: OrganizationPolicy = {
      kind: 'policy',
      id: newId(call, 'p-', 8),
      organization: organization.id,
      type: input.Type,
      name: input.Name,
      description: input.Description,
      document: input.Content,
    };
    put(call, policy);
    return { Policy: { PolicySummary: summary(organization, policy), Content: policy.document } };
  },
});

function ownPolicy(call: Call, id: string): OrganizationPolicy {
  const policy = findPolicy(call, id);
  // The sentence is the API reference's.
  if (policy.awsManaged)
    fail('InvalidInputException', "You specified a policy that is managed by AWS and can't be modified.", {
      details: { Reason: 'IMMUTABLE_POLICY' },
    });
  return policy;
}

const updatePolicy = operation<sdk.UpdatePolicyRequest, sdk.UpdatePolicyResponse>({
  run(input, call) {
    const organization = managed(call);
    const policy = ownPolicy(call, input.PolicyId);
    if (input.Content !== undefined) checkContent(input.Content, policy.type);
    if (input.Name !== undefined && input.Name !== policy.name)
      checkName(call, organization, policy.type, input.Name);
    const next = {
      ...policy,
      name: input.Name ?? policy.name,
      description: input.Description ?? policy.description,
      document: input.Content ?? policy.document,
    };
    put(call, next);
    return { Policy: { PolicySummary: summary(organization, next), Content: next.document } };
  },
});

const describePolicy = operation<sdk.DescribePolicyRequest, sdk.DescribePolicyResponse>({
  run(input, call) {
    const organization = managed(call);
    const policy = findPolicy(call, input.PolicyId);
    return { Policy: { PolicySummary: summary(organization, policy), Content: policy.document } };
  },
});

const deletePolicy = operation<sdk.DeletePolicyRequest, void>({
  run(input, call) {
    const organization = managed(call);
    const policy = ownPolicy(call, input.PolicyId);
    if (places(call, organization).some(({ policies }) => policies.includes(policy.id)))
      fail(
        'PolicyInUseException',
        'The policy is attached to one or more entities. You must detach it from all roots, OUs, and accounts before performing this operation.',
      );
    call.tx.putOrganization(policy.id, undefined);
  },
});

const listPolicies = operation<sdk.ListPoliciesRequest, sdk.ListPoliciesResponse>({
  run(input, call) {
    const organization = managed(call);
    const found = policiesOf(call, organization, input.Filter);
    const { page, rest } = pageOf(input, found, ({ id }) => id);
    return { Policies: page.map((policy) => summary(organization, policy)), ...rest };
  },
});

const listForTarget = operation<sdk.ListPoliciesForTargetRequest, sdk.ListPoliciesForTargetResponse>({
  run(input, call) {
    const organization = managed(call);
    const { policies } = findTarget(call, input.TargetId);
    const found = policies.map((id) => findPolicy(call, id)).filter(({ type }) => type === input.Filter);
    const { page, rest } = pageOf(input, found, ({ id }) => id);
    return { Policies: page.map((policy) => summary(organization, policy)), ...rest };
  },
});

const listTargets = operation<sdk.ListTargetsForPolicyRequest, sdk.ListTargetsForPolicyResponse>({
  run(input, call) {
    const organization = managed(call);
    const { id } = findPolicy(call, input.PolicyId);
    const found = places(call, organization).filter(({ policies }) => policies.includes(id));
    const { page, rest } = pageOf(input, found, (place) => place.id);
    return {
      Targets: page.map((place) => ({
        TargetId: place.id,
        Arn: placeArn(organization, place),
        Name: place.name,
        Type: ({ root: 'ROOT', unit: 'ORGANIZATIONAL_UNIT', account: 'ACCOUNT' } as const)[place.kind],
      })),
      ...rest,
    };
  },
});

const attachPolicy = operation<sdk.AttachPolicyRequest, void>({
  run(input, call) {
    const organization = managed(call);
    const policy = findPolicy(call, input.PolicyId);
    const target = findTarget(call, input.TargetId);
    const root = call.tx.world.organizations.get(organization.root) as Place;
    if (!(root.enabled ?? []).includes(policy.type))
      fail('PolicyTypeNotEnabledException', 'This operation can be performed only for enabled policy types.');
    if (target.policies.includes(policy.id))
      fail(
        'DuplicatePolicyAttachmentException',
        'The selected policy is already attached to the specified target.',
      );
    const attached = target.policies.filter((id) => findPolicy(call, id).type === policy.type);
    if (attached.length >= (most[policy.type]?.attached ?? Number.POSITIVE_INFINITY))
      fail(
        'ConstraintViolationException',
        'You attempted to exceed the number of policies of a certain type that can be attached to an entity at one time.',
        { details: { Reason: 'MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED' } },
      );
    put(call, { ...target, policies: [...target.policies, policy.id] });
  },
});

const detachPolicy = operation<sdk.DetachPolicyRequest, void>({
  run(input, call) {
    managed(call);
    const policy = findPolicy(call, input.PolicyId);
    const target = findTarget(call, input.TargetId);
    if (!target.policies.includes(policy.id))
      fail(
        'PolicyNotAttachedException',
        "The policy isn't attached to the specified target in the specified root.",
      );
    if (policy.id === fullAccess.RESOURCE_CONTROL_POLICY)
      fail('InvalidInputException', "You can't detach this AWS Managed Policy.", {
        details: { Reason: 'NON_DETACHABLE_POLICY' },
      });
    const rest = target.policies.filter((id) => id !== policy.id);
    if (!rest.some((id) => findPolicy(call, id).type === policy.type))
      fail(
        'ConstraintViolationException',
        'You cannot remove the last policy attached to the specified target. You must have at least one attached at all times.',
      );
    put(call, { ...target, policies: rest });
  },
});

function toldRoot(organization: Organization, root: Place): sdk.Root {
  return {
    Id: root.id,
    Arn: placeArn(organization, root),
    Name: root.name,
    PolicyTypes: (root.enabled ?? []).map((Type) => ({
      Type: Type as sdk.PolicyType,
      Status: 'ENABLED' as const,
    })),
  };
}

/** Switching a type off takes all attachments of the type away. */
const enableType = operation<sdk.EnablePolicyTypeRequest, sdk.EnablePolicyTypeResponse>({
  run(input, call) {
    const organization = managed(call);
    const root = findRoot(call, input.RootId);
    const { PolicyType: type } = input;
    checkType(organization, type);
    if ((root.enabled ?? []).includes(type))
      fail('PolicyTypeAlreadyEnabledException', 'The specified policy type is already enabled.');
    switchOn(call, organization, type);
    return { Root: toldRoot(organization, findTarget(call, root.id)) };
  },
});

const disableType = operation<sdk.DisablePolicyTypeRequest, sdk.DisablePolicyTypeResponse>({
  run(input, call) {
    const organization = managed(call);
    const root = findRoot(call, input.RootId);
    const { PolicyType: type } = input;
    if (!(root.enabled ?? []).includes(type))
      fail('PolicyTypeNotEnabledException', 'The specified policy type is not enabled.');
    for (const place of places(call, organization))
      put(call, {
        ...place,
        policies: place.policies.filter((id) => findPolicy(call, id).type !== type),
        ...(place.id === root.id ? { enabled: (place.enabled ?? []).filter((other) => other !== type) } : {}),
      });
    return { Root: toldRoot(organization, findTarget(call, root.id)) };
  },
});

export const policies: Operations = {
  CreatePolicy: createPolicy,
  UpdatePolicy: updatePolicy,
  DescribePolicy: describePolicy,
  DeletePolicy: deletePolicy,
  ListPolicies: listPolicies,
  ListPoliciesForTarget: listForTarget,
  ListTargetsForPolicy: listTargets,
  AttachPolicy: attachPolicy,
  DetachPolicy: detachPolicy,
  EnablePolicyType: enableType,
  DisablePolicyType: disableType,
};
