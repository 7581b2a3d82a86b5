// AWS CloudTrail. Its services' dialect answers all of them with 400, whatever its schemas say.
import { account } from '../../support/account.ts';
import { ofEach, type ServiceCase, type ServiceErrors, type Step } from '../service-cases.ts';

const arn = (name: string, of = account, region = 'us-east-1') =>
  `arn:aws:cloudtrail:${region}:${of}:trail/${name}`;
const S3BucketName = 'logs-of-practice';
const TagsList = [{ Key: 'team', Value: 'red' }];

const inputs: ServiceErrors['inputs'] = {
  LookupEvents: {},
  CreateTrail: { Name: 'new', S3BucketName },
  UpdateTrail: { Name: 'all', S3BucketName },
  DeleteTrail: { Name: 'all' },
  GetTrail: { Name: 'all' },
  GetTrailStatus: { Name: 'all' },
  DescribeTrails: {},
  ListTrails: {},
  StartLogging: { Name: 'all' },
  StopLogging: { Name: 'all' },
  GetEventSelectors: { TrailName: 'all' },
  AddTags: { ResourceId: arn('all'), TagsList },
  RemoveTags: { ResourceId: arn('all'), TagsList },
  ListTags: { ResourceIdList: [arn('all')] },
};

const lists = 'LookupEvents ListTrails';
const tagging = 'AddTags RemoveTags ListTags';
const making = `${lists} ${tagging} CreateTrail DescribeTrails`;
const unnamed = `${lists} ${tagging}`;
/** The trail of a request, whatever the member is called. */
const named = (name: string) => (input: object) => {
  if ('ResourceId' in input) return { ...input, ResourceId: name };
  if ('ResourceIdList' in input) return { ResourceIdList: [name] };
  if ('TrailName' in input) return { TrailName: name };
  return Object.keys(input).length === 0 ? { trailNameList: [name] } : { ...input, Name: name };
};
const onlyTagging = Object.fromEntries(tagging.split(' ').map((one) => [one, inputs[one] as object]));
const tags = (count: number) => Array.from({ length: count }, (_, i) => ({ Key: `k${i}`, Value: 'v' }));
const trails = (count: number) =>
  Array.from({ length: count }, (_, i): Step => ['CreateTrail', { Name: `more-${i}`, S3BucketName }]);

const both = (error: string, input: object): ServiceCase[] => [
  { operation: 'CreateTrail', error, input: { Name: 'new', S3BucketName, ...input } },
  { operation: 'UpdateTrail', error, input: { Name: 'all', ...input } },
];

const notKept = 'Trails deliver nothing in a practice account: the bucket’s policy is not looked at.';
const noKms = 'Log files are not encrypted: no key of KMS is asked for.';
const noTopic = 'Trails send no notifications: the topic is not looked at.';
const noGroup = 'Trails deliver nothing to CloudWatch Logs: group and role are not looked at.';
const noChannel = 'Channels are not simulated.';
const noStore = 'Event data stores are not simulated.';
const noFeature = 'What is simulated is allowed for every trail and in every region.';
const noOrganization = 'Only names are kept of an organization’s trail: who may make one is not looked at.';

