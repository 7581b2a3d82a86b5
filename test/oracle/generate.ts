// Random decision cases from small alphabets, so that requests and policies meet often; about half of the requests
// are taken from a statement. For fast-check.
import fc from 'fast-check';
import type { Case } from './oracle.ts';

const A = '111122223333';
const B = '444455556666';
const accounts = [A, B];
const sessionArn = (account: string) => `arn:aws:sts::${account}:assumed-role/app/run`;

const principals = [
  ...accounts.flatMap((account) => [
    `arn:aws:iam::${account}:root`,
    `arn:aws:iam::${account}:user/anna`,
    `arn:aws:iam::${account}:user/team/Anna`,
    sessionArn(account),
    `arn:aws:sts::${account}:federated-user/anna`,
  ]),
  `arn:aws:sts::${A}:assumed-role/AWSServiceRoleForSupport/run`,
  'ec2.amazonaws.com',
  '*',
];
const parents: Record<string, readonly string[]> = {
  [sessionArn(A)]: [`arn:aws:iam::${A}:role/app`, `arn:aws:iam::${A}:role/path/app`],
  [sessionArn(B)]: [`arn:aws:iam::${B}:role/app`],
  [`arn:aws:sts::${A}:federated-user/anna`]: [`arn:aws:iam::${A}:user/anna`],
};
const actions = [
  's3:GetObject',
  's3:PutObject',
  's3:DeleteBucketPolicy',
  'S3:getobject',
  'iam:CreateUser',
  'sts:AssumeRole',
  'sts:GetCallerIdentity',
  'sts:TagSession',
  'kms:Decrypt',
  'sqs:SetQueueAttributes',
  'ec2:RunInstances',
];
const actionPatterns = [
  ...actions,
  '*',
  '**',
  '*:*',
  's3:*',
  's3:Get*',
  's3:?etObject',
  's3:*Object',
  'S3:G*T*',
  'iam:*',
  'sts:*',
  'kms:*',
  's3:Get.bject',
  's3:GetObject, s3:PutObject',
  ' s3:GetObject',
  's3',
  's3*',
  's3:[GP]*',
  '*:Get*',
];
const resources = [
  'arn:aws:s3:::b',
  'arn:aws:s3:::b/k',
  'arn:aws:s3:::b/anna/x',
  'arn:aws:s3:::b/a:b',
  '*',
  ...accounts.map((account) => `arn:aws:iam::${account}:user/anna`),
  ...accounts.map((account) => `arn:aws:iam::${account}:role/app`),
  `arn:aws:kms:us-east-1:${A}:key/1`,
  `arn:aws:sqs:us-east-1:${A}:q`,
];
const resourcePatterns = [
  ...resources,
  'arn:aws:s3:::*',
  'arn:aws:s3:::b/*',
  'arn:aws:s3:::b*',
  'arn:aws:s3:::?/k',
  'arn:aws:s3',
  'arn:*',
  'arn:aws:s3:::b/${aws:username}/*',
  "arn:aws:s3:::b/${aws:PrincipalTag/team, 'k'}",
  'arn:aws:s3:::b/${aws:PrincipalTag/team}*',
  'arn:aws:s3:::b/${*}',
  `arn:aws:iam::${A}:*`,
  'arn:aws:iam::*:role/*',
  'arn:aws:*:*:*:*',
  'arn:aws:iam::*/anna',
  '*/k',
  'arn:aws:s3:::b.k',
  'arn:aws:kms:*:*:key/*',
  'arn:aws:s3:::B/k',
  'b/k',
];

const strings = [
  'anna',
  'Anna',
  'red',
  're',
  'an*',
  '',
  '${aws:username}',
  "${aws:PrincipalTag/team, 'red'}",
  '${*}',
  'r?d',
  '*',
];
const arns = [
  `arn:aws:iam::${A}:role/app`,
  `arn:aws:iam::${A}:*`,
  'arn:aws:iam::*:user/anna',
  'arn:aws:iam::*:user/*',
  '*',
  'red',
  'arn:aws',
];
const numbers = ['1', '2', '10', '2.0', '-1', 'x', '1e1'];
const dates = ['2026-01-01T00:00:00Z', '2026-01-01', '1767225600', '2027-01-01T00:00:00+01:00', 'x'];
const addresses = [
  '203.0.113.7',
  '203.0.113.0/24',
  '203.0.112.0/23',
  '2001:db8::1',
  '2001:db8::/32',
  '10.0.0.0/0',
  'x',
  '203.0.113.300',
];
const booleans: (string | boolean)[] = ['true', 'false', 'TRUE', true, false, 'x'];

