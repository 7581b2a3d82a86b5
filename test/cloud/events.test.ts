// The event log: what goes in comes out, however it is kept, and it never grows over its cap.
import { expect, it } from 'vitest';
import type { CloudTrailEvent } from '../../src/cloud/index.ts';
import { createEventLog } from '../../src/cloud/index.ts';

function event(n: number, more: Partial<CloudTrailEvent> = {}): CloudTrailEvent {
  return {
    eventVersion: '1.11',
    userIdentity: { type: 'Root', principalId: '111122223333', arn: 'arn:aws:iam::111122223333:root' },
    eventTime: `2026-11-23T15:00:${String(n % 60).padStart(2, '0')}Z`,
    eventSource: 'iam.amazonaws.com',
    eventName: 'CreateUser',
    awsRegion: 'us-east-1',
    sourceIPAddress: '203.0.113.10',
    userAgent: 'test',
    requestParameters: { userName: `user${n}`, tags: [{ key: 'eventTime', value: '«é💥»' }] },
    responseElements: n % 3 === 0 ? null : { user: { userName: `user${n}` } },
    requestID: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    eventID: `ffffffff-ffff-4fff-bfff-${n.toString(16).padStart(12, '0')}`,
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: '111122223333',
    eventCategory: 'Management',
    ...more,
  };
}

it('gives every event back as it was, members in their order', () => {
  const log = createEventLog();
  const given = [
    event(0),
    event(1, { errorCode: 'AccessDenied', errorMessage: 'no' }),
    event(2, { requestParameters: null, requestID: 'AWS-OLD-ID', eventID: '' }),
    event(3, {
      userIdentity: { type: 'IAMUser', userName: 'anna', accessKeyId: 'AKIA' },
      resources: [{ ARN: 'x' }],
    }),
    ...Array.from({ length: 2000 }, (_, n) => event(n + 4)),
  ];
  for (const one of given) log.append(one);
  const back = [...log.newest()].reverse();
  expect(back).toEqual(given);
  expect(back.map((one) => JSON.stringify(one))).toEqual(given.map((one) => JSON.stringify(one)));
  expect(log.get(2)).toEqual(given[2]);
});

it('keeps the newest up to its cap, with their numbers', () => {
  const log = createEventLog(1000);
  for (let n = 0; n < 5000; n++) log.append(event(n));
  expect(log.total).toBe(5000);
  expect(log.total - log.first).toBeGreaterThanOrEqual(1000);
  expect(log.total - log.first).toBeLessThan(1000 + 3 * 512);
  expect([...log.newest()].map(({ eventID }) => eventID)).toEqual(
    Array.from({ length: log.total - log.first }, (_, n) => event(4999 - n).eventID),
  );
  expect(log.get(0)).toBeUndefined();
  expect(log.get(4500)).toEqual(event(4500));
  expect(log.get(5000)).toBeUndefined();
});
