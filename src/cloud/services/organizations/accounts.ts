// The organization, its units and its accounts.
import type * as sdk from '@aws-sdk/client-organizations';
import type { Role } from '../../world/entities.ts';
import type { Organization, Place } from '../../world/organization.ts';
import { standingOf } from '../../world/organization.ts';
import { newAccount } from '../../world/world.ts';
import { fail } from '../errors.ts';
import type { Call, Operations } from '../service.ts';
import { operation } from '../service.ts';
import { fullAccess, switchOn } from './policy-types.ts';
import {
  findAccount,
  findParent,
  findPlace,
  findUnit,
  managed,
  newId,
  organizationArn,
  organizationOf,
  pageOf,
  placeArn,
  places,
  put,
} from './tree.ts';

function toldOrganization(call: Call, organization: Organization): sdk.Organization {
  const { management } = organization;
  return {
    Id: organization.id,
    Arn: organizationArn(organization),
    FeatureSet: organization.features,
    MasterAccountArn: `arn:aws:organizations::${management}:account/${organization.id}/${management}`,
    MasterAccountId: management,
    MasterAccountEmail: call.tx.within(management).account.settings.root.email,
    AvailablePolicyTypes: [],
  };
}

export function toldAccount(call: Call, organization: Organization, place: Place): sdk.Account {
  const { settings } = call.tx.within(place.id).account;
  return {
    Id: place.id,
    Arn: placeArn(organization, place),
    Email: settings.root.email,
    Name: place.name,
    Status: settings.closed === undefined ? 'ACTIVE' : 'SUSPENDED',
    State: settings.closed === undefined ? 'ACTIVE' : 'SUSPENDED',
    JoinedMethod: place.id === organization.management ? 'INVITED' : 'CREATED',
    JoinedTimestamp: new Date(Number(place.joined ?? settings.created)),
  };
}

/** What a new place begins with: full access of each type that is on. */
export function startingPolicies(call: Call, organization: Organization): string[] {
  const root = call.tx.world.organizations.get(organization.root) as Place;
  return (root.enabled ?? []).map((type) => fullAccess[type]).filter((id) => id !== undefined);
}

const createOrganization = operation<sdk.CreateOrganizationRequest, sdk.CreateOrganizationResponse>({
  run(input, call) {
    if (standingOf(call.tx.world, call.tx.accountId))
      fail('AlreadyInOrganizationException', 'The AWS account is already a member of an organization.');
    const id = newId(call, 'o-', 10);
    const root = newId(call, 'r-', 4);
    const { accountId } = call.tx;
    const organization: Organization = {
      kind: 'organization',
      id,
      management: accountId,
      root,
      features: input.FeatureSet ?? 'ALL',
      rootFeatures: [],
    };
    put(call, organization);
    put(call, { kind: 'root', id: root, organization: id, name: 'Root', policies: [], enabled: [] });
    const { name } = call.tx.account.settings;
    put(call, {
      kind: 'account',
      id: accountId,
      organization: id,
      parent: root,
      name,
      policies: [],
      joined: call.times.now,
    });
    if (organization.features === 'ALL') switchOn(call, organization, 'SERVICE_CONTROL_POLICY');
    return { Organization: toldOrganization(call, organization) };
  },
});

/** Also members may ask. */
const describeOrganization = operation<object, sdk.DescribeOrganizationResponse>({
  run: (_input, call) => ({ Organization: toldOrganization(call, organizationOf(call)) }),
});

const deleteOrganization = operation<object, void>({
  run(_input, call) {
    const organization = managed(call);
    if (places(call, organization).length > 2)
      fail(
        'OrganizationNotEmptyException',
        'To delete an organization you must first remove all member accounts, organizational units and policies.',
      );
    for (const [id, node] of call.tx.world.organizations)
      if (node.organization === organization.id || id === organization.id)
        call.tx.putOrganization(id, undefined);
  },
});

const listRoots = operation<sdk.ListRootsRequest, sdk.ListRootsResponse>({
  run(_input, call) {
    const organization = managed(call);
    const root = call.tx.world.organizations.get(organization.root) as Place;
    return {
      Roots: [
        {
          Id: root.id,
          Arn: placeArn(organization, root),
          Name: root.name,
          PolicyTypes: (root.enabled ?? []).map((Type) => ({
            Type: Type as sdk.PolicyType,
            Status: 'ENABLED' as const,
          })),
        },
      ],
    };
  },
});

