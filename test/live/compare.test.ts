// The comparison with AWS's simulator: over the practice account, which answers as AWS does, and over invented answers that
// differ in each way that is known.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collect, type SendOperation } from '../../src/checkup/index.ts';
import { loadServices } from '../../src/data/actions/index.ts';
import {
  compareWithAws,
  contextEntries,
  keysFromAws,
  type Principal,
  principalsOf,
  type Question,
  type Row,
  readActions,
  readContext,
  rowOf,
  type Simulated,
} from '../../src/live/compare.ts';
import { isRead } from '../../src/live/operations.ts';
import { pictureOf } from '../../src/live/picture.ts';
import { sdkSend } from '../../src/live/send.ts';
import { hostRequestHandler } from '../../src/practice/client.ts';
import type { AccountHost } from '../../src/practice/index.ts';
import type { AccountPicture } from '../../src/practice/picture.ts';
import { callerOf, openHost } from '../practice/account.ts';

const tables = new Map();
const wait = async (): Promise<void> => {};
const document = (statement: object): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
const mayRead = document({ Effect: 'Allow', Action: 's3:Get*', Resource: '*' });

let host: AccountHost;
let send: SendOperation;
let picture: AccountPicture;

beforeAll(async () => {
  host = await openHost();
  const caller = callerOf(host);
  const run = (operation: string, input: Record<string, unknown>) =>
    caller.run({ service: 'iam', operation, input });
  const created = await run('CreateUser', { UserName: 'anna' });
  const anna = String((created?.User as { Arn?: string } | undefined)?.Arn);
  await run('PutUserPolicy', { UserName: 'anna', PolicyName: 'read', PolicyDocument: mayRead });
  await run('CreateUser', { UserName: 'ben' });
  await run('PutUserPolicy', {
    UserName: 'ben',
    PolicyName: 'mfa',
    PolicyDocument: document({
      Effect: 'Allow',
      Action: 's3:*',
      Resource: '*',
      Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    }),
  });
  // Its trust names anna herself, which is enough within one account.
  await run('CreateRole', {
    RoleName: 'Audit',
    AssumeRolePolicyDocument: document({
      Effect: 'Allow',
      Principal: { AWS: anna },
      Action: 'sts:AssumeRole',
    }),
  });
  const credentials = await host.tools.credentials();
  send = sdkSend({
    region: 'us-east-1',
    credentials,
    requestHandler: hostRequestHandler(host),
  });
  const { evidence } = await collect({ send, now: Date.now, wait, only: ['details'] });
  if (!evidence.details.seen) throw new Error('no details');
  const account = /::(\d{12}):/.exec(anna)?.[1] ?? '';
  picture = pictureOf(evidence.details.value, account, null, Date.now());
});
afterAll(() => host?.close());

