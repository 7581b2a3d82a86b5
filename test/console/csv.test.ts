import { describe, expect, it } from 'vitest';
import { accessKeyCsv, passwordCsv } from '../../src/console/iam/csv.ts';

describe('files of credentials', () => {
  it('have AWS’s header and name for a password', () => {
    expect(passwordCsv('anna', 'Secret1!', 'https://111122223333.signin.aws.amazon.com/console')).toEqual({
      name: 'anna_credentials.csv',
      text: 'User name,Password,Console sign-in URL\nanna,Secret1!,https://111122223333.signin.aws.amazon.com/console\n',
    });
  });

  it('quote a user name with a comma, which IAM allows', () => {
    expect(passwordCsv('a,b', 'p', 'u').text.split('\n')[1]).toBe('"a,b",p,u');
  });

  it('have AWS’s header and name for an access key', () => {
    expect(accessKeyCsv('anna', 'AKIAIOSFODNN7EXAMPLE', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY')).toEqual({
      name: 'anna_accessKeys.csv',
      text: 'Access key ID,Secret access key\nAKIAIOSFODNN7EXAMPLE,wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n',
    });
  });
});
