// Instances and their roles, over the SDK's EC2 client only. Tests: test/console/ec2.test.ts.
import {
  AssociateIamInstanceProfileCommand,
  DescribeIamInstanceProfileAssociationsCommand,
  DescribeInstancesCommand,
  DisassociateIamInstanceProfileCommand,
  type EC2Client,
  type Instance,
  RunInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';

export type { Instance };

/** Images to begin with: names of the quick start list; the ids are examples. */
export const images = [
  { id: 'ami-0abcdef1234567890', name: 'Amazon Linux 2023' },
  { id: 'ami-0123456789abcdef0', name: 'Ubuntu Server 24.04 LTS' },
] as const;
export const instanceTypes = ['t3.micro', 't3.small', 'm7g.medium'] as const;

export async function listInstances(client: EC2Client): Promise<Instance[]> {
  const found: Instance[] = [];
  let next: string | undefined;
  do {
    const answer = await client.send(
      new DescribeInstancesCommand(next === undefined ? {} : { NextToken: next }),
    );
    found.push(...(answer.Reservations ?? []).flatMap((one) => one.Instances ?? []));
    next = answer.NextToken;
  } while (next !== undefined);
  return found;
}

export const instanceById = async (client: EC2Client, id: string): Promise<Instance | undefined> =>
  (await client.send(new DescribeInstancesCommand({ InstanceIds: [id] }))).Reservations?.[0]?.Instances?.[0];

export const nameOf = (instance: Instance): string =>
  instance.Tags?.find((tag) => tag.Key === 'Name')?.Value ?? '';

export interface Launch {
  name: string;
  image: string;
  type: string;
  count: number;
  /** Name of the instance profile. */
  profile: string | undefined;
}

export async function launch(
  client: EC2Client,
  { name, image, type, count, profile }: Launch,
): Promise<string[]> {
  const answer = await client.send(
    new RunInstancesCommand({
      ImageId: image,
      InstanceType: type as Instance['InstanceType'],
      MinCount: count,
      MaxCount: count,
      ...(profile === undefined ? {} : { IamInstanceProfile: { Name: profile } }),
      ...(name === ''
        ? {}
        : { TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: name }] }] }),
    }),
  );
  return (answer.Instances ?? []).map((one) => one.InstanceId ?? '');
}

export type Power = 'start' | 'stop' | 'terminate';

export const switchPower = (client: EC2Client, power: Power, ids: string[]): Promise<unknown> => {
  if (power === 'start') return client.send(new StartInstancesCommand({ InstanceIds: ids }));
  if (power === 'stop') return client.send(new StopInstancesCommand({ InstanceIds: ids }));
  return client.send(new TerminateInstancesCommand({ InstanceIds: ids }));
};

/** Makes `profile` the instance's one; undefined takes it away. */
export async function setProfile(client: EC2Client, id: string, profile: string | undefined): Promise<void> {
  const { IamInstanceProfileAssociations: known = [] } = await client.send(
    new DescribeIamInstanceProfileAssociationsCommand({
      Filters: [{ Name: 'instance-id', Values: [id] }],
    }),
  );
  for (const one of known)
    await client.send(new DisassociateIamInstanceProfileCommand({ AssociationId: one.AssociationId }));
  if (profile !== undefined)
    await client.send(
      new AssociateIamInstanceProfileCommand({ InstanceId: id, IamInstanceProfile: { Name: profile } }),
    );
}
