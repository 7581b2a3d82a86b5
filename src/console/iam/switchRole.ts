// Putting on a role, as «Switch role» does it: STS AssumeRole under the user's own name. Tests: test/console/signin.test.ts.
import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import type { Credentials } from '../../practice/index.ts';

export interface Assumed {
  /** Of the role's session. */
  arn: string;
  credentials: Credentials;
}

/** @param sessionName what CloudTrail will show behind the role's name */
export async function assumeRole(
  sts: STSClient,
  account: string,
  roleName: string,
  sessionName: string,
): Promise<Assumed> {
  const answer = await sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${account}:role/${roleName}`,
      // As AWS allows in a session's name.
      RoleSessionName: sessionName.replace(/[^\w+=,.@-]/g, '-').slice(0, 64),
    }),
  );
  const { Credentials: keys, AssumedRoleUser: user } = answer;
  return {
    arn: user?.Arn ?? '',
    credentials: {
      accessKeyId: keys?.AccessKeyId ?? '',
      secretAccessKey: keys?.SecretAccessKey ?? '',
      sessionToken: keys?.SessionToken ?? '',
    },
  };
}