// Units

function toldUnit(organization: Organization, unit: Place): sdk.OrganizationalUnit {
  return { Id: unit.id, Arn: placeArn(organization, unit), Name: unit.name };
}

function checkUnitName(call: Call, organization: Organization, parent: string, name: string): void {
  if (
    places(call, organization).some(
      (place) => place.kind === 'unit' && place.parent === parent && place.name === name,
    )
  )
    fail('DuplicateOrganizationalUnitException', 'An OU with the same name already exists.');
}

/** Quotas (Organizations user guide, «Quotas and service limits»); the sentences are the API reference's. */
const deepest = 5;
const mostAccounts = 10;

/** Units from the root down to a place. */
function depthOf(call: Call, place: Place): number {
  const above = call.tx.world.organizations.get(place.parent ?? '') as Place | undefined;
  return above ? 1 + depthOf(call, above) : 0;
}

const createUnit = operation<sdk.CreateOrganizationalUnitRequest, sdk.CreateOrganizationalUnitResponse>({
  run(input, call) {
    const organization = managed(call);
    const parent = findParent(call, input.ParentId);
    if (depthOf(call, parent) >= deepest)
      fail(
        'ConstraintViolationException',
        'You attempted to create an OU tree that is too many levels deep.',
        { details: { Reason: 'OU_DEPTH_LIMIT_EXCEEDED' } },
      );
    checkUnitName(call, organization, parent.id, input.Name);
    const unit: Place = {
      kind: 'unit',
      id: newId(call, `ou-${organization.root.slice(2)}-`, 8),
      organization: organization.id,
      parent: parent.id,
      name: input.Name,
      policies: startingPolicies(call, organization),
    };
    put(call, unit);
    return { OrganizationalUnit: toldUnit(organization, unit) };
  },
});

const updateUnit = operation<sdk.UpdateOrganizationalUnitRequest, sdk.UpdateOrganizationalUnitResponse>({
  run(input, call) {
    const organization = managed(call);
    const unit = findUnit(call, input.OrganizationalUnitId);
    const name = input.Name ?? unit.name;
    if (name !== unit.name) checkUnitName(call, organization, unit.parent ?? '', name);
    put(call, { ...unit, name });
    return { OrganizationalUnit: toldUnit(organization, { ...unit, name }) };
  },
});

const describeUnit = operation<sdk.DescribeOrganizationalUnitRequest, sdk.DescribeOrganizationalUnitResponse>(
  {
    run(input, call) {
      const organization = managed(call);
      return { OrganizationalUnit: toldUnit(organization, findUnit(call, input.OrganizationalUnitId)) };
    },
  },
);

const deleteUnit = operation<sdk.DeleteOrganizationalUnitRequest, void>({
  run(input, call) {
    const organization = managed(call);
    const unit = findUnit(call, input.OrganizationalUnitId);
    if (places(call, organization).some(({ parent }) => parent === unit.id))
      fail(
        'OrganizationalUnitNotEmptyException',
        'The specified OU is not empty. Move all accounts and child OUs to another root or OU and try again.',
      );
    call.tx.putOrganization(unit.id, undefined);
  },
});

function children(
  call: Call,
  parentId: string,
  kind: Place['kind'],
): { organization: Organization; found: Place[] } {
  const organization = managed(call);
  findParent(call, parentId);
  return {
    organization,
    found: places(call, organization).filter((place) => place.parent === parentId && place.kind === kind),
  };
}

const listUnits = operation<
  sdk.ListOrganizationalUnitsForParentRequest,
  sdk.ListOrganizationalUnitsForParentResponse
>({
  run(input, call) {
    const { organization, found } = children(call, input.ParentId, 'unit');
    const { page, rest } = pageOf(input, found, ({ id }) => id);
    return { OrganizationalUnits: page.map((unit) => toldUnit(organization, unit)), ...rest };
  },
});

