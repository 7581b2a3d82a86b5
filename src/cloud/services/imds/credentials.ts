// The credentials of an instance's role: EC2 takes the role on for the instance, in its name, and hands the session on.
import { isoSeconds } from '../../wire/schema.ts';
import type { KeyRecord, Role } from '../../world/entities.ts';
import { roleArn } from '../caller.ts';
import { AwsError } from '../errors.ts';
import type { Call } from '../service.ts';
import { takeOn, trustQuestion } from '../sts/role-session.ts';
import type { Found } from './metadata.ts';

const service = 'ec2.amazonaws.com';
const sessionSeconds = 6 * 3600;
/** New ones are there before the old ones end. */
const renewal = 15 * 60_000;

/** The session that the instance has already, while it is good for a while. */
function currentKey(call: Call, { instance, account }: Found, role: Role): KeyRecord | undefined {
  return call.tx.world.keys.find(
    (key) =>
      key.account === account &&
      key.session?.via === 'EC2' &&
      key.owner.kind === 'role' &&
      key.owner.roleId === role.id &&
      key.owner.session === instance.id &&
      key.session.expires - call.times.now > renewal,
  );
}

function told(
  call: Call,
  key: { id: string; secret: string; token: string; issued: number; expires: number },
) {
  return {
    Code: 'Success',
    LastUpdated: isoSeconds(key.issued),
    Type: 'AWS-HMAC',
    AccessKeyId: key.id,
    SecretAccessKey: key.secret,
    Token: key.token,
    // By the wall clock, which the instance's software goes by.
    Expiration: isoSeconds(key.expires - call.times.now + call.times.wall),
  };
}

export function roleCredentials(call: Call, found: Found, role: Role): object {
  const { instance, account } = found;
  const known = currentKey(call, found, role);
  if (known?.session) return told(call, { ...known, ...known.session });
  const arn = roleArn(account, role);
  const trust = { role, account };
  try {
    call.authorize({ ...trustQuestion(trust, arn, 'sts:AssumeRole', {}), principal: service });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return {
      Code: 'AssumeRoleUnauthorizedAccess',
      Message: `EC2 cannot assume the role ${role.name}. Please see documentation at https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_iam-ec2.html#troubleshoot_iam-ec2_errors-info-doc.`,
      LastUpdated: isoSeconds(call.times.now),
    };
  }
  const { now } = call.times;
  const { Credentials: given } = takeOn(call, {
    found: trust,
    name: instance.id,
    seconds: sessionSeconds,
    session: {
      mfa: false,
      policies: null,
      tags: [],
      via: 'EC2',
      keys: {
        'ec2:RoleDelivery': '2.0',
        'ec2:SourceInstanceARN': `arn:aws:ec2:${instance.region}:${account}:instance/${instance.id}`,
      },
    },
  });
  // As CloudTrail records it when a service takes a role on for one of its resources.
  call.note({
    userIdentity: { type: 'AWSService', invokedBy: service },
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRole',
    awsRegion: instance.region,
    sourceIPAddress: service,
    userAgent: service,
    requestParameters: { roleArn: arn, roleSessionName: instance.id },
    responseElements: {
      credentials: { accessKeyId: given.AccessKeyId, expiration: isoSeconds(given.Expiration) },
      assumedRoleUser: { arn: `arn:aws:sts::${account}:assumed-role/${role.name}/${instance.id}` },
    },
    resources: [{ ARN: arn, accountId: account, type: 'AWS::IAM::Role' }],
    recipientAccountId: account,
    managementEvent: true,
    eventCategory: 'Management',
  });
  return told(call, {
    id: given.AccessKeyId,
    secret: given.SecretAccessKey,
    token: given.SessionToken,
    issued: now,
    expires: given.Expiration.getTime(),
  });
}
