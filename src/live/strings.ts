// What the live page says. The findings' words are content/en/messages/checkup.json.
import { messages as findings } from '../checkup/strings.ts';
import type { Messages } from '../strings/index.ts';

export const messages = {
  ...findings,
  title: 'Your own account',
  lead: 'Look at your own AWS account with what you have learned. Nothing is changed unless you ask for it, nothing is kept, and nothing leaves this page but calls to AWS.',
  needsScript: 'This page needs JavaScript: it reads your files in the browser, and sends them nowhere.',
  loading: 'Loading …',
  // Ways
  filesTitle: 'From files, without any credentials',
  filesLead:
    'Make these files with the AWS CLI, in CloudShell for instance, and choose them here. They stay in this page. The second one holds all your policies, so treat it as confidential.',
  chooseFiles: 'Choose files',
  orPaste: 'Or paste one file’s text',
  usePasted: 'Use this text',
  fileReading: '{name}: reading …',
  fileTaken: '{name}: read as {kind}.',
  kind_report: 'credential report',
  kind_details: 'authorization details',
  kind_summary: 'account summary',
  kind_passwordPolicy: 'password policy',
  kind_virtualMfa: 'virtual MFA devices',
  file_report: '{name} is no credential report: {why}.',
  file_details: '{name} holds no authorization details: {why}.',
  file_summary: '{name} holds no account summary: {why}.',
  file_large: '{name} is too large for this page.',
  file_unknown: '{name} is none of the files above, or is of another account ({why}).',
  credentialsTitle: 'With credentials, in this page',
  credentialsLead:
    'The page calls AWS itself. Credentials stay in this page’s memory: they are gone when you reload, when you say «Forget», after ten minutes without use, and when they expire.',
  ways: 'How you give them',
  way_paste: 'Paste them as you have them',
  way_type: 'Type or paste each value',
  typeId: 'Access key ID',
  typeSecret: 'Secret access key',
  typeToken: 'Session token',
  typeHelp:
    'An id that begins with ASIA needs its session token. One that begins with AKIA has none. The secret values are hidden, and all of them leave the fields at once.',
  paste: 'Credentials, as you have them',
  pasteHelp:
    'Export lines, PowerShell lines, a profile from ~/.aws/credentials, or JSON of aws sts assume-role or aws configure export-credentials.',
  connect: 'Look at the account',
  longLived:
    'This is a long-lived access key. It works, but a role’s credentials, which end by themselves, are better. The read-only role below takes two commands.',
  problem_emptyFields: 'Fill in the access key ID and the secret access key first.',
  problem_empty: 'Paste credentials first.',
  problem_nothing:
    'No credentials are in this text. It should name an access key id and a secret access key.',
  problem_noSecret: 'The secret access key is missing. Was the text cut?',
  problem_noId: 'The access key id is missing. Was the text cut?',
  problem_noToken: 'An id that begins with ASIA needs its session token too. Copy all three values.',
  problem_badId:
    'The access key id does not look like one: it begins with AKIA or ASIA and has 20 letters and digits.',
  problem_badSecret: 'The secret access key has the wrong length or letters. Was it cut?',
  problem_badJson: 'The JSON is not whole. Copy it from { to }.',
  problem_several: 'Several profiles are in this text. Paste the one that you mean.',
  problem_expired: 'These credentials have expired. Ask for new ones.',
  problem_notCredentials: 'This is the id of a user or role, not an access key id (AKIA… or ASIA…).',
  problem_federated:
    'This is an answer of GetFederationToken, and such credentials cannot call IAM. Use the read-only role below: aws sts assume-role.',
  problem_partition:
    'These are for another partition of AWS (China, GovCloud or another). It has other addresses, which this page may not call. Read the account from files instead: that works everywhere.',
  refusal_root:
    'These are the root user’s credentials. This page does not take them, and nothing but «who am I» was asked. Delete root’s access key if it is one, and use the read-only role below.',
  refusal_federated:
    'Credentials of GetFederationToken cannot call IAM. Use the read-only role below: aws sts assume-role.',
  refusal_sessionWithoutMfa:
    'AWS lets this session ask who it is, and nothing of IAM. A session of GetSessionToken needs a second proof for that. Ask again with --serial-number and --token-code, or use the read-only role below.',
  refusal_partition:
    'This account is in another partition of AWS (China, GovCloud or another), which this page may not call. Read the account from files instead: that works everywhere.',
  refusal_strange: 'AWS names a kind of caller that this page does not know.',
  failed_credentials:
    'AWS does not take these credentials: they are wrong, have expired, or belong to another partition (China, GovCloud). Nothing is kept of them.',
  failed_clock:
    'AWS refused the signature because of its time: this device’s clock is wrong. Let it set the time by itself, and try once more. AWS said: {why}',
  failed_network:
    'No answer that this page could read. Either there is no network; or something stands between, such as a browser extension or a company’s proxy; or AWS refused the call in a way that browsers do not show to pages. «rootless live» goes another way, and shows AWS’s own words.',
  failed_timeout: 'AWS did not answer within a minute. Try once more.',
  failed_throttled: 'AWS asked for fewer calls, again and again. Wait some minutes, and try once more.',
  failed_stranger:
    'A web page came where AWS should have answered: perhaps the sign-in page of this network. Open any site to see it, sign in there, and try once more.',
  failed_relay: 'The relay refused: {why}',
  failed_other: 'AWS answered: {why}',
  readAll: 'The account was read: what was found is below.',
  readPart: 'Stopped: what was read by then is below.',
  endedExpired:
    'The credentials ended on the way, and are forgotten. What was read by then is below, and each missing part says so.',
  relayTitle: 'Through rootless live',
  relayLead:
    'On your own machine «npm run -s rootless -- live» opens this page with a relay: credentials stay in that program and never enter the page.',
  relayOn: 'The relay is there. It signs what this page asks, and holds the credentials.',
  who: 'Account {account}, as {name}.',
  whoAlias: 'Account {alias} ({account}), as {name}.',
  forget: 'Forget the credentials',
  gone_forgotten: 'The credentials are forgotten.',
  gone_idle: 'Ten minutes without use: the credentials are forgotten.',
  gone_expired: 'The credentials have expired and are forgotten.',
  progress: '{calls} calls, {done} of {of} parts, {read} entries read. {operation}',
  waiting: 'AWS asks for fewer calls; waiting.',
  cancel: 'Stop',
  // Role
  roleTitle: 'Which rules, and the read-only role for them',
  roleLead:
    'Choose what to look at. The page asks AWS for just that, and the role below allows just that: each of its operations belongs to a rule. GetAccountAuthorizationDetails reads every policy in the account.',
  rulesWhich: 'Rules',
  rulesPick: 'Pick single rules',
  set_all: 'All of them',
  set_course: 'What the course teaches',
  set_today: 'What is newer than the benchmarks',
  set_cis: 'CIS AWS Foundations v{version}, its part about identity',
  set_own: 'Your own choice',
  roleCompares: 'The role may also ask AWS’s policy simulator, for «Compare with AWS»',
  roleAsks: {
    one: '{count} rule; the role allows {operations} operations.',
    other: '{count} rules; the role allows {operations} operations.',
  },
  account: 'Account number (12 digits, optional)',
  form_json: 'Policy (JSON)',
  form_cli: 'AWS CLI',
  form_cloudformation: 'CloudFormation',
  form_terraform: 'Terraform',
  // Checklist
  checklistTitle: 'What only you can see',
  checklistLead:
    'No call shows these. Look, and answer. Your answers stay in this page: save them to a file, and load them next time. A saved checkup has them too.',
  answersSave: 'Save the answers',
  answersLoad: 'Load answers from a file',
  answersSaved: 'The answers are in your downloads.',
  answersLoaded: {
    one: '{count} answer of {date} is loaded.',
    other: '{count} answers of {date} are loaded.',
  },
  answersOther: 'These are answers about another account ({account}). Nothing was loaded.',
  answersNone: '{name} holds neither answers nor a checkup of this page.',
  yes: 'Yes',
  no: 'No',
  notApplicable: 'Does not apply',
  // Map and copy
  mapTitle: 'Who can do what',
  mapLead: 'The map of this account, by the same engine that decides in your practice account.',
  open_map: 'Open the map',
  open_who: 'Who can …?',
  open_why: 'Why …?',
  compareTitle: 'Compare with AWS',
  compareLead:
    'The same questions to this page’s engine and to AWS’s own policy simulator: where they agree, and why they may differ.',
  openCompare: 'Open the comparison',
  copyTitle: 'Practise on a copy',
  copyLead:
    'Makes your practice account stand as this one does: users, groups, roles and policies. In place of passwords and keys it has new ones that nobody knows, keys as old as the real ones. What you had there comes back with «Undo».',
  rename: 'Replace names and account number by invented ones',
  copy: 'Make the copy',
  copying: 'Copying: {count} calls.',
  copied: 'The copy is ready.',
  copiedBut: {
    one: 'The copy is ready. {count} thing could not be copied:',
    other: 'The copy is ready. {count} things could not be copied:',
  },
  toPractice: 'Go to the practice account',
  copyFailed: 'The copy could not be made: {why}',
  // What more can be done while the account stands open
  needsAccess: 'This needs credentials or the relay: see above.',
  partFailed: 'This part could not be loaded: {why}. Press the button again.',
  changesTitle: 'Change something, guided',
  changesLead:
    'A plan of calls first, then a try in a copy, then your word, then the change. A record says what was done, and how it is taken back where AWS allows that.',
  changesOpen: 'Plan a change',
  changeFinding: 'Change it, guided',
  practiseFinding: 'Fix it in the practice copy first',
  practiseReady:
    'Your practice account now stands as this account does, with invented names, and with new keys as old as the real ones. What you had there comes back with «Undo». Go to:',
  practiseAt: '{name}, in the copy {other}',
  practiseHere: 'The page where this is put right',
  exercisesTitle: 'Exercises in your real account',
  exercisesLead:
    'Three short ones: users without credentials, groups and policies below a path of their own. AWS itself decides, and all of it goes at the end, after a crash too.',
  exercisesOpen: 'Open the exercises',
  consoleTitle: 'The console, read-only',
  consoleLead: 'The pages you know from the practice account, over your own account. They only look.',
  consoleOpen: 'Open the console',
} as const satisfies Messages;
