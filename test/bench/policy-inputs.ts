// The three requests that the policy benchmarks decide. No figures of its own.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const tables = join(import.meta.dirname, '../../src/data/tables');
const course = JSON.parse(readFileSync(join(tables, 'managed-policies-course.json'), 'utf8')) as {
  documents: Record<string, object>;
};
const others = JSON.parse(readFileSync(join(tables, 'managed-policies-others.json'), 'utf8')) as {
  documents: Record<string, object>;
};

/** The document of an AWS managed policy by its name. */
export function managedPolicy(name: string): object {
  for (const documents of [
    course.documents,
    others.documents ?? (others as unknown as Record<string, object>),
  ]) {
    for (const [path, document] of Object.entries(documents))
      if (path.split('/').at(-1) === name) return document;
  }
  throw new Error(`no managed policy ${name}`);
}

export const tenPolicies = [
  'ReadOnlyAccess',
  'SecurityAudit',
  'PowerUserAccess',
  'IAMFullAccess',
  'AmazonS3FullAccess',
  'AmazonEC2FullAccess',
  'AWSLambda_FullAccess',
  'AmazonDynamoDBFullAccess',
  'CloudWatchLogsFullAccess',
  'IAMUserChangePassword',
];

/** Documents by layer, as both engines take them. */
export interface Input {
  name: string;
  action: string;
  resource: string;
  account: string;
  context: Record<string, string>;
  identity: { name: string; document: object }[];
  scp: { name: string; document: object }[];
  boundary: { name: string; document: object }[];
  resourcePolicy: object | null;
}

const account = '111122223333';
export const user = `arn:aws:iam::${account}:user/anna`;
const full = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

const simple: Input = {
  name: 'simple',
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::reports/2026/may.csv',
  account,
  context: {},
  identity: [
    {
      name: 'reader',
      document: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource: 'arn:aws:s3:::reports/*' },
        ],
      },
    },
  ],
  scp: [],
  boundary: [],
  resourcePolicy: null,
};

const managed: Input = {
  ...simple,
  name: 'ten managed policies, SCP, boundary and bucket policy',
  context: { 'aws:SecureTransport': 'true' },
  identity: tenPolicies.map((name) => ({ name, document: managedPolicy(name) })),
  scp: [
    { name: 'FullAWSAccess', document: full },
    {
      name: 'StayInEurope',
      document: {
        Version: '2012-10-17',
        Statement: [
          { Sid: 'NoLeaving', Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' },
        ],
      },
    },
  ],
  boundary: [{ name: 'PowerUserAccess', document: managedPolicy('PowerUserAccess') }],
  resourcePolicy: {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'OnlyEncrypted',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: ['arn:aws:s3:::reports', 'arn:aws:s3:::reports/*'],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      {
        Sid: 'Account',
        Effect: 'Allow',
        Principal: { AWS: account },
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::reports/*',
      },
    ],
  },
};

const wide: Input = {
  ...simple,
  name: '101 statements with wildcards, variables and conditions',
  context: {
    'aws:username': 'anna',
    'aws:PrincipalTag/team': 'red',
    'aws:SourceIp': '203.0.113.7',
    'aws:RequestedRegion': 'eu-west-1',
    'aws:CurrentTime': '2026-06-01T12:00:00Z',
  },
  resource: 'arn:aws:s3:::team-red/home/anna/2026/may.csv',
  identity: [
    {
      name: 'wide',
      document: {
        Version: '2012-10-17',
        Statement: [
          ...Array.from({ length: 100 }, (_, i) => ({
            Sid: `S${i}`,
            Effect: i % 4 === 3 ? 'Deny' : 'Allow',
            Action: ['s3:Get*', 's3:*Object', `s3:?et${i}*`],
            Resource: [
              `arn:aws:s3:::*-${i}/home/*/20*/m*.csv`,
              `arn:aws:s3:::team-\${aws:PrincipalTag/team}/${i}/\${aws:username}/*`,
            ],
            Condition: {
              StringLike: { 'aws:PrincipalTag/team': ['re*', `gr?en${i}`] },
              IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', `10.${i}.0.0/16`] },
              DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' },
            },
          })),
          {
            Sid: 'Home',
            Effect: 'Allow',
            Action: 's3:GetObject',
            Resource: 'arn:aws:s3:::team-${aws:PrincipalTag/team}/home/${aws:username}/*',
          },
        ],
      },
    },
  ],
};

export const inputs = { simple, managed, wide };
