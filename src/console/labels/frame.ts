// Words of the frame around the views: top bar, services, account menu, signing in, switching roles.
import type { Messages } from '../../strings/index.ts';

export const frameLabels = {
  // Top bar and services
  consoleHome: 'Console Home',
  servicesMenu: 'Services',
  searchConsole: 'Search services and features',
  featureOf: '{service} feature',
  iamAbout: 'Who may do what in this account',
  s3: 'S3',
  s3Full: 'Amazon S3',
  s3About: 'Files in buckets, and who may read them',
  ec2: 'EC2',
  ec2Full: 'EC2',
  ec2About: 'Virtual machines, and the roles they work with',
  cloudtrail: 'CloudTrail',
  cloudtrailAbout: 'Who did what, and when',
  organizations: 'Organizations',
  organizationsFull: 'AWS Organizations',
  organizationsAbout: 'Many accounts, and the limits they share',
  account: 'Account',
  accountFull: 'Account',
  accountAbout: 'The account itself, and what only root may change',
  organizationItem: 'Organization',
  homeHelp: 'The services that this practice account has. On AWS there are more than two hundred.',
  viewNotLoaded: 'This page did not load',
  viewNotLoadedHelp:
    'Its code could not be fetched ({reason}). Your account is as it was. Check the connection and try again.',

  // Account menu. «Add session», «Switch role», «Switch back» and «Sign out» as in the sign-in user guide; «Sign out from
  // all sessions» likewise. The order is unverified.
  accountMenu: 'Account menu',
  iamUserKind: 'IAM user',
  roleKind: 'Role',
  identity: 'Identity',
  otherSessions: 'Other sessions',
  addSession: 'Add session',
  switchBack: 'Switch back',
  switchRole: 'Switch role',
  signOut: 'Sign out',
  signOutAll: 'Sign out from all sessions',

  // Sign-in page. Fields and buttons: introduction-to-iam-user-sign-in-tutorial, introduction-to-root-user-sign-in-tutorial.
  signInTitle: 'Sign in',
  signIn: 'Sign in',
  // Headings: unverified.
  iamUserSignIn: 'IAM user sign in',
  rootUserSignIn: 'Root user sign in',
  accountIdOrAlias: 'Account ID (12 digits) or account alias',
  iamUserName: 'IAM user name',
  password: 'Password',
  rootEmail: 'Root user email address',
  signInAsRoot: 'Sign in using root user email',
  // Unverified.
  signInAsUser: 'Sign in as IAM user',
  emailIs: 'Email: {email}',
  enterEmail: 'Enter the email address of the root user.',
  enterThis: 'Fill in this field.',
  startAgain: 'Sign in to a different account',
  goOnAs: 'Go on as {name}',
  signInProblem: 'You could not be signed in',
  signInPracticeOnly:
    'Signing in is part of practice accounts. Here you work with the credentials that you gave.',
  fiveSessions: 'AWS lets one browser hold {count} sessions. Sign out of one of them first.',
  // MFA and password pages: unverified.
  mfaTitle: 'Multi-factor authentication',
  mfaSignInHelp: 'Your password was right. Now prove that you hold a device of this user.',
  mfaCodeField: 'MFA code',
  submit: 'Submit',
  touchKey: 'Touch security key {name}',
  usePracticeCode: 'Enter the practice authenticator’s code',
  noPracticeCode:
    'The device was not set up in this browser, so the practice authenticator has no code for it: take your own app.',
  changePasswordTitle: 'You must change your password to continue',
  changePasswordHelp: 'AWS account {account}, IAM user {user}',
  oldPassword: 'Old password',
  oldPasswordWrong: 'This is not the password you have just signed in with.',
  retypePassword: 'Retype new password',
  confirmPasswordChange: 'Confirm password change',
  rootMfaDue: 'Root has no MFA device yet',
  rootMfaDueHelp:
    'AWS asks every root user for MFA. From {date} on it would not let root in without it; this practice account still does.',
  signInHelp: 'Practice account: who can sign in here?',
  rootPassword: 'Root user password',
  rootPasswordIs: '{password} (unless you changed it)',
  signInHelpUsers:
    'IAM users sign in with the password that they were given when console access was enabled. Users without one have no console access.',

  // Session over: sentences ours.
  sessionOver: 'Your session has ended',
  sessionOverHelp:
    'The credentials of this session are no longer good: their time is up, or the account was changed behind them. Sign in again; this page stays as it is.',
  signInAgain: 'Sign in again',

  // Switch role: as in «Switch from a user to an IAM role (console)».
  switchRoleHelp:
    'You put off what you are allowed as this user and put on what the role is allowed, until you switch back.',
  switchRoleRoot: 'The root user cannot switch roles. Sign in as an IAM user first.',
  accountIdOrAliasShort: 'Account ID or alias',
  aliasUnknown: 'Enter the twelve digits of the account. Of aliases only this account’s own is known here.',
  iamRoleName: 'IAM role name',
  iamRoleNameHelp: 'The name of the role, without its ARN.',
  roleNameWrong: 'Enter the name of a role.',
  displayName: 'Display name - optional',
  displayNameHelp: 'What the account menu calls it.',
  displayColor: 'Display color - optional',
  colour_red: 'Red',
  colour_orange: 'Orange',
  colour_yellow: 'Yellow',
  colour_green: 'Green',
  colour_blue: 'Blue',
  colour_none: 'None',
  roleNotSwitched: 'The role was not put on',
  roleSwitched: 'You work as the role {name} now. Your own permissions wait until you switch back.',
} as const satisfies Messages;
