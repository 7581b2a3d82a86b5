// EC2: instances through their life, their tags and profiles, regions.
import { expect } from 'vitest';
import type { Kept, Step } from './step.ts';
import { account, iamArn, steps, trusting } from './step.ts';

const { call, refused, pages, wait } = steps('ec2');
const iam = steps('iam');
const ids = ({ run }: Kept): { InstanceIds: string[] } => ({
  InstanceIds: run.Instances.map(({ InstanceId }: { InstanceId: string }) => InstanceId),
});
const first = (kept: Kept) => ids(kept).InstanceIds[0];
const web = { IamInstanceProfile: { Name: 'web' } };
/** Six are run together; the first is looked at. */
const others = Array(5).fill({});
const image = 'ami-0123456789abcdef0';

export const ec2: readonly Step[] = [
  iam.call('CreateRole', {
    RoleName: 'web',
    AssumeRolePolicyDocument: trusting({ Service: 'ec2.amazonaws.com' }),
  }),
  iam.call('CreateInstanceProfile', { InstanceProfileName: 'web' }),
  iam.call('AddRoleToInstanceProfile', { InstanceProfileName: 'web', RoleName: 'web' }),
  call(
    'DescribeRegions',
    { RegionNames: ['us-east-1'] },
    {
      Regions: [{ RegionName: 'us-east-1', OptInStatus: 'opt-in-not-required' }],
    },
  ),
  call(
    'DescribeAvailabilityZones',
    {},
    {
      AvailabilityZones: expect.arrayContaining([expect.objectContaining({ ZoneName: 'us-east-1a' })]),
    },
  ),
  refused('DescribeInstances', { InstanceIds: ['i-0123456789abcdef0'] }, [
    'InvalidInstanceID.NotFound',
    400,
    "The instance ID 'i-0123456789abcdef0' does not exist",
  ]),
  call(
    'RunInstances',
    {
      ImageId: image,
      InstanceType: 't3.micro',
      MinCount: 6,
      MaxCount: 6,
      ...web,
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'team', Value: 'course' }] }],
    },
    {
      OwnerId: account,
      Instances: [
        {
          InstanceId: expect.stringMatching(/^i-[0-9a-f]{17}$/),
          State: { Name: 'pending' },
          InstanceType: 't3.micro',
          IamInstanceProfile: { Arn: iamArn('instance-profile/web') },
        },
        ...others,
      ],
    },
    { keep: 'run' },
  ),
  call('RunInstances', { ImageId: image, MinCount: 1, MaxCount: 1 }, undefined, { keep: 'plain' }),
  refused('RunInstances', { ImageId: image, MinCount: 1, MaxCount: 1, DryRun: true }, [
    'DryRunOperation',
    412,
  ]),
  wait('InstanceExists', ids),
  wait('InstanceRunning', ids),
  wait('InstanceStatusOk', ids),
  wait('SystemStatusOk', ids),
  call('DescribeInstances', ids, {
    Reservations: [
      { Instances: [{ State: { Name: 'running' }, Tags: [{ Key: 'team', Value: 'course' }] }, ...others] },
    ],
  }),
  call('DescribeInstances', { Filters: [{ Name: 'tag:team', Values: ['none'] }] }, { Reservations: [] }),
  pages('DescribeInstances', ['Reservations'], {
    Filters: [{ Name: 'instance-state-name', Values: ['running'] }],
  }),
  call('DescribeInstanceStatus', ids, {
    InstanceStatuses: [{ InstanceState: { Name: 'running', Code: 16 } }, ...others],
  }),
  pages('DescribeInstanceStatus', ['InstanceStatuses']),
  call('CreateTags', (kept) => ({ Resources: [first(kept)], Tags: [{ Key: 'x', Value: 'y' }] })),
  call('DescribeTags', {}, (kept) => ({
    Tags: expect.arrayContaining([
      { ResourceId: first(kept), ResourceType: 'instance', Key: 'x', Value: 'y' },
    ]),
  })),
  pages('DescribeTags', ['Tags']),
  call('DeleteTags', (kept) => ({ Resources: [first(kept)], Tags: [{ Key: 'x' }] })),
  call('DescribeTags', {}, { Tags: Array(6).fill({ Key: 'team' }) }),
  call('RebootInstances', ids),

  call(
    'DescribeIamInstanceProfileAssociations',
    {},
    {
      IamInstanceProfileAssociations: Array(6).fill({ State: 'associated' }),
    },
    { keep: 'associations' },
  ),
  // No client takes fewer a page.
  pages('DescribeIamInstanceProfileAssociations', ['IamInstanceProfileAssociations'], {}, 5),
  call(
    'DisassociateIamInstanceProfile',
    ({ associations }) => ({ AssociationId: associations.IamInstanceProfileAssociations[0].AssociationId }),
    { IamInstanceProfileAssociation: { State: 'disassociating' } },
    { keep: 'gone' },
  ),
  call(
    'AssociateIamInstanceProfile',
    ({ gone }) => ({ InstanceId: gone.IamInstanceProfileAssociation.InstanceId, ...web }),
    ({ gone }) => ({
      IamInstanceProfileAssociation: { InstanceId: gone.IamInstanceProfileAssociation.InstanceId },
    }),
  ),

  call('StopInstances', ids, { StoppingInstances: [{ PreviousState: { Name: 'running' } }, ...others] }),
  wait('InstanceStopped', ids),
  call('StartInstances', ids, { StartingInstances: [{ PreviousState: { Name: 'stopped' } }, ...others] }),
  wait('InstanceRunning', ids),
  call('TerminateInstances', ids, {
    TerminatingInstances: [{ PreviousState: { Name: 'running' } }, ...others],
  }),
  call('TerminateInstances', ({ plain }) => ({ InstanceIds: [plain.Instances[0].InstanceId] })),
  wait('InstanceTerminated', ids),
  refused('StartInstances', ids, ['IncorrectInstanceState', 400]),
  iam.call('RemoveRoleFromInstanceProfile', { InstanceProfileName: 'web', RoleName: 'web' }),
  iam.call('DeleteInstanceProfile', { InstanceProfileName: 'web' }),
  iam.call('DeleteRole', { RoleName: 'web' }),
];
