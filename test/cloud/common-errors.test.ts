// Who is asking is told by every service in words of its own: an unknown key, a wrong secret, a session that ended and a
// clock that is wrong, in each protocol. What is told stands in errors/told-common.txt, to be read through when it changes.
import { AccountClient, ListRegionsCommand } from '@aws-sdk/client-account';
import { CloudTrailClient, ListTrailsCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { CreateUserCommand, IAMClient, ListUsersCommand } from '@aws-sdk/client-iam';
import { DescribeOrganizationCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { expect, it } from 'vitest';
import { refusal, testAccount } from './support/account.ts';

const asked: Record<string, (options: object) => Promise<unknown>> = {
  account: (options) => new AccountClient(options).send(new ListRegionsCommand({})),
  cloudtrail: (options) => new CloudTrailClient(options).send(new ListTrailsCommand({})),
  ec2: (options) => new EC2Client(options).send(new DescribeRegionsCommand({})),
  iam: (options) => new IAMClient(options).send(new ListUsersCommand({})),
  organizations: (options) => new OrganizationsClient(options).send(new DescribeOrganizationCommand({})),
  s3: (options) => new S3Client(options).send(new ListBucketsCommand({})),
  sqs: (options) => new SQSClient(options).send(new ListQueuesCommand({})),
  sts: (options) => new STSClient(options).send(new GetCallerIdentityCommand({})),
};

async function refusals(): Promise<string[]> {
  const lines: string[] = [];
  for (const [service, ask] of Object.entries(asked)) {
    const test = testAccount();
    await test.iam.send(new CreateUserCommand({ UserName: 'anna' }));
    const session = test.as('user/anna', { kind: 'console', expires: test.now + 3_600_000 });
    const ways: Record<string, object> = {
      'unknown key': test.options({ ...test.root, accessKeyId: 'AKIANOBODYNOBODY1234' }),
      'wrong secret': test.options({ ...test.root, secretAccessKey: 'x'.repeat(40) }),
      'wrong clock': { ...test.options(), systemClockOffset: -3_600_000 },
      'ended session': test.options(session),
    };
    for (const [way, options] of Object.entries(ways)) {
      if (way === 'ended session') test.now += 3_600_001;
      const { code, status, message } = await refusal(ask(options));
      lines.push(`${service}, ${way}  ${code} ${status}  ${message.replaceAll(/\d{8}T\d{6}Z/g, 'TIME')}`);
    }
  }
  return lines;
}

it('tells who is not known, proves nothing or comes too late, as each service tells it', async () => {
  const lines = await refusals();
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('errors/told-common.txt');
  const told = (about: string) =>
    lines
      .find((line) => line.startsWith(about))
      ?.split('  ')
      .slice(1);
  const unproven = ['AuthFailure 401', 'AWS was not able to validate the provided access credentials'];
  expect(told('ec2, unknown key')).toEqual(unproven);
  expect(told('ec2, wrong secret')).toEqual(unproven);
  expect(told('ec2, ended session')).toEqual(['RequestExpired 400', 'Request has expired.']);
  // SQS goes on with the codes of the query protocol, beside JSON.
  expect(told('sqs, unknown key')?.[0]).toBe('InvalidClientTokenId 400');
  expect(told('sqs, wrong secret')?.[0]).toBe('SignatureDoesNotMatch 400');
  expect(told('s3, unknown key')).toEqual([
    'InvalidAccessKeyId 403',
    'The AWS Access Key Id you provided does not exist in our records.',
  ]);
  expect(told('s3, wrong clock')).toEqual([
    'RequestTimeTooSkewed 403',
    'The difference between the request time and the current time is too large.',
  ]);
  expect(told('s3, ended session')).toEqual(['ExpiredToken 400', 'The provided token has expired.']);
});
