// CloudTrail's event history over the account's log.
import {
  CloudTrailClient,
  CreateTrailCommand,
  DescribeTrailsCommand,
  LookupEventsCommand,
} from '@aws-sdk/client-cloudtrail';
import { CreateUserCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import { refusal, start, testAccount } from './support/account.ts';

it('finds events by one attribute, newest first, in pages', async () => {
  const test = testAccount();
  const trail = new CloudTrailClient(test.options() as never);
  for (let n = 0; n < 5; n++) {
    test.now = start + n * 1000;
    await test.iam.send(new CreateUserCommand({ UserName: `user${n}` }));
  }
  await test.iam.send(new ListUsersCommand({}));
  const lookup = (AttributeKey: string, AttributeValue: string, more = {}) =>
    trail.send(
      new LookupEventsCommand({
        LookupAttributes: [{ AttributeKey: AttributeKey as 'EventName', AttributeValue }],
        ...more,
      }),
    );
  const first = await lookup('EventName', 'CreateUser', { MaxResults: 2 });
  expect(first.Events?.map(({ Resources }) => Resources?.[0]?.ResourceName)).toEqual(['user4', 'user3']);
  const second = await lookup('EventName', 'CreateUser', { MaxResults: 50, NextToken: first.NextToken });
  expect(second.Events).toHaveLength(3);
  expect(second.NextToken).toBeUndefined();
  expect((await lookup('ResourceName', 'user2')).Events).toHaveLength(1);
  expect((await lookup('Username', 'root')).Events?.length).toBeGreaterThan(5);
  expect(JSON.parse(first.Events?.[0]?.CloudTrailEvent ?? '{}')).toMatchObject({ eventName: 'CreateUser' });
  test.now += 91 * 86_400_000;
  expect((await lookup('EventName', 'CreateUser')).Events).toEqual([]);
});

it('a trail needs a bucket, and somebody else needs permission', async () => {
  const test = testAccount();
  const trail = new CloudTrailClient(test.options() as never);
  const none = new CreateTrailCommand({ Name: 'all-of-it', S3BucketName: 'nowhere' });
  expect((await refusal(trail.send(none))).code).toBe('S3BucketDoesNotExistException');
  expect((await trail.send(new DescribeTrailsCommand({}))).trailList).toEqual([]);
  await test.iam.send(new CreateUserCommand({ UserName: 'anna' }));
  const anna = new CloudTrailClient(test.options(test.as('user/anna')) as never);
  expect(await refusal(anna.send(new LookupEventsCommand({})))).toMatchObject({
    code: 'AccessDeniedException',
    status: 400,
  });
});
