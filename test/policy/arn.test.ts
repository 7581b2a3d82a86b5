import { expect, test } from 'vitest';
import { compileArnPattern, matchesArn, parseArn, splitArn } from '../../src/policy/arn.ts';
import { contextOf } from '../../src/policy/context.ts';
import { covers, coversArn, overlaps, overlapsArn } from '../../src/policy/overlap.ts';

const fits = (pattern: string, text: string, complete = true) =>
  matchesArn(
    compileArnPattern(pattern, { variables: true, complete }),
    text,
    contextOf({ 'aws:username': 'anna' }),
  );

test('the last part keeps its colons', () => {
  expect(parseArn('arn:aws:lambda:us-east-1:111122223333:function:f:1')).toMatchObject({
    service: 'lambda',
    resource: 'function:f:1',
  });
  expect(parseArn('arn:aws:s3')).toBeNull();
  expect(parseArn('*')).toBeNull();
});

test('a colon inside a variable does not separate', () => {
  expect(splitArn('arn:aws:s3:::b/${aws:username}')).toHaveLength(6);
  expect(fits('arn:aws:s3:::${aws:username}', 'arn:aws:s3:::anna')).toBe(true);
});

test('wildcards stay within their part', () => {
  expect(fits('arn:aws:iam::*:user/anna', 'arn:aws:iam::111122223333:user/anna')).toBe(true);
  expect(fits('arn:*:user/anna', 'arn:aws:iam::111122223333:user/anna')).toBe(false);
  expect(fits('arn:aws:lambda:*:*:function:*', 'arn:aws:lambda:us-east-1:1:function:f:1')).toBe(true);
  expect(fits('arn:aws:s3*:::b', 'arn:aws:s3:::b')).toBe(true);
});

test('names are case-sensitive', () => {
  expect(fits('arn:aws:s3:::B/*', 'arn:aws:s3:::b/k')).toBe(false);
});

test('missing parts are completed only where they are to be', () => {
  expect(fits('arn:aws:sqs', 'arn:aws:sqs:us-east-1:1:q')).toBe(true);
  expect(fits('arn:aws:sqs', 'arn:aws:sqs:us-east-1:1:q', false)).toBe(false);
});

test('only a star fits what is no ARN', () => {
  expect(fits('*', '*')).toBe(true);
  expect(fits('arn:aws:s3:::*', '*')).toBe(false);
  expect(fits('arn:*', '*')).toBe(false);
});

test('one pattern covers another', () => {
  expect(covers('s3:*', 's3:get*')).toBe(true);
  expect(covers('s3:get*', 's3:*')).toBe(false);
  expect(covers('s3:g?t', 's3:g*t')).toBe(false);
  expect(coversArn('arn:aws:s3:::*', 'arn:aws:s3:::b/*')).toBe(true);
  expect(coversArn('arn:aws:s3:::b/*', 'arn:aws:s3:::*')).toBe(false);
  expect(coversArn('arn:aws:s3:::b/*', '*')).toBe(false);
});

test('two patterns have something in common', () => {
  expect(overlaps('a*c', '*b*')).toBe(true);
  expect(overlaps('a?', 'ab')).toBe(true);
  expect(overlaps('a*', 'b*')).toBe(false);
  expect(
    overlapsArn('arn:aws:iam::*:user/a*', 'arn:${Partition}:iam::${Account}:user/${UserNameWithPath}'),
  ).toBe(true);
  expect(
    overlapsArn('arn:aws:iam::*:role/a*', 'arn:${Partition}:iam::${Account}:user/${UserNameWithPath}'),
  ).toBe(false);
});
