// Values for the members of any request: such that collide, so that requests meet what earlier ones made, and odd ones.
import { practiceRootPassword } from '../../../src/cloud/index.ts';
import type { Member, ServiceSchemas } from '../../../src/cloud/wire/schema.ts';
import { structureOf, typeOf } from '../../../src/cloud/wire/schema.ts';
import { account } from '../support/account.ts';
import type { Dice } from './dice.ts';

/** Must never stand in an event. */
export const secret = 'Fuzz-secret-1';

const names = ['anna', 'Anna', 'ben', 'x', 'devs', 'auditor', 'web'];
const odd = [
  '',
  '\u0000',
  '<&>',
  'a'.repeat(600),
  '../..',
  '💥',
  '\ud800',
  '-1',
  '__proto__',
  'constructor',
  '%',
  '\r\n',
];
/** Instead of a value of the member's own type. */
const oddJson: readonly unknown[] = [
  null,
  7,
  -1,
  1e308,
  true,
  [],
  [[]],
  {},
  { toString: 'x' },
  '9'.repeat(400),
];

const policy = (statement: object) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
const trust = (principal: object) => policy({ Principal: principal, Action: 'sts:AssumeRole' });
const documents = [
  policy({ Action: '*', Resource: '*' }),
  policy({ Action: 'iam:*', Resource: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
  policy({ Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::x/*' }),
  trust({ AWS: `arn:aws:iam::${account}:user/anna` }),
  trust({ AWS: account }),
  trust({ Service: 'ec2.amazonaws.com' }),
  policy({ Principal: '*', Action: '*', Resource: 'arn:aws:s3:::x' }),
  '{',
  '[]',
  '{"Statement":1}',
];

const byName: readonly [RegExp, readonly string[]][] = [
  [/Document$|^Policy$|^Content$|PolicyInputList/, documents],
  [
    /PolicyArn|PermissionsBoundary|^arn$/,
    [
      `arn:aws:iam::${account}:policy/x`,
      `arn:aws:iam::${account}:policy/anna`,
      'arn:aws:iam::aws:policy/AdministratorAccess',
      'arn:aws:iam::aws:policy/None',
      'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials',
    ],
  ],
  [/SerialNumber/, [`arn:aws:iam::${account}:mfa/x`, `arn:aws:iam::${account}:mfa/anna`, 'GAHT12345678']],
  [
    /Arn$|TargetPrincipal/,
    [
      `arn:aws:iam::${account}:user/anna`,
      `arn:aws:iam::${account}:role/auditor`,
      `arn:aws:iam::${account}:root`,
      account,
      'arn:nonsense',
    ],
  ],
  [/ActionName|ServiceNamespace/, ['iam:GetUser', 's3:*', 'iam', 's3', 'sqs:SendMessage']],
  [/Path/, ['/', '/team/', 'team']],
  [/Marker|Token$|State$/, ['MXxhbm5h', 'x', 'YWZ0ZXIgeA==', 'eyJhIjoxfQ==.00']],
  [/VersionId/, ['v1', 'v2', 'v9', 'null']],
  [/Status$/, ['Active', 'Inactive', 'Enabled', 'Suspended', 'Other']],
  [/Password/, [secret, practiceRootPassword, 'short', `${secret}2`]],
  [/Email/, ['root@example.com', 'a@example.com', 'b@example.com']],
  [/AuthenticationCode|TokenCode|MfaCode/, ['123456', '654321', '0']],
  [/Account(Id)?$/, [account, '999988887777', 'course']],
  [/Bucket|CopySource/, ['x-bucket', 'y-bucket', 'X_Y', 'x-bucket/k']],
  [/^Key$|Prefix/, ['k', 'd/k', 'd/', 'd//é 💥']],
  [/Region/, ['us-east-1', 'ap-east-1', 'xx-east-1']],
  [/Queue/, ['x', 'x.fifo', `https://sqs.us-east-1.amazonaws.com/${account}/x`]],
  [/PolicyType|^Filter$|^Type$/, ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY', 'USER']],
  [/ContactType/, ['SECURITY', 'BILLING', 'OTHER']],
  [/Service(Name)?$/, ['codecommit.amazonaws.com', 'autoscaling.amazonaws.com', 'none']],
  [/Duration|Seconds|Max|Count|Size/, ['900', '1', '3600', '0', '99999999999999999999']],
];

/** Ids, keys and tokens of earlier answers, for requests that follow. */
export interface Seen {
  note(body: string): void;
  any(dice: Dice): string | undefined;
}

export function seenValues(): Seen {
  const kept: string[] = [];
  const pattern =
    /\b(?:i-[0-9a-f]{17}|ou-[a-z0-9-]+|r-[a-z0-9]{4}|p-[a-z0-9]{8,}|o-[a-z0-9]{10}|(?:AKIA|ASIA|ACCA|APKA|AIDA|AROA)\w{16,17}|iip-assoc-\w+|car-\w+|[0-9a-f]{8}-[0-9a-f-]{27}|\d{12}|arn:aws:[^"<\s]+)\b|(?<=(?:Marker|Token)"?[>:]"?)[\w+/=-]+/g;
  return {
    note(body) {
      for (const [found] of body.slice(0, 4000).matchAll(pattern)) {
        kept.push(found);
        if (kept.length > 300) kept.shift();
      }
    },
    any: (dice) => (kept.length > 0 ? dice.pick(kept) : undefined),
  };
}

function text(name: string, type: string, dice: Dice, seen: Seen): string {
  if (dice.chance(0.03)) return dice.pick(odd);
  if (/Id$|Ids$|Token$|Marker|Arn$|Principal|Serial|Handle/.test(name) && dice.chance(0.5))
    return seen.any(dice) ?? 'x';
  if (type === 'b') return dice.pick(['true', 'false', 'true', 'false', 'maybe']);
  if (type === 't') return dice.pick(['2026-11-23T15:00:00Z', '1795446000', '1e400', 'soon', '-1']);
  if (type === 'x') return dice.pick(['eA==', '', '!', 'QUJD']);
  const fitting = byName.find(([pattern]) => pattern.test(name))?.[1];
  if (type === 'n') return dice.pick(['1', '3', '100', '0', 'x', '99999', '1e999', '-0', '1.5']);
  return dice.pick(fitting ?? names);
}

/** Any member as JSON has it; scalars are texts where `typed` is false (forms, XML, headers). */
export function valueFor(
  schemas: ServiceSchemas,
  name: string,
  member: Member,
  dice: Dice,
  seen: Seen,
  typed: boolean,
  depth = 0,
): unknown {
  if (typed && dice.chance(0.03)) return dice.pick(oddJson);
  const type = typeOf(member);
  const inner = (one: Member) => valueFor(schemas, name, one, dice, seen, typed, depth + 1);
  if (depth > 5) return undefined;
  if (typeof type === 'object') {
    const length = dice.pick([0, 1, 1, 2, 3]);
    if ('list' in type) return Array.from({ length }, () => inner(type.list));
    return Object.fromEntries(Array.from({ length }, () => [text(name, 's', dice, seen), inner(type.value)]));
  }
  const structure = structureOf(schemas, type);
  if (structure) return inputFor(schemas, type.slice(1), dice, seen, typed, depth + 1);
  const given = text(name, type.charAt(0), dice, seen);
  if (!typed) return given;
  if (type === 'b' && given !== 'maybe') return given === 'true';
  return type === 'n' && Number.isFinite(Number(given)) ? Number(given) : given;
}

export function inputFor(
  schemas: ServiceSchemas,
  structure: string,
  dice: Dice,
  seen: Seen,
  typed: boolean,
  depth = 0,
): Record<string, unknown> {
  const { required = 0, members = {} } = schemas.structures[structure] ?? {};
  return Object.fromEntries(
    Object.entries(members)
      .filter((_, i) => dice.chance(i < required ? 0.97 : depth === 0 ? 0.3 : 0.15))
      .map(([name, member]) => [name, valueFor(schemas, name, member, dice, seen, typed, depth)]),
  );
}
