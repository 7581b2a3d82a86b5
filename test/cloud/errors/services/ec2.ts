// Amazon EC2: the SDK declares no errors, the codes are those of «Error codes for the Amazon EC2 API».
import type { World } from '../../../../src/cloud/index.ts';
import { account } from '../../support/account.ts';
import { trust } from '../account.ts';
import { ofEach, type ServiceCase, type ServiceErrors } from '../service-cases.ts';

interface Instance {
  kind: string;
  id: string;
  profile?: string;
  association?: string;
}

const instances = (world: World): Instance[] =>
  [...(world.accounts.get(account)?.resources.values() ?? [])].filter(
    ({ kind }) => kind === 'ec2/instance',
  ) as unknown as Instance[];
const bare = (world: World) => instances(world).find(({ profile }) => profile === undefined)?.id as string;
const given = (world: World) => instances(world).find(({ profile }) => profile !== undefined) as Instance;

const run = { ImageId: 'ami-12345678', MinCount: 1, MaxCount: 1 };
const some = (world: World) => ({ InstanceIds: [bare(world)] });
const profile = { Name: 'box' };
const tags = [{ Key: 'team', Value: 'red' }];

const inputs: ServiceErrors['inputs'] = {
  RunInstances: run,
  DescribeInstances: {},
  DescribeInstanceStatus: {},
  StartInstances: some,
  StopInstances: some,
  TerminateInstances: some,
  RebootInstances: some,
  AssociateIamInstanceProfile: (world: World) => ({ InstanceId: bare(world), IamInstanceProfile: profile }),
  DisassociateIamInstanceProfile: (world: World) => ({ AssociationId: given(world).association }),
  DescribeIamInstanceProfileAssociations: {},
  CreateTags: (world: World) => ({ Resources: [bare(world)], Tags: tags }),
  DeleteTags: (world: World) => ({ Resources: [bare(world)], Tags: tags }),
  DescribeTags: {},
  DescribeRegions: {},
  DescribeAvailabilityZones: {},
};

const nowhere = 'i-00000000000000000';
const named: (readonly [operation: string, input: (id: string) => object])[] = [
  ...'DescribeInstances DescribeInstanceStatus StartInstances StopInstances TerminateInstances RebootInstances'
    .split(' ')
    .map((operation) => [operation, (id: string) => ({ InstanceIds: [id] })] as const),
  ['AssociateIamInstanceProfile', (id) => ({ InstanceId: id, IamInstanceProfile: profile })],
  ['CreateTags', (id) => ({ Resources: [id], Tags: tags })],
  ['DeleteTags', (id) => ({ Resources: [id], Tags: tags })],
];

const paged = `DescribeInstances DescribeInstanceStatus DescribeIamInstanceProfileAssociations DescribeTags`;
const dry =
  'RunInstances StartInstances StopInstances TerminateInstances RebootInstances CreateTags DeleteTags';
const ended: ServiceCase['before'] = [['TerminateInstances', some]];

export const ec2Errors: ServiceErrors = {
  service: 'ec2',
  things: [
    ['iam.CreateRole', { RoleName: 'app', AssumeRolePolicyDocument: trust() }],
    ['iam.CreateInstanceProfile', { InstanceProfileName: 'box' }],
    ['iam.AddRoleToInstanceProfile', { InstanceProfileName: 'box', RoleName: 'app' }],
    ['RunInstances', run],
    ['RunInstances', { ...run, IamInstanceProfile: profile }],
  ],
  inputs,
  cases: [
    ...ofEach(inputs, '', { error: 'UnauthorizedOperation', as: 'user/anna', status: 403 }),
    ...ofEach(
      Object.fromEntries(dry.split(' ').map((operation) => [operation, inputs[operation] as object])),
      '',
      { error: 'DryRunOperation', status: 412 },
      (input) => ({ ...input, DryRun: true }),
    ),
    ...named.map(
      ([operation, input]): ServiceCase => ({
        operation,
        error: 'InvalidInstanceID.NotFound',
        input: input(nowhere),
      }),
    ),
    ...named.map(
      ([operation, input]): ServiceCase => ({
        operation,
        error: 'InvalidInstanceID.Malformed',
        input: input('mine'),
      }),
    ),
    ...paged.split(' ').map(
      (operation): ServiceCase => ({
        operation,
        error: 'InvalidNextToken',
        input: { NextToken: 'nothing' },
      }),
    ),
    ...'StartInstances StopInstances RebootInstances'.split(' ').map(
      (operation): ServiceCase => ({
        operation,
        error: 'IncorrectInstanceState',
        before: ended,
        input: (world) => ({ InstanceIds: [instances(world).find(({ profile: one }) => !one)?.id] }),
      }),
    ),
    {
      operation: 'AssociateIamInstanceProfile',
      error: 'IncorrectState',
      input: (world) => ({ InstanceId: given(world).id, IamInstanceProfile: profile }),
    },
    {
      operation: 'AssociateIamInstanceProfile',
      error: 'InvalidParameterValue',
      input: (world) => ({ InstanceId: bare(world), IamInstanceProfile: { Name: 'nobody' } }),
    },
    {
      operation: 'DisassociateIamInstanceProfile',
      error: 'NoSuchAssociation',
      input: { AssociationId: 'iip-assoc-00000000000000000' },
    },
    { operation: 'RunInstances', error: 'MissingParameter', input: { MinCount: 1, MaxCount: 1 } },
    { operation: 'RunInstances', error: 'MissingParameter', input: { ImageId: 'ami-12345678' } },
    { operation: 'StartInstances', error: 'MissingParameter', input: {} },
    { operation: 'CreateTags', error: 'MissingParameter', input: { Tags: tags } },
    { operation: 'RunInstances', error: 'InvalidParameterValue', input: { ...run, MaxCount: 21 } },
    {
      operation: 'RunInstances',
      error: 'InvalidParameterValue',
      input: { ...run, IamInstanceProfile: { Name: 'nobody' } },
    },
    {
      operation: 'DescribeInstances',
      error: 'InvalidParameterValue',
      input: { Filters: [{ Name: 'mood', Values: ['good'] }] },
    },
    { operation: 'DescribeRegions', error: 'InvalidParameterValue', input: { RegionNames: ['no-where-1'] } },
  ],
  everywhere: {},
  somewhere: {},
  undeclared: '«Error codes for the Amazon EC2 API», EC2 developer guide',
};