const listAccountsForParent = operation<sdk.ListAccountsForParentRequest, sdk.ListAccountsForParentResponse>({
  run(input, call) {
    const { organization, found } = children(call, input.ParentId, 'account');
    const { page, rest } = pageOf(input, found, ({ id }) => id);
    return { Accounts: page.map((place) => toldAccount(call, organization, place)), ...rest };
  },
});

const listChildren = operation<sdk.ListChildrenRequest, sdk.ListChildrenResponse>({
  run(input, call) {
    const { found } = children(call, input.ParentId, input.ChildType === 'ACCOUNT' ? 'account' : 'unit');
    const { page, rest } = pageOf(input, found, ({ id }) => id);
    return { Children: page.map(({ id }) => ({ Id: id, Type: input.ChildType })), ...rest };
  },
});

const listParents = operation<sdk.ListParentsRequest, sdk.ListParentsResponse>({
  run(input, call) {
    managed(call);
    const { parent } = findPlace(call, input.ChildId, 'ChildNotFoundException', ['unit', 'account']);
    return { Parents: [{ Id: parent, Type: parent?.startsWith('r-') ? 'ROOT' : 'ORGANIZATIONAL_UNIT' }] };
  },
});

// Accounts

const listAccounts = operation<sdk.ListAccountsRequest, sdk.ListAccountsResponse>({
  run(input, call) {
    const organization = managed(call);
    const found = places(call, organization).filter(({ kind }) => kind === 'account');
    const { page, rest } = pageOf(input, found, ({ id }) => id);
    return { Accounts: page.map((place) => toldAccount(call, organization, place)), ...rest };
  },
});

const describeAccount = operation<sdk.DescribeAccountRequest, sdk.DescribeAccountResponse>({
  run(input, call) {
    const organization = managed(call);
    return { Account: toldAccount(call, organization, findAccount(call, input.AccountId)) };
  },
});

