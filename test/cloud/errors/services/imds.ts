// The instance metadata service: plain HTTP, of which clients see the status alone (EC2 user guide, «Use IMDS»).
import type { World } from '../../../../src/cloud/index.ts';
import { account } from '../../support/account.ts';
import type { ServiceErrors } from '../service-cases.ts';

const ttl = { 'x-aws-ec2-metadata-token-ttl-seconds': '60' };
const token = { method: 'PUT', path: '/latest/api/token', headers: ttl };
const read = { method: 'GET', path: '/latest/meta-data/instance-id', headers: {} };
const run = { ImageId: 'ami-12345678', MinCount: 1, MaxCount: 1 };
const only = (world: World) =>
  [...(world.accounts.get(account)?.resources.values() ?? [])].find(({ kind }) => kind === 'ec2/instance')
    ?.id as string;

export const imdsErrors: ServiceErrors = {
  service: 'imds',
  things: [['ec2.RunInstances', run]],
  inputs: { GetToken: token, GetMetadata: { ...read, signIn: true } },
  cases: [
    { operation: 'GetToken', error: 'BadRequest', status: 400, input: { ...token, headers: {} } },
    {
      operation: 'GetToken',
      error: 'BadRequest',
      status: 400,
      input: { ...token, headers: { 'x-aws-ec2-metadata-token-ttl-seconds': '21601' } },
    },
    { operation: 'GetToken', error: 'MethodNotAllowed', status: 405, input: { ...token, method: 'GET' } },
    { operation: 'GetToken', error: 'NotFound', status: 404, empty: true, input: token },
    {
      operation: 'GetToken',
      error: 'NotFound',
      status: 404,
      before: [['ec2.RunInstances', run]],
      input: token,
    },
    {
      operation: 'GetToken',
      error: 'NotFound',
      status: 404,
      input: { ...token, path: '/_rootless/instances/i-00000000000000000/latest/api/token' },
    },
    {
      operation: 'GetToken',
      error: 'NotFound',
      status: 404,
      before: [['ec2.TerminateInstances', (world) => ({ InstanceIds: [only(world)] })]],
      input: token,
    },
    { operation: 'GetMetadata', error: 'Unauthorized', status: 401, input: read },
    {
      operation: 'GetMetadata',
      error: 'Unauthorized',
      status: 401,
      input: { ...read, headers: { 'x-aws-ec2-metadata-token': 'nothing' } },
    },
    {
      operation: 'GetMetadata',
      error: 'NotFound',
      status: 404,
      input: { ...read, path: '/latest/meta-data/nothing', signIn: true },
    },
  ],
  everywhere: {},
  somewhere: {},
  undeclared: '«Use the Instance Metadata Service», EC2 user guide',
};