async function compared(
  question: { actions: string[]; resource?: string; mfa?: boolean; tables?: Question['tables'] },
  by: SendOperation = send,
  find = '',
): Promise<{ rows: Row[]; calls: number }> {
  const rows: Row[] = [];
  let calls = 0;
  await compareWithAws({
    picture,
    principals: principalsOf(picture, find),
    question: {
      actions: question.actions,
      resource: question.resource ?? '*',
      tables: question.tables ?? tables,
      context: question.mfa ? { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': '60' } : {},
    },
    send: by,
    wait,
    signal: new AbortController().signal,
    onRows: (more) => rows.push(...more),
    onProgress: (now) => {
      calls = now.calls;
    },
  });
  return { rows, calls };
}

const of = (rows: readonly Row[], name: string, action: string): Row | undefined =>
  rows.find((row) => row.principal.name === name && row.action === action);

describe('over the practice account', () => {
  it('agrees where policies of users and roles decide, in one call for each of them', async () => {
    const { rows, calls } = await compared({ actions: ['s3:GetObject', 'iam:CreateUser'] });
    expect(calls).toBe(3);
    expect(rows).toHaveLength(6);
    expect(rows.filter(({ verdict }) => verdict !== 'agree')).toEqual([]);
    expect(of(rows, 'anna', 's3:GetObject')).toMatchObject({ ours: 'allow', theirs: { decision: 'allow' } });
    expect(of(rows, 'ben', 's3:GetObject')).toMatchObject({ ours: 'implicitDeny' });
  });

  it('gives both the same context, so that conditions agree too', async () => {
    const { rows } = await compared({ actions: ['s3:GetObject'], mfa: true });
    expect(of(rows, 'ben', 's3:GetObject')).toMatchObject({ ours: 'allow', verdict: 'agree' });
  });

  it('explains a resource’s own policy, which the simulator does not fetch', async () => {
    const role = picture.roles[0]?.arn ?? '';
    const { rows } = await compared({ actions: ['sts:AssumeRole'], resource: role });
    expect(of(rows, 'anna', 'sts:AssumeRole')).toMatchObject({
      ours: 'allow',
      theirs: { decision: 'implicitDeny' },
      verdict: 'differ',
      reasons: [{ code: 'resourcePolicy' }],
    });
  });
});

const anna: Principal = { arn: 'arn:aws:iam::111122223333:user/anna', name: 'anna', kind: 'user' };
const bounded = 'arn:aws:iam::111122223333:policy/Bound';
const invented = (more: Partial<AccountPicture['users'][number]> = {}): AccountPicture => ({
  account: '111122223333',
  alias: null,
  now: Date.parse('2026-11-23T09:00:00Z'),
  users: [
    {
      arn: anna.arn,
      name: 'anna',
      id: 'AIDAJQABLZS4A3QDU576Q',
      tags: {},
      attached: [],
      inline: [{ name: 'read', text: mayRead }],
      groups: [],
      ...more,
    },
  ],
  roles: [],
  groups: [],
  policies: {},
  resources: [],
  scp: [],
  rcp: [],
  ages: [],
});
const inventedRow = (theirs: Partial<Simulated>, more = {}, resource = '*'): Row =>
  rowOf(
    invented(more),
    anna,
    's3:GetObject',
    { actions: ['s3:GetObject'], resource, context: {}, tables },
    { decision: 'implicitDeny', missing: [], ...theirs },
  );

describe('answers that differ', () => {
  it.each([
    ['an organization’s policy', { organizations: false }, {}, [{ code: 'scp' }]],
    ['a boundary that AWS sees', { boundary: false }, {}, [{ code: 'boundary' }]],
    [
      'a boundary that was not read',
      { decision: 'allow', boundary: true },
      { boundary: bounded },
      [{ code: 'boundaryUnread', names: [bounded] }],
    ],
    [
      'a policy that was not read',
      { decision: 'explicitDeny' },
      { attached: ['arn:aws:iam::aws:policy/AWSDenyAll'] },
      [{ code: 'policyUnread', names: ['arn:aws:iam::aws:policy/AWSDenyAll'] }],
    ],
    [
      'a key without a value',
      { missing: ['ec2:ResourceTag/team'] },
      {},
      [{ code: 'context', names: ['ec2:ResourceTag/team'] }],
    ],
    ['nothing that is known', {}, {}, [{ code: 'unknown' }]],
  ] as const)('are explained by %s', (_name, theirs, more, reasons) => {
    expect(inventedRow(theirs as Partial<Simulated>, more)).toMatchObject({ verdict: 'differ', reasons });
  });

  it('are explained by another account’s resource', () => {
    expect(inventedRow({}, {}, 'arn:aws:sqs:us-east-1:444455556666:jobs').reasons).toContainEqual({
      code: 'elsewhere',
      names: ['444455556666'],
    });
  });

  it('are told from those that deny both, in another way', () => {
    const row = inventedRow({ decision: 'explicitDeny', organizations: false }, { inline: [] });
    expect(row).toMatchObject({ ours: 'implicitDeny', verdict: 'kind', reasons: [{ code: 'scp' }] });
  });

  it('say so where AWS gave no answer', () => {
    const row = rowOf(
      invented(),
      anna,
      'x:Y',
      { actions: ['x:Y'], resource: '*', context: {}, tables },
      null,
      'no',
    );
    expect(row).toMatchObject({ verdict: 'unanswered', error: 'no', reasons: [] });
  });
});

describe('the simulator', () => {
  const failing = (name: string, message = 'why'): SendOperation => {
    return async () => {
      throw Object.assign(new Error(message), { name });
    };
  };

  it('is read for our resource, also where an answer joins several', async () => {
    const joined: SendOperation = async () => ({
      EvaluationResults: [
        {
          EvalActionName: 'S3:getobject',
          EvalResourceName: 'arn:${Partition}:s3:::${BucketName}/${KeyName}',
          EvalDecision: 'explicitDeny',
          ResourceSpecificResults: [
            { EvalResourceName: 'arn:aws:s3:::a/k', EvalResourceDecision: 'allowed' },
            { EvalResourceName: 'arn:aws:s3:::b/k', EvalResourceDecision: 'explicitDeny' },
          ],
        },
      ],
    });
    const { rows } = await compared(
      { actions: ['s3:GetObject'], resource: 'arn:aws:s3:::a/k' },
      joined,
      'anna',
    );
    expect(rows[0]).toMatchObject({ theirs: { decision: 'allow' }, verdict: 'agree' });
  });

  it('is asked for every page of its answer', async () => {
    const markers: unknown[] = [];
    const paged: SendOperation = async (_service, _operation, input) => {
      markers.push(input.Marker);
      return input.Marker === undefined
        ? {
            EvaluationResults: [{ EvalActionName: 's3:GetObject', EvalDecision: 'allowed' }],
            IsTruncated: true,
            Marker: 'm',
          }
        : { EvaluationResults: [{ EvalActionName: 'iam:CreateUser', EvalDecision: 'implicitDeny' }] };
    };
    const { rows } = await compared({ actions: ['s3:GetObject', 'iam:CreateUser'] }, paged, 'anna');
    expect(markers).toEqual([undefined, 'm']);
    expect(rows.map(({ verdict }) => verdict)).toEqual(['agree', 'agree']);
  });

  it('is given time when it asks for fewer calls', async () => {
    let calls = 0;
    const busy: SendOperation = async (...call) => {
      calls++;
      if (calls <= 2) throw Object.assign(new Error('Rate exceeded'), { name: 'Throttling' });
      return send(...call);
    };
    const { rows } = await compared({ actions: ['s3:GetObject'] }, busy);
    expect(rows).toHaveLength(3);
    expect(calls).toBe(5);
  });

  it('ends everything where nobody may be asked, and only a row where one may not', async () => {
    await expect(compared({ actions: ['s3:GetObject'] }, failing('AccessDenied'))).rejects.toThrow('why');
    let calls = 0;
    const some: SendOperation = async (...call) => {
      calls++;
      if (calls === 3) throw Object.assign(new Error('not this one'), { name: 'AccessDenied' });
      return send(...call);
    };
    const { rows } = await compared({ actions: ['s3:GetObject'] }, some);
    expect(rows.map(({ verdict }) => verdict).sort()).toEqual(['agree', 'agree', 'unanswered']);
  });

  it('is asked no more when the credentials end', async () => {
    let calls = 0;
    const ended: SendOperation = async () => {
      calls++;
      throw Object.assign(new Error('gone'), { name: 'ExpiredToken' });
    };
    await expect(compared({ actions: ['s3:GetObject'] }, ended)).rejects.toThrow('gone');
    expect(calls).toBeLessThanOrEqual(2);
  });

  it('does not lose all actions for one that it does not know', async () => {
    const strict: SendOperation = async (service, operation, input) => {
      if ((input.ActionNames as string[]).includes('s3:Nonsense'))
        throw Object.assign(new Error('Invalid Action: s3:Nonsense'), { name: 'InvalidInput' });
      return send(service, operation, input);
    };
    const { rows } = await compared({ actions: ['s3:GetObject', 's3:Nonsense'] }, strict);
    expect(rows.filter(({ action }) => action === 's3:GetObject').map(({ verdict }) => verdict)).toEqual([
      'agree',
      'agree',
      'agree',
    ]);
    expect(of(rows, 'anna', 's3:Nonsense')).toMatchObject({
      verdict: 'unanswered',
      error: 'Invalid Action: s3:Nonsense',
    });
  });

  it('goes on after somebody who was deleted since', async () => {
    const without: SendOperation = async (service, operation, input) => {
      if (String(input.PolicySourceArn).endsWith('/ben'))
        throw Object.assign(new Error('ben cannot be found'), { name: 'NoSuchEntity' });
      return send(service, operation, input);
    };
    const { rows } = await compared({ actions: ['s3:GetObject'] }, without);
    expect(of(rows, 'ben', 's3:GetObject')).toMatchObject({ error: 'ben cannot be found' });
    expect(of(rows, 'anna', 's3:GetObject')).toMatchObject({ verdict: 'agree' });
  });
});

it('takes actions in any spelling of a list, and names what is none', () => {
  expect(readActions('s3:GetObject, iam:CreateUser\n\n s3:*; s3:GetObject hello')).toEqual({
    actions: ['s3:GetObject', 'iam:CreateUser'],
    wrong: ['s3:*', 'hello'],
  });
});

it('tells the simulator what kind each value is', async () => {
  const context = {
    'aws:MultiFactorAuthAge': '60',
    'aws:SourceIp': '203.0.113.10',
    'aws:TagKeys': ['a', 'b'],
    's3:max-keys': '10',
    's3:ExistingObjectTag/team': 'x',
  };
  expect(
    contextEntries(context, await loadServices(['s3'])).map(({ ContextKeyName, ContextKeyType }) => [
      ContextKeyName,
      ContextKeyType,
    ]),
  ).toEqual([
    ['aws:MultiFactorAuthAge', 'numeric'],
    ['aws:SourceIp', 'ip'],
    ['aws:TagKeys', 'stringList'],
    ['s3:max-keys', 'numeric'],
    ['s3:ExistingObjectTag/team', 'string'],
  ]);
});

it('reads values for conditions, and leaves out keys without one', () => {
  expect(
    readContext('aws:RequestTag/team = cheese\n aws:TagKeys=a, b\nec2:Region =\nhello\n\ns3:prefix = a=b'),
  ).toEqual({ 'aws:RequestTag/team': 'cheese', 'aws:TagKeys': ['a', 'b'], 's3:prefix': 'a=b' });
});

it('asks about no resource where an action takes none, on both sides', async () => {
  const resources: unknown[] = [];
  const by: SendOperation = (service, operation, input, signal) => {
    resources.push([input.ActionNames, input.ResourceArns]);
    return send(service, operation, input, signal);
  };
  const { rows } = await compared(
    {
      actions: ['s3:ListAllMyBuckets', 's3:GetObject'],
      resource: 'arn:aws:s3:::a/k',
      tables: await loadServices(['s3']),
    },
    by,
    'anna',
  );
  expect(resources).toEqual([
    [['s3:ListAllMyBuckets'], ['*']],
    [['s3:GetObject'], ['arn:aws:s3:::a/k']],
  ]);
  expect(rows.map(({ verdict }) => verdict)).toEqual(['agree', 'agree']);
});

it('finds by AWS which keys the policies ask for', async () => {
  const keys = await keysFromAws({
    principals: principalsOf(picture),
    send,
    wait,
    signal: new AbortController().signal,
    onProgress: () => {},
  });
  expect(keys).toEqual(['aws:MultiFactorAuthPresent']);
});

it('asks nothing that the relay and the fence would not let through', () => {
  for (const operation of ['SimulatePrincipalPolicy', 'GetContextKeysForPrincipalPolicy'])
    expect(isRead('iam.amazonaws.com', operation)).toBe(true);
});
