// What «Compare with AWS» says; loaded with it.
import type { Messages } from '../strings/index.ts';

export const messages = {
  lead: 'Choose actions. This page’s engine answers for every user and role, and AWS’s policy simulator (SimulatePrincipalPolicy) is asked the same. It simulates; nothing is done.',
  actions: 'Actions, one a line, at most {count}',
  resource: 'On which resource (an ARN, or * for none in particular)',
  find: 'Only users and roles whose name has',
  mfa: 'As if signed in with MFA',
  values: 'Values for conditions',
  valuesLead:
    'What a policy’s condition asks for and nobody names is missing, for this page and for AWS alike. Give values here, and both count with them.',
  valuesLines: 'Keys and values, one a line: key = value',
  keys: 'Ask AWS which keys the policies use',
  keysFound: {
    one: 'The policies ask for {count} key. Give it a value where you like; lines without one count as missing.',
    other:
      'The policies ask for {count} keys. Give values where you like; lines without one count as missing.',
  },
  keysNone: 'No policy of these users and roles has a condition.',
  calls: {
    one: 'This is one call to AWS.',
    other: 'These are {count} calls to AWS, two at a time.',
  },
  first: 'Of {total} users and roles the first {count} are asked. Type part of a name to ask others.',
  nobody: 'No user or role has such a name.',
  wrong: 'This is no action, and is left out: {names}. Write them like s3:GetObject, without *.',
  tooMany: 'The first {count} actions are asked, the others are left out.',
  noActions: 'Write at least one action, like s3:GetObject.',
  compare: 'Compare',
  stop: 'Stop',
  progress: '{done} of {of} asked, {calls} calls.',
  waiting: 'AWS asks for fewer calls; waiting.',
  stopped: 'Stopped. What AWS had answered is below.',
  summary:
    '{count} answers: {agree} agree; {differ} differ; in {kind} both deny, but not in the same way; {unanswered} were not answered.',
  allAgree: 'All answers agree.',
  failed_denied:
    'These credentials may not ask AWS’s policy simulator. Tick «The role may also ask AWS’s policy simulator» above, and put the role’s policy in place. AWS said: {why}',
  failed_gone: 'The credentials are gone. Give them again, and compare once more.',
  failed_throttled:
    'AWS asked for fewer calls, again and again. Wait some minutes, and ask about fewer at once.',
  failed_network: 'No answer that this page could read. What AWS had answered is below.',
  failed_other: 'AWS answered: {why}',
  onlyDifferences: 'Only where they do not agree',
  more: { one: 'Show {count} more', other: 'Show {count} more' },
  table: 'Answers side by side',
  saveTable: 'Save as a table (CSV)',
  reasons: 'Why',
  who: 'Who',
  action: 'Action',
  ours: 'This page',
  theirs: 'AWS',
  verdict: 'Compared',
  user: 'user',
  role: 'role',
  allow: 'may',
  implicitDeny: 'may not',
  explicitDeny: 'denied',
  none: 'no answer',
  agree: 'agree',
  kind: 'both deny, not in the same way',
  differ: 'differ',
  unanswered: 'not answered',
  why: 'Why?',
  whyOf: 'Why does this page say so: {name}, {action}',
  reason_scp:
    'AWS says that a policy of your organization (SCP) does not allow it. IAM shows those policies to nobody, so this page cannot count them. Believe AWS here.',
  reason_serviceLinked:
    'This role belongs to an AWS service, and policies of an organization do not bind such roles. The simulator counted one.',
  reason_boundary:
    'The two see another permissions boundary. Perhaps it was changed since this page read the account.',
  reason_boundaryUnread:
    'The text of the permissions boundary {names} was not among what this page read, so it counted it as allowing nothing.',
  reason_policyUnread: 'The text of {names} was not among what this page read, so it did not count it.',
  reason_resourcePolicy:
    'The resource has a policy of its own, here the role’s trust policy. This page counted it. AWS’s simulator fetches none, and for roles does not simulate them.',
  reason_elsewhere:
    'The resource belongs to another account ({names}). That account’s policies have a say too, and neither of the two has seen them.',
  reason_context:
    'A policy asks for {names}, and was given no value. Give one above, under «Values for conditions». Where it is missing, AWS’s simulator may count the condition in another way than a real request would.',
  reason_unknown:
    'Neither of the known limits explains it. Perhaps the account was changed since this page read it: read it once more. If they still differ, one of the two is wrong, and a real request decides.',
  limitsTitle: 'What each of them sees, and what neither does',
  limitsLead:
    'AWS itself says that its simulator may differ from what really happens. These limits are from AWS’s documentation.',
  limit_scp:
    'Policies of your organization (SCPs) count at AWS, with their conditions. IAM shows them to nobody, so this page counts without them.',
  limit_rcp: 'Resource control policies (RCPs) are not simulated, and this page cannot read them.',
  limit_resource:
    'Policies of buckets, queues and keys are not fetched by the simulator, and this page reads IAM only. «May» on such a resource holds as long as its own policy does not deny.',
  limit_roles: 'For roles the simulator does not take a resource’s policy at all.',
  limit_session:
    'Policies that are passed with a session are not simulated: a session may do less than its role.',
  limit_context:
    'Conditions count with the values that this page gives: now, from the address 203.0.113.10, over HTTPS, in us-east-1. Keys that only an organization’s policy asks for are not named as missing.',
  limit_who: 'Root, sessions, federated users and AWS services cannot be asked about.',
  source: 'AWS: {page}',
} as const satisfies Messages;
