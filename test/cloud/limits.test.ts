// Limits: AWS's sentences, at the right paths.
import { expect, it } from 'vitest';
import { AwsError } from '../../src/cloud/services/errors.ts';
import { iam } from '../../src/cloud/services/iam/iam.ts';
import { checkLimits } from '../../src/cloud/wire/limits.ts';

function problems(structure: string, value: object): string | undefined {
  try {
    checkLimits(iam.schemas, iam.limits, structure, value);
  } catch (error) {
    return error instanceof AwsError ? error.message : String(error);
  }
  return undefined;
}

const pattern = (name: string) =>
  `The specified value for ${name} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`;

it.each<[string, string, object, string | undefined]>([
  ['fine', 'CreateUserRequest', { UserName: 'anna+1=2,3.4@x_-' }, undefined],
  [
    'missing',
    'CreateUserRequest',
    {},
    "1 validation error detected: Value null at 'userName' failed to satisfy constraint: Member must not be null",
  ],
  [
    'too long',
    'GetUserRequest',
    { UserName: 'a'.repeat(129) },
    `1 validation error detected: Value '${'a'.repeat(129)}' at 'userName' failed to satisfy constraint: Member must have length less than or equal to 128`,
  ],
  [
    'characters',
    'CreateRoleRequest',
    { RoleName: 'a b', AssumeRolePolicyDocument: '{}' },
    pattern('roleName'),
  ],
  [
    'enum',
    'UpdateAccessKeyRequest',
    { AccessKeyId: 'A'.repeat(20), Status: 'Off' },
    "1 validation error detected: Value 'Off' at 'status' failed to satisfy constraint: Member must satisfy enum value set: [Active, Inactive, Expired]",
  ],
  [
    'range',
    'ListUsersRequest',
    { MaxItems: 1001 },
    "1 validation error detected: Value '1001' at 'maxItems' failed to satisfy constraint: Member must have value less than or equal to 1000",
  ],
  [
    'in a list',
    'TagUserRequest',
    {
      UserName: 'a',
      Tags: [
        { Key: 'k', Value: 'v' },
        { Key: '', Value: 'v' },
      ],
    },
    "2 validation errors detected: Value '' at 'tags.2.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1; Value '' at 'tags.2.member.key' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+",
  ],
  [
    'missing in a list',
    'TagUserRequest',
    { UserName: 'a', Tags: [{ Key: 'k' }] },
    "1 validation error detected: Value null at 'tags.1.member.value' failed to satisfy constraint: Member must not be null",
  ],
  [
    'letters of any script in tags',
    'TagUserRequest',
    { UserName: 'a', Tags: [{ Key: 'größe', Value: '部門 1' }] },
    undefined,
  ],
])('%s', (_name, structure, value, told) => {
  expect(problems(structure, value)).toBe(told);
});

it('every pattern of the table compiles', () => {
  for (const { pattern: source } of iam.limits.rules)
    if (source)
      expect(() => new RegExp(`^(?:${source})$`, source.includes('\\p{') ? 'u' : ''), source).not.toThrow();
});
