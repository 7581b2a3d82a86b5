// Draws who asks for what, and the patterns near it from which statements are made. Tests: test/quiz/generate.

import { type Chance, maybe, pick } from './draw.ts';
import type { Difficulty } from './generate.ts';

export const OWN_ACCOUNT = '111122223333';
export const OTHER_ACCOUNT = '444455556666';
const regions = ['eu-central-1', 'us-east-1'] as const;

export interface Asked {
  principal: string;
  /** As a resource's policy names the caller: the role, not its session. */
  named: string;
  names: { person: string; other: string; group: string };
  service: string;
  action: string;
  actionPattern: string;
  otherAction: string;
  thirdAction: string;
  resource: string;
  /** The owner, where it is not the caller's account. */
  resourceAccount?: string;
  bucket?: string;
  /** Patterns that cover the resource or miss it. */
  resources: readonly string[];
  variableResources: readonly string[];
  context: Readonly<Record<string, string>>;
  conditions: readonly Record<string, Record<string, string | string[]>>[];
}

const s3Actions = ['GetObject', 'PutObject', 'DeleteObject', 'GetObjectTagging'];
const ec2Actions = ['StartInstances', 'StopInstances', 'RebootInstances', 'TerminateInstances'];
const iamActions = ['CreateAccessKey', 'DeleteUser', 'UpdateLoginProfile', 'ListAccessKeys', 'TagUser'];
const buckets = ['photos', 'reports', 'invoices', 'films'];
const files = ['summer.jpg', 'plan.pdf', 'july/total.csv'];
const groups = ['Developers', 'Analysts', 'Support'];

export function drawRequest(next: Chance, level: Difficulty, people: readonly string[]): Asked {
  const person = pick(next, people);
  const other = pick(
    next,
    people.filter((one) => one !== person),
  );
  const names = { person, other, group: pick(next, groups) };
  const role = level === 4 && maybe(next, 0.25);
  const root = level === 5 && maybe(next, 0.2);
  const principal = root
    ? `arn:aws:iam::${OWN_ACCOUNT}:root`
    : role
      ? `arn:aws:sts::${OWN_ACCOUNT}:assumed-role/Reader/${person}`
      : `arn:aws:iam::${OWN_ACCOUNT}:user/${person}`;
  const named = role ? `arn:aws:iam::${OWN_ACCOUNT}:role/Reader` : principal;
  const service = pick(next, level >= 4 ? ['s3', 's3', 'ec2'] : ['s3', 's3', 'ec2', 'iam']);
  // IAM's requests all go to one region, whatever the caller's is.
  const region = service === 'iam' ? 'us-east-1' : pick(next, regions);
  const elsewhere = regions.find((one) => one !== region);
  const context = level >= 3 ? drawContext(next, role, region) : {};
  const common = { principal, named, names, service, context, conditions: conditionsNear(person) };
  if (service === 's3') return { ...common, ...drawS3(next, level, names, role || root) };
  const actions = service === 'ec2' ? ec2Actions : iamActions;
  const [action, otherAction, thirdAction] = drawThree(next, actions, service);
  const place =
    service === 'ec2'
      ? {
          resource: `arn:aws:ec2:${region}:${OWN_ACCOUNT}:instance/i-0a1b2c3d`,
          resources: [
            '*',
            `arn:aws:ec2:${region}:${OWN_ACCOUNT}:instance/*`,
            `arn:aws:ec2:${region}:${OWN_ACCOUNT}:instance/i-0a1b2c3d`,
            `arn:aws:ec2:${elsewhere}:${OWN_ACCOUNT}:instance/*`,
          ],
          variableResources: [],
        }
      : drawUser(next, names);
  return { ...common, action, otherAction, thirdAction, actionPattern: startPattern(action), ...place };
}

function drawUser(next: Chance, names: Asked['names']) {
  const whose = maybe(next, 0.5) ? names.person : names.other;
  const user = (name: string): string => `arn:aws:iam::${OWN_ACCOUNT}:user/${name}`;
  return {
    resource: user(whose),
    resources: ['*', user('*'), user(names.person), user(names.other)],
    variableResources: [user('${aws:username}')],
  };
}

function drawS3(next: Chance, level: Difficulty, names: Asked['names'], ownOnly: boolean) {
  const bucket = pick(next, buckets);
  const another = pick(
    next,
    buckets.filter((one) => one !== bucket),
  );
  const home = maybe(next, 0.4);
  const key = home
    ? `${maybe(next, 0.6) ? names.person : names.other}/${pick(next, files)}`
    : pick(next, files);
  const [action, otherAction, thirdAction] = drawThree(next, s3Actions, 's3');
  const arn = (rest: string): string => `arn:aws:s3:::${rest}`;
  return {
    bucket,
    action,
    otherAction,
    thirdAction,
    actionPattern: startPattern(action),
    resource: arn(`${bucket}/${key}`),
    ...(level === 4 && !ownOnly && maybe(next, 0.35) ? { resourceAccount: OTHER_ACCOUNT } : {}),
    // The bucket without /* is the mistake that everybody makes once.
    resources: [arn(`${bucket}/*`), arn(`${bucket}/${key}`), arn(bucket), arn(`${another}/*`), '*'],
    variableResources: [arn(`${bucket}/\${aws:username}/*`)],
  };
}

function drawThree(next: Chance, names: readonly string[], service: string): [string, string, string] {
  const first = pick(next, names);
  const second = pick(
    next,
    names.filter((one) => one !== first),
  );
  const third = pick(
    next,
    names.filter((one) => one !== first && one !== second),
  );
  return [`${service}:${first}`, `${service}:${second}`, `${service}:${third}`];
}

/** `s3:GetObject` → `s3:Get*` */
const startPattern = (action: string): string => action.replace(/(:[A-Z][a-z]+).*/, '$1*');

/** What the request carries. Long-lived access keys carry no MFA key at all. */
function drawContext(next: Chance, role: boolean, region: string): Record<string, string> {
  const mfa = pick(next, role ? ['true', 'false'] : ['true', 'false', undefined]);
  return {
    ...(mfa === undefined ? {} : { 'aws:MultiFactorAuthPresent': mfa }),
    'aws:SourceIp': pick(next, ['203.0.113.20', '198.51.100.7']),
    'aws:RequestedRegion': region,
  };
}

const conditionsNear = (person: string): Asked['conditions'] => [
  { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
  { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
  { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
  { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
  { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
  { StringEquals: { 'aws:RequestedRegion': ['eu-central-1', 'eu-west-1'] } },
  { StringNotEquals: { 'aws:RequestedRegion': 'eu-central-1' } },
  { StringLike: { 'aws:username': `${person.slice(0, 2)}*` } },
  { Null: { 'aws:MultiFactorAuthPresent': 'true' } },
];
