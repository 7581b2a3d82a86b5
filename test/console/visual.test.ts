import { describe, expect, it } from 'vitest';
import {
  anyOfType,
  type Block,
  fromDocument,
  isComplete,
  newBlock,
  operatorsFor,
  toDocument,
} from '../../src/console/visual/model.ts';
import { loadServices } from '../../src/data/actions/index.ts';

const tables = await loadServices(['s3', 'iam']);
const block = (change: Partial<Block>): Block => ({ ...newBlock(1), service: 's3', ...change });
const written = (...blocks: Block[]) => JSON.parse(toDocument(blocks, tables)).Statement;

describe('a policy from the visual editor', () => {
  it('names actions with their service', () => {
    expect(written(block({ actions: ['GetObject', 'PutObject'] }))).toEqual([
      { Sid: 'VisualEditor0', Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: '*' },
    ]);
    expect(written(block({ all: true, effect: 'Deny' }))).toEqual([
      { Sid: 'VisualEditor0', Effect: 'Deny', Action: 's3:*', Resource: '*' },
    ]);
  });

  it('gives actions that take no resource a statement of their own', () => {
    const arn = 'arn:aws:s3:::reports/*';
    expect(written(block({ actions: ['GetObject', 'ListAllMyBuckets'], arns: [arn] }))).toEqual([
      { Sid: 'VisualEditor0', Effect: 'Allow', Action: 's3:GetObject', Resource: arn },
      { Sid: 'VisualEditor1', Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' },
    ]);
  });

  it('writes conditions of one operator together', () => {
    const condition = (key: string, values: string[]) => ({
      qualifier: '' as const,
      operator: 'StringLike',
      ifExists: true,
      key,
      values,
    });
    const [statement] = written(
      block({
        actions: ['ListBucket'],
        conditions: [
          condition('s3:prefix', ['a/*']),
          condition('aws:PrincipalTag/team', ['x', 'y']),
          condition('', ['z']),
        ],
      }),
    );
    expect(statement.Condition).toEqual({
      StringLikeIfExists: { 's3:prefix': 'a/*', 'aws:PrincipalTag/team': ['x', 'y'] },
    });
  });

  it('leaves out what is not complete', () => {
    expect(isComplete(newBlock(1))).toBe(false);
    expect(isComplete(block({ actions: ['GetObject'], arns: [] }))).toBe(false);
    expect(written(newBlock(1), block({ all: true }))).toHaveLength(1);
  });
});

describe('a document in the visual editor', () => {
  const document = (statement: unknown) => JSON.stringify({ Version: '2012-10-17', Statement: statement });

  it('comes back as it was written', () => {
    const blocks = [
      block({ actions: ['GetObject'], arns: ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*'] }),
      block({
        id: 2,
        service: 'iam',
        effect: 'Deny',
        actions: ['DeleteUser'],
        conditions: [
          {
            qualifier: '',
            operator: 'Bool',
            ifExists: true,
            key: 'aws:MultiFactorAuthPresent',
            values: ['false'],
          },
        ],
      }),
    ];
    expect(fromDocument(toDocument(blocks, tables))).toEqual(blocks);
  });

  it('splits a statement over several services', () => {
    const blocks = fromDocument(
      document({ Effect: 'Allow', Action: ['s3:Get*', 'iam:ListUsers'], Resource: '*' }),
    );
    expect(blocks?.map(({ service, actions }) => [service, actions])).toEqual([
      ['s3', ['Get*']],
      ['iam', ['ListUsers']],
    ]);
  });

  it.each([
    ['NotAction', { Effect: 'Allow', NotAction: 's3:*', Resource: '*' }],
    ['a principal', { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' }],
    ['every service', { Effect: 'Allow', Action: '*', Resource: '*' }],
    ['no statement', undefined],
  ])('is not shown with %s', (_, statement) => {
    expect(fromDocument(document(statement))).toBeUndefined();
    expect(fromDocument('{broken')).toBeUndefined();
  });
});

it('fills an ARN with what is known', () => {
  expect(anyOfType('arn:${Partition}:iam::${Account}:user/${UserNameWithPath}', '111122223333')).toBe(
    'arn:aws:iam::111122223333:user/*',
  );
});

it('offers operators that fit the type', () => {
  expect(operatorsFor('Bool')).toEqual(['Bool']);
  expect(operatorsFor('ArrayOfString')[0]).toBe('StringEquals');
  expect(operatorsFor('IPAddress')[0]).toBe('IpAddress');
});
