// All scenarios, by what they are about. They run one after another in one account, and each leaves it as it was.
import { accountSteps } from './account.ts';
import { cloudtrail } from './cloudtrail.ts';
import { credentials } from './credentials.ts';
import { ec2 } from './ec2.ts';
import { organizations } from './organizations.ts';
import { policies } from './policies.ts';
import { reports } from './reports.ts';
import { roles } from './roles.ts';
import { s3 } from './s3.ts';
import { sqs } from './sqs.ts';
import type { Step } from './step.ts';
import { tokens } from './tokens.ts';
import { users } from './users.ts';

export const scenarios: Readonly<Record<string, readonly Step[]>> = {
  users,
  policies,
  credentials,
  roles,
  tokens,
  reports,
  account: accountSteps,
  s3,
  ec2,
  sqs,
  cloudtrail,
  organizations,
};