const families: [bases: string[], values: (string | boolean)[]][] = [
  [
    [
      'StringEquals',
      'StringNotEquals',
      'StringEqualsIgnoreCase',
      'StringNotEqualsIgnoreCase',
      'StringLike',
      'StringNotLike',
    ],
    strings,
  ],
  [
    [
      'NumericEquals',
      'NumericNotEquals',
      'NumericLessThan',
      'NumericLessThanEquals',
      'NumericGreaterThan',
      'NumericGreaterThanEquals',
    ],
    numbers,
  ],
  [
    [
      'DateEquals',
      'DateNotEquals',
      'DateLessThan',
      'DateLessThanEquals',
      'DateGreaterThan',
      'DateGreaterThanEquals',
    ],
    dates,
  ],
  [['Bool'], booleans],
  [['BinaryEquals'], ['QQ==', 'QUI=']],
  [['IpAddress', 'NotIpAddress'], addresses],
  [['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike'], arns],
];
const keys = [
  'aws:username',
  'AWS:UserName',
  'aws:PrincipalArn',
  'aws:PrincipalTag/team',
  'aws:TagKeys',
  'aws:SourceIp',
  'aws:CurrentTime',
  's3:max-keys',
  'aws:MultiFactorAuthPresent',
  'aws:userid',
];
/** Values that requests carry, wild ones too. */
const seen = [
  'anna',
  'Anna',
  'red',
  '',
  'true',
  'FALSE',
  '1',
  '2',
  '10',
  '203.0.113.7',
  '2001:db8::1',
  '2026-01-01T00:00:00Z',
  '1767225600',
  `arn:aws:iam::${A}:role/app`,
  'QQ==',
];

const pick = <T>(values: readonly T[]) => fc.constantFrom(...values);
const oneOrMany = <T>(one: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: one }, { weight: 1, arbitrary: fc.array(one, { maxLength: 3 }) });

const condition = fc.oneof(
  {
    weight: 8,
    arbitrary: pick(families).chain(([bases, values]) =>
      fc
        .tuple(
          pick(['', '', '', 'ForAllValues:', 'ForAnyValue:']),
          pick(bases),
          pick(['', '', 'IfExists']),
          pick(keys),
          oneOrMany(pick(values)),
        )
        .map(([set, base, suffix, key, value]) => ({ [set + base + suffix]: { [key]: value } })),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(pick(keys), oneOrMany(pick(['true', 'false', true, false])))
      .map(([key, value]) => ({ Null: { [key]: value } })),
  },
);
const conditions = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  { weight: 2, arbitrary: condition.map((one) => ({ Condition: one })) },
  { weight: 1, arbitrary: fc.tuple(condition, condition).map(([a, b]) => ({ Condition: { ...a, ...b } })) },
);

const everyName = [
  ...principals.filter((name) => name.startsWith('arn:')),
  ...accounts,
  ...Object.values(parents).flat(),
  `arn:aws:iam::${A}:user/*`,
];
const principalValue = fc.oneof(
  { weight: 1, arbitrary: fc.constant<unknown>('*') },
  { weight: 4, arbitrary: oneOrMany(pick([...everyName, '*'])).map((AWS) => ({ AWS })) },
  { weight: 1, arbitrary: fc.constant({ Service: 'ec2.amazonaws.com' }) },
);
const principalElement = fc.oneof(
  { weight: 6, arbitrary: principalValue.map((Principal) => ({ Principal })) },
  {
    weight: 2,
    arbitrary: fc
      .subarray(everyName, { minLength: 1, maxLength: 4 })
      .map((AWS) => ({ NotPrincipal: { AWS } })),
  },
  { weight: 1, arbitrary: fc.constant({}) },
);
const actionElement = fc
  .tuple(pick(['Action', 'Action', 'Action', 'NotAction']), oneOrMany(pick(actionPatterns)))
  .map(([element, list]) => ({ [element]: list }));
const resourceElement = fc.oneof(
  { weight: 2, arbitrary: fc.constant<object>({ Resource: '*' }) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(pick(['Resource', 'Resource', 'NotResource']), oneOrMany(pick(resourcePatterns)))
      .map(([element, list]) => ({ [element]: list })),
  },
  { weight: 1, arbitrary: fc.constant({}) },
);

