// The read-only role that the checkup needs and no more: its policy is made of the operations of the rules chosen, and
// written as JSON, as lines for the AWS CLI, for CloudFormation and for Terraform. Tests: test/live/role.test.ts.
import { operationsOf, type Piece, rules } from '../checkup/index.ts';

export const roleName = 'RootlessReadOnly';

/** The pieces that these rules look at; absent: all of them. */
export function piecesFor(chosen?: readonly string[]): readonly Piece[] {
  const wanted = rules
    .filter(({ id }) => !chosen || chosen.includes(id))
    .flatMap(({ needs }) => needs.flat());
  return [...new Set(wanted)];
}

/** For «compare with AWS»; these two are granted for users and roles, not for everything. */
const comparison = ['iam:GetContextKeysForPrincipalPolicy', 'iam:SimulatePrincipalPolicy'];

const readsOf = (chosen?: readonly string[]): readonly string[] =>
  // GetCallerIdentity needs no permission.
  [
    ...new Set([...piecesFor(chosen).flatMap((piece) => operationsOf[piece]), 'iam:ListAccountAliases']),
  ].sort();

/** All that the role may do. */
export const readOnlyActions = (chosen?: readonly string[], comparing = false): readonly string[] => [
  ...readsOf(chosen),
  ...(comparing ? comparison : []),
];

/** @param account twelve digits; «*»: whichever account it stands in */
export function readOnlyPolicy(chosen?: readonly string[], comparing = false, account = '*'): object {
  return {
    Version: '2012-10-17',
    Statement: [
      // None of them has a resource of its own, so the resource must be «*».
      { Sid: 'RootlessReads', Effect: 'Allow', Action: readsOf(chosen), Resource: '*' },
      ...(comparing
        ? [
            {
              Sid: 'RootlessCompares',
              Effect: 'Allow',
              Action: comparison,
              Resource: [`arn:aws:iam::${account}:user/*`, `arn:aws:iam::${account}:role/*`],
            },
          ]
        : []),
    ],
  };
}

/** Whoever of the account may hand the role out decides it by a policy of their own. */
const trust = (account: string): object => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'sts:AssumeRole' },
  ],
});

export type RoleForm = 'json' | 'cli' | 'cloudformation' | 'terraform';
export const roleForms: readonly RoleForm[] = ['json', 'cli', 'cloudformation', 'terraform'];

const pretty = (value: object): string => JSON.stringify(value, null, 2);
const indented = (text: string, by: string): string => text.replaceAll('\n', `\n${by}`);

/**
 * @param account twelve digits; anything else becomes a placeholder
 * @param chosen ids of rules; absent: all
 * @param comparing whether the role may ask AWS's simulator as well
 */
export function roleText(
  form: RoleForm,
  account: string,
  chosen?: readonly string[],
  comparing = false,
): string {
  const known = /^\d{12}$/.test(account);
  const id = known ? account : 'ACCOUNT_ID';
  const policy = readOnlyPolicy(chosen, comparing, known ? account : '*');
  if (form === 'json') return pretty(policy);
  if (form === 'cli')
    return [
      `aws iam create-role --role-name ${roleName} --max-session-duration 3600 \\\n  --assume-role-policy-document '${JSON.stringify(trust(id))}'`,
      `aws iam put-role-policy --role-name ${roleName} --policy-name Checkup \\\n  --policy-document '${JSON.stringify(policy)}'`,
      `aws sts assume-role --role-arn arn:aws:iam::${id}:role/${roleName} --role-session-name checkup`,
    ].join('\n\n');
  if (form === 'cloudformation')
    return pretty({
      AWSTemplateFormatVersion: '2010-09-09',
      Resources: {
        [roleName]: {
          Type: 'AWS::IAM::Role',
          Properties: {
            RoleName: roleName,
            MaxSessionDuration: 3600,
            AssumeRolePolicyDocument: trust(id),
            Policies: [{ PolicyName: 'Checkup', PolicyDocument: policy }],
          },
        },
      },
    });
  return `resource "aws_iam_role" "rootless" {
  name                 = "${roleName}"
  max_session_duration = 3600
  assume_role_policy = jsonencode(${indented(pretty(trust(id)), '  ')})
}

resource "aws_iam_role_policy" "rootless" {
  name   = "Checkup"
  role   = aws_iam_role.rootless.name
  policy = jsonencode(${indented(pretty(policy), '  ')})
}
`;
}
