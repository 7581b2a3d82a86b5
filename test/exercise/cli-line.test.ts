import { describe, expect, it } from 'vitest';
import { cliLine, cliName, shellWord } from '../../src/exercise/cli-line.ts';

describe('a call as an AWS CLI line', () => {
  it.each([
    ['CreateUser', 'create-user'],
    ['UserName', 'user-name'],
    ['ListMFADevices', 'list-mfa-devices'],
    ['SSHPublicKeyId', 'ssh-public-key-id'],
    ['PolicyARNs', 'policy-arns'],
    ['GetSAMLProvider', 'get-saml-provider'],
    ['GetCallerIdentity', 'get-caller-identity'],
  ])('names %s as %s', (name, expected) => expect(cliName(name)).toBe(expected));

  it.each([
    [
      { service: 'iam', operation: 'CreateUser', input: { UserName: 'anna' } },
      'aws iam create-user --user-name anna',
    ],
    [
      { service: 'sts', operation: 'GetCallerIdentity', as: 'anna' },
      'aws sts get-caller-identity --profile anna',
    ],
    [{ service: 'sts', operation: 'GetCallerIdentity', as: 'root' }, 'aws sts get-caller-identity'],
    [
      { service: 's3', operation: 'DeleteBucketPolicy', input: { Bucket: 'reports' } },
      'aws s3api delete-bucket-policy --bucket reports',
    ],
    [
      { service: 's3', operation: 'GetObject', input: { Bucket: 'reports', Key: '2026/q3.csv' } },
      'aws s3api get-object --bucket reports --key 2026/q3.csv q3.csv',
    ],
    [{ service: 'portal', operation: 'CloseAccount' }, '# In the console, as root: CloseAccount'],
    [
      { as: 'anna', service: 'sts', operation: 'GetSessionToken', keeps: 'anna-mfa' },
      [
        "aws sts get-session-token --profile anna --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text > anna-mfa.txt",
        'aws configure set aws_access_key_id "$(cut -f1 anna-mfa.txt)" --profile anna-mfa',
        'aws configure set aws_secret_access_key "$(cut -f2 anna-mfa.txt)" --profile anna-mfa',
        'aws configure set aws_session_token "$(cut -f3 anna-mfa.txt)" --profile anna-mfa',
      ].join('\n'),
    ],
    [
      { service: 'iam', operation: 'CreateAccessKey', input: { UserName: 'anna' }, keeps: 'new' },
      [
        "aws iam create-access-key --user-name anna --query 'AccessKey.[AccessKeyId,SecretAccessKey]' --output text > new.txt",
        'aws configure set aws_access_key_id "$(cut -f1 new.txt)" --profile new',
        'aws configure set aws_secret_access_key "$(cut -f2 new.txt)" --profile new',
      ].join('\n'),
    ],
    [
      {
        service: 'iam',
        operation: 'CreateLoginProfile',
        input: { UserName: 'anna', Password: "it's 5!", PasswordResetRequired: true },
      },
      `aws iam create-login-profile --user-name anna --password 'it'\\''s 5!' --password-reset-required`,
    ],
    [
      { service: 'iam', operation: 'UpdateLoginProfile', input: { PasswordResetRequired: false } },
      'aws iam update-login-profile --no-password-reset-required',
    ],
    [
      {
        service: 'iam',
        operation: 'TagUser',
        input: {
          Tags: [
            { Key: 'team', Value: 'web' },
            { Key: 'a', Value: 'b c' },
          ],
        },
      },
      `aws iam tag-user --tags Key=team,Value=web '{"Key":"a","Value":"b c"}'`,
    ],
    [
      { service: 'iam', operation: 'SimulateCustomPolicy', input: { ActionNames: ['s3:GetObject', 's3:*'] } },
      `aws iam simulate-custom-policy --action-names s3:GetObject 's3:*'`,
    ],
    [
      { service: 'iam', operation: 'CreateVirtualMFADevice', input: { VirtualMFADeviceName: 'phone' } },
      'aws iam create-virtual-mfa-device --virtual-mfa-device-name phone --outfile phone.txt --bootstrap-method Base32StringSeed',
    ],
    [
      {
        service: 'iam',
        operation: 'EnableMFADevice',
        input: {
          AuthenticationCode1: { codeOf: 'phone', at: 'before' },
          AuthenticationCode2: { codeOf: 'phone', at: 'now' },
        },
      },
      'aws iam enable-mfa-device --authentication-code1 FIRST_CODE --authentication-code2 SECOND_CODE',
    ],
    [
      {
        as: 'mira',
        service: 'iam',
        operation: 'DeleteAccessKey',
        input: { UserName: 'tom', AccessKeyId: { keyOf: 'tom', number: 2 } },
      },
      `aws iam delete-access-key --user-name tom --access-key-id "$(aws iam list-access-keys --user-name tom --query 'AccessKeyMetadata[1].AccessKeyId' --output text --profile mira)" --profile mira`,
    ],
  ])('%j', (call, line) => expect(cliLine(call)).toBe(line));

  it.each(['$(reboot)', '`reboot`', 'a;b', 'a b', '*', '~', '', "'", '"', 'a\nb'])('quotes %j', (text) => {
    expect(shellWord(text)).toMatch(/^'[\s\S]*'$/);
  });
});