export const cloudtrailErrors: ServiceErrors = {
  service: 'cloudtrail',
  things: [
    ['s3.CreateBucket', { Bucket: S3BucketName }],
    ['CreateTrail', { Name: 'all', S3BucketName, IsMultiRegionTrail: true }],
    ['CreateTrail', { Name: 'here', S3BucketName }],
  ],
  inputs,
  cases: [
    ...ofEach(inputs, '', { error: 'AccessDeniedException', as: 'user/anna' }),
    ...ofEach(inputs, making, { error: 'TrailNotFoundException' }, named('nobody')),
    ...ofEach(inputs, making, { error: 'TrailNotFoundException', region: 'eu-west-1' }, named('here')),
    ...ofEach(
      inputs,
      `${making} GetTrail GetTrailStatus GetEventSelectors`,
      { error: 'InvalidHomeRegionException', region: 'eu-west-1' },
      named(arn('all')),
    ),
    ...ofEach(onlyTagging, '', { error: 'ResourceNotFoundException' }, named(arn('nobody'))),
    ...ofEach(onlyTagging, '', { error: 'CloudTrailARNInvalidException' }, named('all')),
    ...ofEach(onlyTagging, '', { error: 'CloudTrailARNInvalidException' }, named(arn('all', '999988887777'))),
    ...ofEach(onlyTagging, '', { error: 'CloudTrailARNInvalidException', region: 'eu-west-1' }),
    ...ofEach(
      onlyTagging,
      '',
      { error: 'ResourceTypeNotSupportedException' },
      named(arn('all').replace(':trail/', ':dashboard/')),
    ),
    ...ofEach(
      inputs,
      `${unnamed} CreateTrail`,
      { error: 'CloudTrailARNInvalidException' },
      named('arn:aws:iam::111122223333:user/anna'),
    ),
    ...ofEach(inputs, unnamed, { error: 'InvalidTrailNameException' }, named('a b')),
    ...ofEach(inputs, unnamed, { error: 'InvalidTrailNameException' }, named('')),
    {
      operation: 'CreateTrail',
      error: 'TrailAlreadyExistsException',
      input: { Name: 'all', S3BucketName },
    },
    {
      operation: 'CreateTrail',
      error: 'MaximumNumberOfTrailsExceededException',
      before: trails(3),
      input: { Name: 'new', S3BucketName },
    },
    ...both('S3BucketDoesNotExistException', { S3BucketName: 'nobody-has-this' }),
    ...both('InvalidS3BucketNameException', { S3BucketName: 'No Bucket' }),
    ...both('InvalidS3PrefixException', { S3KeyPrefix: 'x'.repeat(201) }),
    ...both('InvalidParameterCombinationException', {
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: false,
    }),
    {
      operation: 'CreateTrail',
      error: 'TagsLimitExceededException',
      input: { Name: 'new', S3BucketName, TagsList: tags(51) },
    },
    {
      operation: 'AddTags',
      error: 'TagsLimitExceededException',
      input: { ResourceId: arn('all'), TagsList: tags(51) },
    },
    {
      operation: 'CreateTrail',
      error: 'InvalidTagParameterException',
      input: { Name: 'new', S3BucketName, TagsList: [...TagsList, ...TagsList] },
    },
    {
      operation: 'AddTags',
      error: 'InvalidTagParameterException',
      input: { ResourceId: arn('all'), TagsList: [...TagsList, ...TagsList] },
    },
    {
      operation: 'RemoveTags',
      error: 'InvalidTagParameterException',
      input: { ResourceId: arn('all'), TagsList: [...TagsList, ...TagsList] },
    },
    {
      operation: 'LookupEvents',
      error: 'InvalidLookupAttributesException',
      input: {
        LookupAttributes: [
          { AttributeKey: 'EventName', AttributeValue: 'CreateUser' },
          { AttributeKey: 'ReadOnly', AttributeValue: 'false' },
        ],
      },
    },
    {
      operation: 'LookupEvents',
      error: 'InvalidTimeRangeException',
      input: { StartTime: new Date('2026-11-02T00:00:00Z'), EndTime: new Date('2026-11-01T00:00:00Z') },
    },
    { operation: 'LookupEvents', error: 'InvalidMaxResultsException', input: { MaxResults: 51 } },
    { operation: 'LookupEvents', error: 'InvalidNextTokenException', input: { NextToken: '%' } },
    { operation: 'LookupEvents', error: 'InvalidEventCategoryException', input: { EventCategory: 'mood' } },
  ],
  everywhere: {
    ChannelARNInvalidException: noChannel,
    ChannelNotFoundException: noChannel,
    CloudTrailAccessNotEnabledException: noOrganization,
    CloudTrailInvalidClientTokenIdException:
      'Who asks is known before the operation, and told as UnrecognizedClientException.',
    CloudWatchLogsDeliveryUnavailableException: noGroup,
    ConflictException: 'Requests are done one after the other.',
    EventDataStoreARNInvalidException: noStore,
    EventDataStoreNotFoundException: noStore,
    InactiveEventDataStoreException: noStore,
    InsufficientDependencyServiceAccessPermissionException: noOrganization,
    InsufficientEncryptionPolicyException: noKms,
    InsufficientS3BucketPolicyException: notKept,
    InsufficientSnsTopicPolicyException: noTopic,
    InvalidCloudWatchLogsLogGroupArnException: noGroup,
    InvalidCloudWatchLogsRoleArnException: noGroup,
    InvalidKmsKeyIdException: noKms,
    InvalidParameterException: 'Of the members that are simulated each has an error of its own.',
    InvalidSnsTopicNameException: noTopic,
    KmsException: noKms,
    KmsKeyDisabledException: noKms,
    KmsKeyNotFoundException: noKms,
    NoManagementAccountSLRExistsException: noOrganization,
    NotOrganizationMasterAccountException: noOrganization,
    OperationNotPermittedException: noFeature,
    OrganizationNotInAllFeaturesModeException: noOrganization,
    OrganizationsNotInUseException: noOrganization,
    ThrottlingException: 'Requests are not counted against a rate.',
    TrailNotProvidedException: 'AWS’s CreateTrail and UpdateTrail tell it of nothing their own pages name.',
    UnsupportedOperationException: noFeature,
  },
  somewhere: {
    'AddTags InvalidTrailNameException': 'It takes ARNs: another text is CloudTrailARNInvalidException.',
    'ListTags InvalidTokenException': 'All tags of twenty trails are one page.',
    'ListTags InvalidTrailNameException': 'It takes ARNs: another text is CloudTrailARNInvalidException.',
    'RemoveTags InvalidTrailNameException': 'It takes ARNs: another text is CloudTrailARNInvalidException.',
    'UpdateTrail InvalidEventSelectorsException': 'It takes no event selectors here.',
  },
  undeclared: { AccessDeniedException: '«Common Errors», CloudTrail API reference' },
};
