// An account at AWS's quota of 5,000 users, as IAM tells of it: for figures. Names are invented; the same for each run.
const account = '111122223333';
const arn = (rest: string): string => `arn:aws:iam::${account}:${rest}`;

const statement = (n: number, actions: readonly string[]): object => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Own',
      Effect: 'Allow',
      Action: actions,
      Resource: [`arn:aws:s3:::team-${n % 40}-data`, `arn:aws:s3:::team-${n % 40}-data/*`],
      Condition: { StringEquals: { 'aws:PrincipalTag/team': `team-${n % 40}` } },
    },
    {
      Sid: 'Self',
      Effect: 'Allow',
      Action: ['iam:GetUser', 'iam:ListAccessKeys'],
      Resource: arn(`user/u${n}`),
    },
  ],
});
const document = (n: number) => statement(n, ['s3:GetObject', 's3:PutObject', 's3:ListBucket']);
const id = (letters: string, n: number): string => `${letters}JQABLZS4A3Q${String(n).padStart(6, '0')}`;
const made = '2024-05-01T09:00:00Z';

export interface LargeAccount {
  UserDetailList: object[];
  GroupDetailList: object[];
  RoleDetailList: object[];
  Policies: object[];
}

/** As `aws iam get-account-authorization-details` writes it; 5,000 users are about 12 MB. */
export function largeAccount(users: number): LargeAccount {
  const some = <T>(count: number, make: (n: number) => T): T[] =>
    Array.from({ length: count }, (_, n) => make(n));
  return {
    UserDetailList: some(users, (n) => ({
      Path: '/people/',
      UserName: `u${n}`,
      UserId: id('AIDA', n),
      Arn: arn(`user/people/u${n}`),
      CreateDate: made,
      // Every tenth person has something of their own, and every five-hundredth everything.
      UserPolicyList:
        n % 500 === 0
          ? [{ PolicyName: 'everything', PolicyDocument: statement(n, ['*']) }]
          : n % 2 === 0
            ? [{ PolicyName: 'own', PolicyDocument: document(n) }]
            : [],
      GroupList: [`team-${n % 40}`, 'everybody'],
      AttachedManagedPolicies:
        n % 10 === 0 ? [{ PolicyName: 'p', PolicyArn: arn(`policy/p${n % 150}`) }] : [],
      Tags: [
        { Key: 'team', Value: `team-${n % 40}` },
        { Key: 'mail', Value: `u${n}@acme.example` },
      ],
    })),
    GroupDetailList: some(41, (n) => ({
      Path: '/',
      GroupName: n === 40 ? 'everybody' : `team-${n}`,
      GroupId: id('AGPA', n),
      Arn: arn(`group/${n === 40 ? 'everybody' : `team-${n}`}`),
      CreateDate: made,
      GroupPolicyList: [{ PolicyName: 'team', PolicyDocument: document(n) }],
      AttachedManagedPolicies: [{ PolicyName: 'p', PolicyArn: arn(`policy/p${n}`) }],
    })),
    RoleDetailList: some(1000, (n) => ({
      Path: '/',
      RoleName: `r${n}`,
      RoleId: id('AROA', n),
      Arn: arn(`role/r${n}`),
      CreateDate: made,
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      },
      RolePolicyList: [{ PolicyName: 'work', PolicyDocument: document(n) }],
      AttachedManagedPolicies: [],
      InstanceProfileList: [],
      Tags: [],
    })),
    Policies: some(150, (n) => ({
      PolicyName: `p${n}`,
      PolicyId: id('ANPA', n),
      Arn: arn(`policy/p${n}`),
      Path: '/',
      DefaultVersionId: 'v1',
      AttachmentCount: 1,
      IsAttachable: true,
      CreateDate: made,
      UpdateDate: made,
      PolicyVersionList: [
        { VersionId: 'v1', IsDefaultVersion: true, Document: document(n), CreateDate: made },
      ],
    })),
  };
}

/** The credential report of the same users. */
export function largeReport(users: number): string {
  const rows = Array.from(
    { length: users },
    (_, n) =>
      `u${n},${arn(`user/people/u${n}`)},${made},${n % 2 === 0},2026-11-01T09:00:00Z,${made},${n % 3 !== 0},${n % 4 === 0},${made},2026-11-01T09:00:00Z,us-east-1,s3,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A`,
  );
  return [
    'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated',
    `<root_account>,${arn('root')},${made},not_supported,2026-01-01T09:00:00Z,not_supported,true,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A`,
    ...rows,
  ].join('\n');
}
