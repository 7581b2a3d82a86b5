// An organization: its tree, its policies and where they are attached, over the SDK's client only.
// Tests: test/console/organizations.test.ts.
import {
  type Account,
  AttachPolicyCommand,
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  CreatePolicyCommand,
  DeleteOrganizationalUnitCommand,
  DeletePolicyCommand,
  DescribeCreateAccountStatusCommand,
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  DetachPolicyCommand,
  DisablePolicyTypeCommand,
  EnablePolicyTypeCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListParentsCommand,
  ListPoliciesCommand,
  ListPoliciesForTargetCommand,
  ListRootsCommand,
  ListTargetsForPolicyCommand,
  MoveAccountCommand,
  type Organization,
  type OrganizationsClient,
  type PolicySummary,
  type PolicyTargetSummary,
  type Root,
  UpdateOrganizationalUnitCommand,
  UpdatePolicyCommand,
} from '@aws-sdk/client-organizations';
import { toFailure } from './errors.ts';

export type { Account, Organization, PolicySummary, PolicyTargetSummary, Root };

export const policyTypes = { scp: 'SERVICE_CONTROL_POLICY', rcp: 'RESOURCE_CONTROL_POLICY' } as const;
export type PolicyKind = keyof typeof policyTypes;

/** One place of the tree: the root, a unit, an account. */
export interface Node {
  kind: 'root' | 'unit' | 'account';
  id: string;
  name: string;
  arn: string;
  account?: Account;
  children: readonly Node[];
}

export interface Tree {
  organization: Organization;
  root: Node;
  /** Types of policies that are switched on. */
  enabled: readonly string[];
}

async function all<A extends { NextToken?: string | undefined }, T>(
  ask: (page: { NextToken?: string }) => Promise<A>,
  items: (answer: A) => readonly T[] | undefined,
): Promise<T[]> {
  const found: T[] = [];
  let next: string | undefined;
  do {
    const answer = await ask(next === undefined ? {} : { NextToken: next });
    found.push(...(items(answer) ?? []));
    next = answer.NextToken;
  } while (next !== undefined);
  return found;
}

async function childrenOf(client: OrganizationsClient, parent: string): Promise<readonly Node[]> {
  const [units, accounts] = await Promise.all([
    all(
      (page) => client.send(new ListOrganizationalUnitsForParentCommand({ ParentId: parent, ...page })),
      (answer) => answer.OrganizationalUnits,
    ),
    all(
      (page) => client.send(new ListAccountsForParentCommand({ ParentId: parent, ...page })),
      (answer) => answer.Accounts,
    ),
  ]);
  const below = await Promise.all(
    units.map(
      async (unit): Promise<Node> => ({
        kind: 'unit',
        id: unit.Id ?? '',
        name: unit.Name ?? '',
        arn: unit.Arn ?? '',
        children: await childrenOf(client, unit.Id ?? ''),
      }),
    ),
  );
  return [
    ...below,
    ...accounts.map(
      (account): Node => ({
        kind: 'account',
        id: account.Id ?? '',
        name: account.Name ?? '',
        arn: account.Arn ?? '',
        account,
        children: [],
      }),
    ),
  ];
}

/** Undefined where the account is in no organization. */
export async function organizationOf(client: OrganizationsClient): Promise<Organization | undefined> {
  try {
    return (await client.send(new DescribeOrganizationCommand({}))).Organization;
  } catch (error) {
    if (toFailure(error).code === 'AWSOrganizationsNotInUse') return undefined;
    throw error;
  }
}

/** The whole tree; undefined where the account is in no organization. */
export async function readTree(client: OrganizationsClient): Promise<Tree | undefined> {
  const organization = await organizationOf(client);
  if (!organization) return undefined;
  const [root] = (await client.send(new ListRootsCommand({}))).Roots ?? [];
  return {
    organization,
    enabled: (root?.PolicyTypes ?? [])
      .filter((one) => one.Status === 'ENABLED')
      .map((one) => String(one.Type)),
    root: {
      kind: 'root',
      id: root?.Id ?? '',
      name: root?.Name ?? '',
      arn: root?.Arn ?? '',
      children: await childrenOf(client, root?.Id ?? ''),
    },
  };
}

/** Every place below and with `node`, parents before children, each with its depth. */
export const flat = (node: Node, depth = 0): readonly { node: Node; depth: number }[] => [
  { node, depth },
  ...node.children.flatMap((child) => flat(child, depth + 1)),
];

