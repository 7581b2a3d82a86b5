// The AWS CLI as a client: the words a learner would see.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunningEndpoint } from '../../src/cli/serve.ts';
import { clientEnvironment, endpoint, has, run } from './support.ts';

const there = has('aws', '--version');

describe('the AWS CLI', () => {
  beforeEach((test) => test.skip(!there, 'the AWS CLI is not installed'));
  let running: RunningEndpoint;
  beforeAll(async () => {
    running = await endpoint('--now', '2026-11-23T15:00:00Z');
  });
  afterAll(() => running.close());
  const aws = (args: string, more: Record<string, string> = {}) =>
    run('aws', args.split(' '), clientEnvironment(running, more));
  const json = async (args: string, more: Record<string, string> = {}) => {
    const ran = await aws(args, more);
    expect(ran.stderr).toBe('');
    return ran.stdout === '' ? undefined : JSON.parse(ran.stdout);
  };

  it('creates a user and reads it back', async () => {
    const made = await json('iam create-user --user-name anna');
    expect(made.User).toMatchObject({
      UserName: 'anna',
      Path: '/',
      Arn: 'arn:aws:iam::111122223333:user/anna',
    });
    expect(made.User.CreateDate).toMatch(/^2026-11-23T15:00:\d\dZ$/);
    expect((await json('iam get-user --user-name anna')).User).toEqual(made.User);
    expect((await json('iam list-users')).Users).toEqual([made.User]);
  });

  it('has the errors AWS gives, and its exit code', async () => {
    const taken = await aws('iam create-user --user-name ANNA');
    expect(taken.stderr.trim()).toBe(
      'An error occurred (EntityAlreadyExists) when calling the CreateUser operation: User with name ANNA already exists.',
    );
    expect(taken.code).toBeGreaterThan(0);
    const wrong = await aws('iam get-user', { AWS_SECRET_ACCESS_KEY: 'wrong' });
    expect(wrong.stderr.trim()).toBe(
      'An error occurred (SignatureDoesNotMatch) when calling the GetUser operation: The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    );
  });

  it('refuses a user what no policy allows', async () => {
    const { AccessKey } = await json('iam create-access-key --user-name anna');
    const anna = {
      AWS_ACCESS_KEY_ID: AccessKey.AccessKeyId,
      AWS_SECRET_ACCESS_KEY: AccessKey.SecretAccessKey,
    };
    expect((await json('sts get-caller-identity', anna)).Arn).toBe('arn:aws:iam::111122223333:user/anna');
    expect((await aws('iam list-users', anna)).stderr.trim()).toBe(
      'An error occurred (AccessDenied) when calling the ListUsers operation: User: arn:aws:iam::111122223333:user/anna is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::111122223333:user/ because no identity-based policy allows the iam:ListUsers action',
    );
    await json(
      'iam attach-user-policy --user-name anna --policy-arn arn:aws:iam::aws:policy/IAMReadOnlyAccess',
    );
    expect((await json('iam list-users', anna)).Users).toHaveLength(1);
  });

  it('writes the QR code of a virtual MFA device', async () => {
    const file = join(tmpdir(), `rootless-qr-${process.pid}.png`);
    const made = await json(
      `iam create-virtual-mfa-device --virtual-mfa-device-name phone --outfile ${file} --bootstrap-method QRCodePNG`,
    );
    expect(made.VirtualMFADevice.SerialNumber).toBe('arn:aws:iam::111122223333:mfa/phone');
    expect(readFileSync(file).subarray(1, 4).toString()).toBe('PNG');
    rmSync(file);
  });

  it('copies files to S3 and back', async () => {
    const file = join(tmpdir(), `rootless-${process.pid}.txt`);
    writeFileSync(file, 'hello');
    expect((await aws('s3 mb s3://cli-course')).code).toBe(0);
    expect((await aws(`s3 cp ${file} s3://cli-course/a.txt`)).stderr).toBe('');
    expect((await aws('s3 ls s3://cli-course')).stdout).toContain('a.txt');
    expect((await aws('s3 cp s3://cli-course/a.txt -')).stdout).toBe('hello');
    expect((await aws('s3 rb s3://cli-course --force')).code).toBe(0);
    rmSync(file);
  });

  it('with --auth off everybody is root; a reset empties the account', async () => {
    const open = await endpoint('--auth', 'off');
    const env = {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${open.port}`,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    };
    expect((await json('sts get-caller-identity', env)).Arn).toBe('arn:aws:iam::111122223333:root');
    await json('iam create-user --user-name anna', env);
    expect((await fetch(`${env.AWS_ENDPOINT_URL}/_rootless/reset`, { method: 'POST' })).status).toBe(200);
    expect((await json('iam list-users', env)).Users).toEqual([]);
    await open.close();
  });
});
