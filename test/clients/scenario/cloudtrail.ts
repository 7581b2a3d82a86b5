// CloudTrail: what was called, and trails.
import { expect } from 'vitest';
import type { Step } from './step.ts';
import { account, steps } from './step.ts';

const { call, refused, pages } = steps('cloudtrail');
const iam = steps('iam');
const s3 = steps('s3');
const main = { Name: 'main' };
const arn = `arn:aws:cloudtrail:us-east-1:${account}:trail/main`;
const list = [{ Key: 'team', Value: 'course' }];

export const cloudtrail: readonly Step[] = [
  iam.call('CreateGroup', { GroupName: 'looked-up' }),
  iam.call('DeleteGroup', { GroupName: 'looked-up' }),
  call(
    'LookupEvents',
    { LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'CreateGroup' }] },
    {
      Events: expect.arrayContaining([
        expect.objectContaining({
          EventName: 'CreateGroup',
          EventSource: 'iam.amazonaws.com',
          ReadOnly: 'false',
          Resources: expect.arrayContaining([{ ResourceType: 'AWS::IAM::Group', ResourceName: 'looked-up' }]),
          CloudTrailEvent: expect.stringContaining('"type":"Root"'),
        }),
      ]),
    },
  ),
  pages('LookupEvents', ['Events'], {
    LookupAttributes: [{ AttributeKey: 'ResourceName', AttributeValue: 'looked-up' }],
  }),
  refused('CreateTrail', { ...main, S3BucketName: 'no-such-bucket-here' }, [
    'S3BucketDoesNotExistException',
    400,
  ]),
  s3.call('CreateBucket', { Bucket: 'trail-course' }),
  call(
    'CreateTrail',
    { ...main, S3BucketName: 'trail-course', IsMultiRegionTrail: true, TagsList: list },
    {
      ...main,
      TrailARN: arn,
      S3BucketName: 'trail-course',
      IsMultiRegionTrail: true,
    },
  ),
  refused('CreateTrail', { ...main, S3BucketName: 'trail-course' }, ['TrailAlreadyExistsException', 400]),
  call('GetTrail', main, { Trail: { ...main, HomeRegion: 'us-east-1' } }),
  call('DescribeTrails', { trailNameList: ['main'] }, { trailList: [main] }),
  call('ListTrails', {}, { Trails: [{ ...main, TrailARN: arn, HomeRegion: 'us-east-1' }] }),
  pages('ListTrails', ['Trails'], {}, null),
  call('GetTrailStatus', main, { IsLogging: false }),
  call('StartLogging', main),
  call('GetTrailStatus', main, { IsLogging: true }),
  call('StopLogging', main),
  call('GetTrailStatus', main, { IsLogging: false }),
  call('UpdateTrail', { ...main, EnableLogFileValidation: true }, { LogFileValidationEnabled: true }),
  call(
    'GetEventSelectors',
    { TrailName: 'main' },
    {
      TrailARN: arn,
      EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }],
    },
  ),
  call('AddTags', { ResourceId: arn, TagsList: [{ Key: 'x', Value: 'y' }] }),
  call(
    'ListTags',
    { ResourceIdList: [arn] },
    {
      ResourceTagList: [{ ResourceId: arn, TagsList: [...list, { Key: 'x', Value: 'y' }] }],
    },
  ),
  pages('ListTags', ['ResourceTagList'], { ResourceIdList: [arn] }, null),
  call('RemoveTags', { ResourceId: arn, TagsList: [{ Key: 'x', Value: 'y' }] }),
  call('ListTags', { ResourceIdList: [arn] }, { ResourceTagList: [{ TagsList: list }] }),
  call('DeleteTrail', main),
  refused('GetTrail', main, ['TrailNotFoundException', 400]),
  s3.call('DeleteBucket', { Bucket: 'trail-course' }),
];