/** A member account has no root password of its own, and a role by which the management account gets in. */
const createAccount = operation<sdk.CreateAccountRequest, sdk.CreateAccountResponse>({
  run(input, call) {
    const organization = managed(call);
    const { now } = call.times;
    const accounts = places(call, organization).filter(({ kind }) => kind === 'account');
    if (accounts.length >= mostAccounts)
      fail(
        'ConstraintViolationException',
        'You attempted to exceed the limit on the number of accounts in an organization.',
        { details: { Reason: 'ACCOUNT_NUMBER_LIMIT_EXCEEDED' } },
      );
    const id = `${1 + Number(call.tx.ids.text('012345678', 1))}${call.tx.ids.text('0123456789', 11)}`;
    const request = newId(call, 'car-', 32);
    const taken = call.tx.world.accounts.some(
      ({ settings }) => settings.root.email.toLowerCase() === input.Email.toLowerCase(),
    );
    const base = {
      Id: request,
      AccountName: input.AccountName,
      RequestedTimestamp: new Date(now),
      CompletedTimestamp: new Date(now),
    };
    if (taken) return keepStatus(call, { ...base, State: 'FAILED', FailureReason: 'EMAIL_ALREADY_EXISTS' });
    const { settings } = newAccount({
      account: id,
      name: input.AccountName,
      email: input.Email,
      created: now,
    });
    const { password, ...root } = settings.root;
    void password;
    call.tx.open({ ...settings, root });
    const name = input.RoleName ?? 'OrganizationAccountAccessRole';
    const trust = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${organization.management}:root` },
          Action: 'sts:AssumeRole',
        },
      ],
    };
    const role: Role = {
      id: call.tx.ids.entity('AROA'),
      name,
      path: '/',
      created: now,
      trust: { name: 'AssumeRolePolicyDocument', document: JSON.stringify(trust) },
      description: '',
      maxSession: 3600,
      tags: [],
      attached: ['arn:aws:iam::aws:policy/AdministratorAccess'],
      inline: [],
    };
    const member = call.tx.within(id);
    member.put('roles', name.toLowerCase(), role);
    member.put('policyUse', 'arn:aws:iam::aws:policy/AdministratorAccess', { attached: 1, boundaries: 0 });
    put(call, {
      kind: 'account',
      id,
      organization: organization.id,
      parent: organization.root,
      name: input.AccountName,
      policies: startingPolicies(call, organization),
      joined: now,
    });
    return keepStatus(call, { ...base, State: 'SUCCEEDED', AccountId: id });
  },
});

function keepStatus(call: Call, status: sdk.CreateAccountStatus): sdk.CreateAccountResponse {
  const { RequestedTimestamp: at, CompletedTimestamp, ...rest } = status;
  void CompletedTimestamp;
  call.tx.put('resources', `organizations/request/${status.Id}`, {
    kind: 'organizations/request',
    at: at?.getTime(),
    ...rest,
  });
  return { CreateAccountStatus: status };
}

const describeCreateAccountStatus = operation<
  sdk.DescribeCreateAccountStatusRequest,
  sdk.DescribeCreateAccountStatusResponse
>({
  run(input, call) {
    managed(call);
    const found = call.tx.account.resources.get(`organizations/request/${input.CreateAccountRequestId}`);
    if (!found)
      fail(
        'CreateAccountStatusNotFoundException',
        "We can't find a create account request with the CreateAccountRequestId that you specified.",
      );
    const { kind, at, ...status } = found;
    void kind;
    const time = new Date(Number(at));
    return {
      CreateAccountStatus: { ...(status as object), RequestedTimestamp: time, CompletedTimestamp: time },
    };
  },
});

const moveAccount = operation<sdk.MoveAccountRequest, void>({
  run(input, call) {
    managed(call);
    const place = findAccount(call, input.AccountId);
    if (place.parent !== input.SourceParentId)
      fail(
        'SourceParentNotFoundException',
        "We can't find a source root or OU with the ParentId that you specified.",
      );
    const target = findPlace(
      call,
      input.DestinationParentId,
      'DestinationParentNotFoundException',
      ['root', 'unit'],
      "We can't find the destination container (a root or OU) with the ParentId that you specified.",
    );
    if (target.id === place.parent)
      fail('DuplicateAccountException', 'That account is already present in the specified destination.');
    put(call, { ...place, parent: target.id });
  },
});

const removeAccount = operation<sdk.RemoveAccountFromOrganizationRequest, void>({
  run(input, call) {
    const organization = managed(call);
    const place = findAccount(call, input.AccountId);
    if (place.id === organization.management)
      fail('MasterCannotLeaveOrganizationException', 'The management account cannot leave the organization.');
    call.tx.putOrganization(place.id, undefined);
  },
});

const leaveOrganization = operation<object, void>({
  run(_input, call) {
    if (organizationOf(call).management === call.tx.accountId)
      fail('MasterCannotLeaveOrganizationException', 'The management account cannot leave the organization.');
    call.tx.putOrganization(call.tx.accountId, undefined);
  },
});

const closeAccount = operation<sdk.CloseAccountRequest, void>({
  run(input, call) {
    const organization = managed(call);
    const place = findAccount(call, input.AccountId);
    if (place.id === organization.management)
      fail('ConstraintViolationException', 'You attempted to close the management account.', {
        details: { Reason: 'CANNOT_CLOSE_MANAGEMENT_ACCOUNT' },
      });
    const member = call.tx.within(place.id);
    if (member.account.settings.closed !== undefined)
      fail('AccountAlreadyClosedException', 'The specified account is already closed.');
    member.settings({ closed: call.times.now });
  },
});

export const accounts: Operations = {
  CreateOrganization: createOrganization,
  DescribeOrganization: describeOrganization,
  DeleteOrganization: deleteOrganization,
  ListRoots: listRoots,
  CreateOrganizationalUnit: createUnit,
  UpdateOrganizationalUnit: updateUnit,
  DescribeOrganizationalUnit: describeUnit,
  DeleteOrganizationalUnit: deleteUnit,
  ListOrganizationalUnitsForParent: listUnits,
  ListAccountsForParent: listAccountsForParent,
  ListChildren: listChildren,
  ListParents: listParents,
  ListAccounts: listAccounts,
  DescribeAccount: describeAccount,
  CreateAccount: createAccount,
  DescribeCreateAccountStatus: describeCreateAccountStatus,
  MoveAccount: moveAccount,
  RemoveAccountFromOrganization: removeAccount,
  LeaveOrganization: leaveOrganization,
  CloseAccount: closeAccount,
};
