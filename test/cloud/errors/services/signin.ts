// Signing in to the console: no public API, the codes are ours, the sentences those of the sign-in page.
import { account } from '../../support/account.ts';
import type { ServiceCase, ServiceErrors, Step } from '../service-cases.ts';

const Password = 'First-word-1';
const anna = { Account: account, UserName: 'anna', Password };
const ben = { ...anna, UserName: 'ben' };
const NewPassword = 'Second-word-2';

const signIn = (error: string, input: object, more: Partial<ServiceCase> = {}): ServiceCase => ({
  operation: 'SignIn',
  error,
  input,
  as: 'nobody',
  ...more,
});
const wrong = (input: object, more: Partial<ServiceCase> = {}) =>
  signIn('AuthenticationFailed', input, { status: 401, ...more });

const policy = (more: object): Step => ['iam.UpdateAccountPasswordPolicy', { MaxPasswordAge: 1, ...more }];
const allowed: Step = ['iam.UpdateAccountPasswordPolicy', { AllowUsersToChangePassword: true }];

export const signinErrors: ServiceErrors = {
  service: 'signin',
  things: [
    ['iam.CreateLoginProfile', { UserName: 'anna', Password }],
    ['iam.CreateUser', { UserName: 'ben' }],
    ['iam.CreateLoginProfile', { UserName: 'ben', Password, PasswordResetRequired: true }],
    ['iam.CreateUser', { UserName: 'carl' }],
  ],
  inputs: { SignIn: anna, GetSession: {}, SignOut: {} },
  cases: [
    wrong({ ...anna, Password: NewPassword }),
    wrong({ ...anna, UserName: 'nobody' }),
    wrong({ ...anna, UserName: 'carl' }),
    wrong({ ...anna, Account: '999988887777' }),
    wrong({ Email: 'nobody@example.com', Password }),
    wrong({ Email: 'root@example.com', Password }),
    wrong(anna, { before: [['portal.CloseAccount', { AccountId: account }]] }),
    signIn('ValidationException', {}),
    signIn('ValidationException', { Account: account, UserName: 'anna' }),
    signIn('ValidationException', { ...anna, UserName: 'x'.repeat(257) }),
    signIn('SignInExpired', { State: 'nothing' }, { status: 401 }),
    signIn('PasswordExpired', anna, { before: [policy({ HardExpiry: true })], later: 2 * 86_400_000 }),
    signIn('PasswordChangeRefused', { ...ben, NewPassword }),
    signIn('PasswordChangeRefused', { ...ben, NewPassword: 'short' }, { before: [allowed] }),
    ...['GetSession', 'SignOut'].map(
      (operation): ServiceCase => ({
        operation,
        error: 'MissingAuthenticationTokenException',
        input: {},
        as: 'nobody',
      }),
    ),
  ],
  everywhere: {},
  somewhere: {},
  undeclared: 'src/cloud/services/signin/model.ts',
};
