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
  ])('%j', (call, line) => expect(cliLine(call)).toBe(line));

  it.each(['$(reboot)', '`reboot`', 'a;b', 'a b', '*', '~', '', "'", '"', 'a\nb'])('quotes %j', (text) => {
    expect(shellWord(text)).toMatch(/^'[\s\S]*'$/);
  });
});
