// Why IAM refuses a policy text, in its own sentences.
import { expect, it } from 'vitest';
import { documentProblem, policySize } from '../../src/cloud/services/iam/documents.ts';

const text = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const good = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };

it.each<[string, string, 'identity' | 'trust' | 'resource', string | undefined]>([
  ['good', text(good), 'identity', undefined],
  [
    'a variable as resource',
    text({ ...good, Resource: 'arn:aws:s3:::b/${aws:username}' }),
    'identity',
    undefined,
  ],
  ['no JSON', '{', 'identity', 'Syntax errors in policy.'],
  ['no JSON in a trust policy', '{', 'trust', 'This policy contains invalid Json'],
  ['a list', '[]', 'identity', 'Syntax errors in policy.'],
  ['no statement', '{"Version":"2012-10-17"}', 'identity', 'Syntax errors in policy.'],
  [
    'another version',
    '{"Version":"2020-01-01","Statement":[]}',
    'identity',
    'Policy document must be version 2012-10-17 or greater.',
  ],
  [
    'no action',
    text({ Effect: 'Allow', Resource: '*' }),
    'identity',
    'Policy statement must contain actions.',
  ],
  [
    'no resource',
    text({ Effect: 'Allow', Action: 's3:*' }),
    'identity',
    'Policy statement must contain resources.',
  ],
  [
    'a principal',
    text({ ...good, Principal: '*' }),
    'identity',
    'Policy document should not specify a principal.',
  ],
  [
    'no ARN',
    text({ ...good, Resource: 'bucket' }),
    'identity',
    'Resource bucket must be in ARN format or "*".',
  ],
  [
    'no service',
    text({ ...good, Action: 'GetObject' }),
    'identity',
    'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
  ],
  ['a wrong effect', text({ ...good, Effect: 'Maybe' }), 'identity', 'Syntax errors in policy.'],
  [
    'trust',
    text({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }),
    'trust',
    undefined,
  ],
  [
    'trust with a resource',
    text({ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole', Resource: '*' }),
    'trust',
    'Has prohibited field Resource',
  ],
  [
    'trust of nobody',
    text({ Effect: 'Allow', Action: 'sts:AssumeRole' }),
    'trust',
    'Missing required field Principal',
  ],
  [
    'trust for more',
    text({ Effect: 'Allow', Principal: '*', Action: 's3:*' }),
    'trust',
    'AssumeRole policy may only specify STS AssumeRole actions.',
  ],
  ['a bucket policy of nobody', text(good), 'resource', 'Missing required field Principal'],
])('%s', (_name, document, kind, problem) => {
  expect(documentProblem(document, kind)).toBe(problem);
});

it('white space does not count', () => {
  expect(policySize('{ "a":\n\t1 }')).toBe(7);
});
