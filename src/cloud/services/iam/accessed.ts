// Services by their namespace, and what policies open of them: for the reports on last accessed information.

/** Names of the services that the practice account and its course know; another is told by its namespace. */
export const serviceNames: Record<string, string> = {
  account: 'AWS Account Management',
  'access-analyzer': 'AWS IAM Access Analyzer',
  billing: 'AWS Billing',
  cloudtrail: 'AWS CloudTrail',
  cloudwatch: 'Amazon CloudWatch',
  dynamodb: 'Amazon DynamoDB',
  ec2: 'Amazon EC2',
  iam: 'AWS Identity and Access Management',
  kms: 'AWS Key Management Service',
  lambda: 'AWS Lambda',
  logs: 'Amazon CloudWatch Logs',
  organizations: 'AWS Organizations',
  rds: 'Amazon RDS',
  s3: 'Amazon S3',
  secretsmanager: 'AWS Secrets Manager',
  signin: 'AWS Sign-In',
  sns: 'Amazon SNS',
  sqs: 'Amazon SQS',
  ssm: 'AWS Systems Manager',
  sts: 'AWS Security Token Service',
  support: 'AWS Support',
};

/** Namespaces that a policy allows something in; «*» stands for all that are known here. */
export function namespacesAllowed(text: string): Set<string> {
  const out = new Set<string>();
  const document = JSON.parse(text) as { Statement?: unknown };
  for (const statement of [document.Statement ?? []].flat() as {
    Effect: string;
    Action?: string | string[];
    NotAction?: unknown;
  }[]) {
    if (statement.Effect !== 'Allow') continue;
    const actions = statement.NotAction ? ['*'] : [statement.Action ?? []].flat();
    for (const action of actions) {
      const namespace = action.split(':')[0] as string;
      if (action === '*' || namespace.includes('*'))
        for (const known of Object.keys(serviceNames)) out.add(known);
      else out.add(namespace.toLowerCase());
    }
  }
  return out;
}

export function newest<Item extends { at: number }>(accessed: readonly Item[]): Item | undefined {
  return accessed.reduce<Item | undefined>(
    (last, item) => (last && last.at >= item.at ? last : item),
    undefined,
  );
}