function policy(withPrincipal: boolean): fc.Arbitrary<Case['resourcePolicy'] & object> {
  const statement = fc
    .tuple(
      pick(['Allow', 'Allow', 'Allow', 'Deny']),
      actionElement,
      resourceElement,
      conditions,
      withPrincipal ? principalElement : fc.constant({}),
    )
    .map(([Effect, ...parts]) => Object.assign({ Effect }, ...parts) as Record<string, unknown>);
  const everything = fc.constant({
    Effect: 'Allow',
    Action: '*',
    Resource: '*',
    ...(withPrincipal ? { Principal: '*' } : {}),
  } as Record<string, unknown>);
  return fc
    .tuple(
      pick(['2012-10-17', '2012-10-17', '2012-10-17', '2008-10-17', undefined]),
      fc.array(fc.oneof({ weight: 4, arbitrary: statement }, { weight: 1, arbitrary: everything }), {
        maxLength: 3,
      }),
    )
    .map(([Version, Statement]) => ({ name: 'p', document: { ...(Version ? { Version } : {}), Statement } }));
}

const plain = policy(false);
const named = policy(true);
const few = fc.array(plain, { maxLength: 2 });
const maybe = <T>(one: fc.Arbitrary<T>, otherwise: T) =>
  fc.oneof({ weight: 1, arbitrary: one }, { weight: 1, arbitrary: fc.constant(otherwise) });
const rarely = <T>(one: fc.Arbitrary<T>, otherwise: T) =>
  fc.oneof({ weight: 1, arbitrary: one }, { weight: 3, arbitrary: fc.constant(otherwise) });
const contextValue = fc.oneof(
  { weight: 4, arbitrary: pick<string | string[]>(seen) },
  { weight: 1, arbitrary: fc.array(pick(seen), { maxLength: 3 }) },
);
const organization = pick([undefined, { managementAccount: '999988887777' }, { managementAccount: A }]);

export const anyCase: fc.Arbitrary<Case> = fc
  .record({
    principal: pick(principals),
    parent: fc.nat({ max: 5 }),
    action: pick(actions),
    resource: pick(resources),
    resourceAccount: pick([undefined, A, A, B]),
    context: fc.dictionary(pick(keys), contextValue, { maxKeys: 4 }),
    identity: few,
    boundary: rarely(few, []),
    session: rarely<Case['session']>(few, null),
    resourcePolicy: maybe<Case['resourcePolicy']>(named, null),
    scp: rarely(fc.array(few, { maxLength: 3 }), []),
    rcp: rarely(fc.array(fc.array(named, { maxLength: 2 }), { maxLength: 2 }), []),
    endpoint: rarely(fc.array(named, { maxLength: 2 }), []),
    organization,
    resourceOrganization: organization,
    derive: fc.boolean(),
    which: fc.nat({ max: 20 }),
  })
  .map(({ parent, derive, which, ...given }) => {
    const known = parents[given.principal] ?? [];
    // The same key in two spellings is refused by the reader.
    if ('aws:username' in given.context) delete given.context['AWS:UserName'];
    const roleArn = known[parent];
    const c = { ...given, ...(roleArn ? { roleArn } : {}) } as Case;
    if (derive) askWhatIsWritten(c, which);
    return JSON.parse(JSON.stringify(c)) as Case;
  });

/** Lets the request ask for what one of the statements speaks of. */
function askWhatIsWritten(c: Case, which: number): void {
  const policies = [
    ...(c.identity ?? []),
    ...(c.resourcePolicy ? [c.resourcePolicy] : []),
    ...(c.session ?? []),
  ];
  const all = policies.flatMap(({ document }) => [document.Statement].flat());
  const statement = all.length > 0 ? all[which % all.length] : undefined;
  const action = [statement?.Action].flat()[0] as string | undefined;
  const wanted =
    action &&
    actions.find((name) => name.toLowerCase().startsWith(action.toLowerCase().split(/[*?]/)[0] as string));
  if (wanted) c.action = wanted;
  const resource = [statement?.Resource].flat()[0] as string | undefined;
  const near =
    resource && resources.find((arn) => arn !== '*' && arn.startsWith(resource.split(/[*?$]/)[0] as string));
  if (near) c.resource = near;
  const name = [statement?.Principal?.AWS].flat()[0] as string | undefined;
  if (name !== undefined && principals.includes(name)) {
    c.principal = name;
    delete c.roleArn;
  }
}