export const createOrganization = (client: OrganizationsClient) =>
  client.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));

export const createUnit = (client: OrganizationsClient, parent: string, name: string) =>
  client.send(new CreateOrganizationalUnitCommand({ ParentId: parent, Name: name }));

export const renameUnit = (client: OrganizationsClient, id: string, name: string) =>
  client.send(new UpdateOrganizationalUnitCommand({ OrganizationalUnitId: id, Name: name }));

export const deleteUnit = (client: OrganizationsClient, id: string) =>
  client.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId: id }));

/** @throws with AWS's reason where the account could not be made: AWS makes it later, and tells by its status */
export async function createAccount(client: OrganizationsClient, name: string, email: string): Promise<void> {
  const { CreateAccountStatus: begun } = await client.send(
    new CreateAccountCommand({ AccountName: name, Email: email }),
  );
  const { CreateAccountStatus: status } = await client.send(
    new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: begun?.Id }),
  );
  if (status?.State === 'FAILED')
    throw Object.assign(new Error(status.FailureReason ?? 'FAILED'), {
      name: status.FailureReason ?? 'FAILED',
    });
}

export async function moveAccount(client: OrganizationsClient, id: string, to: string): Promise<void> {
  const [parent] = (await client.send(new ListParentsCommand({ ChildId: id }))).Parents ?? [];
  await client.send(
    new MoveAccountCommand({ AccountId: id, SourceParentId: parent?.Id, DestinationParentId: to }),
  );
}

export const listPolicies = (client: OrganizationsClient, kind: PolicyKind): Promise<PolicySummary[]> =>
  all(
    (page) => client.send(new ListPoliciesCommand({ Filter: policyTypes[kind], ...page })),
    (answer) => answer.Policies,
  );

export const policiesAt = (
  client: OrganizationsClient,
  target: string,
  kind: PolicyKind,
): Promise<PolicySummary[]> =>
  all(
    (page) =>
      client.send(new ListPoliciesForTargetCommand({ TargetId: target, Filter: policyTypes[kind], ...page })),
    (answer) => answer.Policies,
  );

export const targetsOf = (client: OrganizationsClient, policy: string): Promise<PolicyTargetSummary[]> =>
  all(
    (page) => client.send(new ListTargetsForPolicyCommand({ PolicyId: policy, ...page })),
    (answer) => answer.Targets,
  );

export async function describePolicy(
  client: OrganizationsClient,
  id: string,
): Promise<{ summary: PolicySummary; content: string }> {
  const { Policy: policy } = await client.send(new DescribePolicyCommand({ PolicyId: id }));
  let content = policy?.Content ?? '';
  try {
    content = JSON.stringify(JSON.parse(content), null, 4);
  } catch {
    // Shown as it is.
  }
  return { summary: policy?.PolicySummary ?? {}, content };
}

export async function createPolicy(
  client: OrganizationsClient,
  kind: PolicyKind,
  policy: { name: string; description: string; content: string },
): Promise<string> {
  const answer = await client.send(
    new CreatePolicyCommand({
      Type: policyTypes[kind],
      Name: policy.name,
      Description: policy.description,
      Content: policy.content,
    }),
  );
  return answer.Policy?.PolicySummary?.Id ?? '';
}

export const savePolicy = (client: OrganizationsClient, id: string, content: string) =>
  client.send(new UpdatePolicyCommand({ PolicyId: id, Content: content }));

export const deletePolicy = (client: OrganizationsClient, id: string) =>
  client.send(new DeletePolicyCommand({ PolicyId: id }));

export const attach = (client: OrganizationsClient, policy: string, target: string) =>
  client.send(new AttachPolicyCommand({ PolicyId: policy, TargetId: target }));

export const detach = (client: OrganizationsClient, policy: string, target: string) =>
  client.send(new DetachPolicyCommand({ PolicyId: policy, TargetId: target }));

export const switchType = (client: OrganizationsClient, root: string, kind: PolicyKind, on: boolean) =>
  on
    ? client.send(new EnablePolicyTypeCommand({ RootId: root, PolicyType: policyTypes[kind] }))
    : client.send(new DisablePolicyTypeCommand({ RootId: root, PolicyType: policyTypes[kind] }));
