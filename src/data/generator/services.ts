// Which services and operations the simulated account knows by model.

export const services = ['iam', 'sts', 's3', 'ec2', 'cloudtrail', 'organizations', 'account', 'sqs'];

/** Services whose whole model is too big to be worth it: only these operations. */
export const only: Record<string, RegExp> = {
  ec2: /^(Describe(Instances|Regions|Tags|InstanceStatus|AvailabilityZones|IamInstanceProfileAssociations|Images|Vpcs|Subnets|SecurityGroups)|RunInstances|StartInstances|StopInstances|RebootInstances|TerminateInstances|CreateTags|DeleteTags|(Disa|A)ssociateIamInstanceProfile|ReplaceIamInstanceProfileAssociation)$/,
  s3: /^(ListBuckets|CreateBucket|HeadBucket|DeleteBucket|GetBucketLocation|ListObjects|ListObjectsV2|ListObjectVersions|GetObject|HeadObject|PutObject|DeleteObjects?|CopyObject|(Get|Put|Delete)(BucketPolicy|PublicAccessBlock|BucketOwnershipControls|BucketTagging)|(Get|Put)BucketVersioning|GetBucketPolicyStatus|GetBucketAcl)$/,
  cloudtrail:
    /^(LookupEvents|DescribeTrails|CreateTrail|DeleteTrail|GetTrail|GetTrailStatus|ListTrails|StartLogging|StopLogging|UpdateTrail|AddTags|ListTags|RemoveTags|GetEventSelectors)$/,
};
