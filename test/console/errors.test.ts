import { describe, expect, it } from 'vitest';
import { readCaller } from '../../src/console/caller.ts';
import { isDenied, isNotSimulated, orMissing, toFailure } from '../../src/console/errors.ts';
import { policyType, readDocument } from '../../src/console/iam/policies.ts';
import { refusal } from './client.ts';

describe('refusals', () => {
  it('keep AWS’s sentence, with AWS’s code instead of the SDK’s name for it', () => {
    expect(toFailure(refusal('NoSuchEntityException', 'The user with name x cannot be found.'))).toEqual({
      code: 'NoSuchEntity',
      message: 'The user with name x cannot be found.',
      requestId: 'id-NoSuchEntityException',
      status: 404,
    });
  });

  it('are told apart', () => {
    expect(isDenied(toFailure(refusal('AccessDenied', 'm')))).toBe(true);
    expect(isNotSimulated(toFailure(refusal('NotImplemented', 'm')))).toBe(true);
    expect(isNotSimulated(toFailure(refusal('AccessDenied', 'm')))).toBe(false);
  });

  it('take anything that was thrown', () => {
    expect(toFailure('broken')).toEqual({ code: 'Error', message: 'broken' });
    expect(toFailure(new TypeError('no network'))).toMatchObject({
      code: 'TypeError',
      message: 'no network',
    });
  });

  it('of something missing can be an answer, others not', async () => {
    expect(await orMissing(Promise.reject(refusal('NoSuchEntityException', 'm')), 'none')).toBe('none');
    await expect(orMissing(Promise.reject(refusal('AccessDenied', 'm')), 'none')).rejects.toThrow('m');
  });
});

describe('who is calling', () => {
  it.each([
    ['arn:aws:iam::111122223333:root', 'root', ''],
    ['arn:aws:iam::111122223333:user/team/anna', 'user', 'anna'],
    ['arn:aws:sts::111122223333:assumed-role/Deploy/ci', 'role', 'Deploy/ci'],
    ['arn:aws:sts::111122223333:federated-user/anna', 'federated', 'anna'],
  ])('%s is a %s', (arn, kind, name) => {
    expect(readCaller(arn, '111122223333')).toEqual({ account: '111122223333', arn, kind, name });
  });
});

describe('policies', () => {
  it.each([
    [undefined, 'inline'],
    ['arn:aws:iam::aws:policy/ReadOnlyAccess', 'awsManaged'],
    ['arn:aws:iam::aws:policy/service-role/X', 'awsManaged'],
    ['arn:aws:iam::aws:policy/job-function/ViewOnlyAccess', 'jobFunction'],
    ['arn:aws:iam::111122223333:policy/own', 'customerManaged'],
  ])('%s is %s', (arn, type) => {
    expect(policyType(arn)).toBe(type);
  });

  it('shows documents decoded and indented, and what is not JSON as it is', () => {
    expect(readDocument('%7B%22a%22%3A1%7D')).toBe('{\n    "a": 1\n}');
    expect(readDocument('100% {')).toBe('100% {');
  });
});
