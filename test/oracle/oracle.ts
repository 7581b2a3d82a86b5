// AWS's documented rules once more: slow, plain, and sharing no code with src/policy. It takes a decision case as
// the contract writes it (documents as objects) and follows the documentation sentence by sentence: patterns become
// regular expressions, layers are spelled out one after the other. Used by test/conformance and test/fuzz.ts.

export interface Case {
  principal: string;
  roleArn?: string;
  action: string;
  resource: string;
  resourceAccount?: string;
  context?: Record<string, string | string[]>;
  identity?: Policy[];
  boundary?: Policy[];
  session?: Policy[] | null;
  resourcePolicy?: Policy | null;
  scp?: Policy[][];
  rcp?: Policy[][];
  endpoint?: Policy[];
  organization?: { managementAccount: string };
  resourceOrganization?: { managementAccount: string };
}
interface Policy {
  name: string;
  document: { Version?: string; Statement: StatementJson | StatementJson[] };
}
// biome-ignore lint/suspicious/noExplicitAny: a statement is looked at element by element
type StatementJson = Record<string, any>;
type Context = Record<string, string | string[]>;

interface Asker {
  kind: string;
  account: string | null;
  arn: string;
  behind: string | null;
  linked: boolean;
}

const many = <T>(value: T | T[] | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
const statements = (policy: Policy) =>
  many(policy.document.Statement).map((s) => ({ s, vars: policy.document.Version === '2012-10-17' }));
type Entry = ReturnType<typeof statements>[number];

function whoAsks({ principal, roleArn }: Case): Asker {
  const arn = principal;
  const none = { account: null, arn, behind: null, linked: false };
  if (principal === '*') return { ...none, kind: 'anonymous' };
  if (!principal.startsWith('arn:')) return { ...none, kind: 'service' };
  const account = principal.split(':')[4] ?? '';
  if (/:root$/.test(principal)) return { kind: 'root', account, arn, behind: null, linked: false };
  const session = /^arn:(.*):sts::(\d+):assumed-role\/([^/]+)\//.exec(principal);
  if (session) {
    const behind = roleArn ?? `arn:${session[1]}:iam::${account}:role/${session[3]}`;
    return {
      kind: 'session',
      account,
      arn,
      behind,
      linked: /role\/aws-service-role\/|\/AWSServiceRoleFor/.test(behind),
    };
  }
  if (/:sts::\d+:federated-user\//.test(principal))
    return { kind: 'federated', account, arn, behind: roleArn ?? null, linked: false };
  return { kind: 'user', account, arn, behind: null, linked: false };
}

/** What AWS adds to the context by itself. */
function fullContext(c: Case, who: Asker): Context {
  const added: Record<string, string | undefined> = {
    'aws:principalarn': who.account ? (who.kind === 'session' ? (who.behind as string) : who.arn) : undefined,
    'aws:principalaccount': who.account ?? (who.kind === 'anonymous' ? 'anonymous' : undefined),
    'aws:principaltype': {
      root: 'Account',
      user: 'User',
      session: 'AssumedRole',
      federated: 'FederatedUser',
      anonymous: 'Anonymous',
    }[who.kind],
    'aws:username': who.kind === 'user' ? who.arn.split('/').at(-1) : undefined,
    'aws:userid':
      who.kind === 'root'
        ? (who.account as string)
        : who.kind === 'federated'
          ? `${who.account}:${who.arn.split('/').at(-1)}`
          : who.kind === 'anonymous'
            ? 'anonymous'
            : undefined,
  };
  const context: Context = {};
  for (const [key, value] of Object.entries(added)) if (value !== undefined) context[key] = value;
  for (const [key, value] of Object.entries(c.context ?? {})) context[key.toLowerCase()] = value;
  return context;
}

/** A pattern as the source of a regular expression; null when a variable has no value. */
function regexOf(pattern: string, context: Context | null, wildcards: boolean): string | null {
  let source = '';
  for (const piece of pattern.match(/\$\{[^}]*\}|[\s\S]/g) ?? []) {
    if (piece.startsWith('${') && piece.length > 1 && context) {
      const inside = piece.slice(2, -1);
      const [, key = '', fallback] = /^\s*([^,]*?)\s*(?:,\s*'(.*)'\s*)?$/.exec(inside) ?? [];
      if (['*', '?', '$'].includes(inside)) source += `\\${inside}`;
      else {
        const value = context[key.toLowerCase()];
        const only = Array.isArray(value) ? (value.length === 1 ? value[0] : undefined) : value;
        const text = only ?? fallback;
        if (text === undefined) return null;
        source += quote(text);
      }
    } else if (wildcards && piece === '*') source += '[\\s\\S]*';
    else if (wildcards && piece === '?') source += '[\\s\\S]';
    else source += quote(piece);
  }
  return source;
}
const quote = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

function like(pattern: string, text: string, context: Context | null, flags = '', wildcards = true): boolean {
  const source = regexOf(pattern, context, wildcards);
  return source !== null && new RegExp(`^(?:${source})$`, flags).test(text);
}

function arnParts(text: string): string[] {
  const parts: string[] = [''];
  for (const piece of text.match(/\$\{[^}]*\}|[\s\S]/g) ?? []) {
    if (piece === ':' && parts.length < 6) parts.push('');
    else parts[parts.length - 1] += piece;
  }
  return parts;
}

function arnLike(pattern: string, text: string, context: Context | null, complete: boolean): boolean {
  if (pattern === '*') return true;
  const wanted = arnParts(pattern);
  const seen = text.split(':');
  if (wanted.length < 6 && !complete) return false;
  if (seen.length < 6) return wanted.length === 6 && !/[*?]/.test(pattern) && pattern === text;
  const six = [...seen.slice(0, 5), seen.slice(5).join(':')];
  while (wanted.length < 6) wanted.push('*');
  return wanted.every((part, i) => like(part, six[i] as string, context));
}

function actionFits(s: StatementJson, action: string): boolean {
  const fits = (list: string[]) =>
    list.some(
      (pattern) =>
        (pattern.includes(':') || /^\*+$/.test(pattern)) &&
        like(pattern.toLowerCase(), action.toLowerCase(), null),
    );
  return s.NotAction !== undefined ? !fits(many(s.NotAction)) : fits(many(s.Action));
}

function resourceFits({ s, vars }: Entry, c: Case, context: Context, layer: string): boolean {
  if (s.Resource === undefined && s.NotResource === undefined) return layer === 'resource';
  const fits = (list: string[]) =>
    list.some((pattern) => arnLike(pattern, c.resource, vars ? context : null, layer !== 'session'));
  return s.NotResource !== undefined ? !fits(many(s.NotResource)) : fits(many(s.Resource));
}

type Closeness = 'no' | 'account' | 'behind' | 'self';

function principalFits({ s }: Entry, who: Asker, bounded: boolean, layer: string): Closeness {
  const element = s.Principal ?? s.NotPrincipal;
  if (element === undefined) return layer === 'resource' ? 'no' : 'self';
  const aws: string[] = element === '*' ? ['*'] : many(element.AWS);
  const isAccount = (name: string) => name === who.account || name === `arn:aws:iam::${who.account}:root`;
  if (s.NotPrincipal !== undefined) {
    if (s.Effect === 'Allow') return 'no';
    if (bounded) return 'self';
    if (aws.includes('*')) return 'no';
    if (who.kind === 'service') return many(element.Service).includes(who.arn) ? 'no' : 'self';
    if (who.kind === 'anonymous') return 'self';
    const chain = [who.kind === 'root' ? null : who.arn, who.behind].filter((name) => name !== null);
    return aws.some(isAccount) && chain.every((name) => aws.includes(name)) ? 'no' : 'self';
  }
  if (aws.includes('*')) return 'self';
  if (who.kind === 'service') return many(element.Service).includes(who.arn) ? 'self' : 'no';
  if (who.kind === 'anonymous') return 'no';
  if (who.kind !== 'root' && aws.includes(who.arn)) return 'self';
  if (who.behind !== null && aws.includes(who.behind)) return 'behind';
  return aws.some(isAccount) ? 'account' : 'no';
}

function positive(operator: string, wanted: string, seen: string, vars: Context | null): boolean {
  const number = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));
  const date = (text: string) => (/^\d{5,}$/.test(text) ? Number(text) * 1000 : Date.parse(text));
  const relation: Record<string, (a: number, b: number) => boolean> = {
    Equals: (a, b) => a === b,
    LessThan: (a, b) => a < b,
    LessThanEquals: (a, b) => a <= b,
    GreaterThan: (a, b) => a > b,
    GreaterThanEquals: (a, b) => a >= b,
  };
  if (operator === 'StringEquals') return like(wanted, seen, vars, '', false);
  if (operator === 'StringEqualsIgnoreCase') return like(wanted, seen, vars, 'i', false);
  if (operator === 'StringLike') return like(wanted, seen, vars);
  if (operator === 'Bool')
    return /^(true|false)$/i.test(wanted) && wanted.toLowerCase() === seen.toLowerCase();
  if (operator === 'BinaryEquals') return wanted === seen;
  if (operator === 'ArnEquals' || operator === 'ArnLike')
    return seen.startsWith('arn:') && seen.split(':').length >= 6 && arnLike(wanted, seen, vars, false);
  if (operator === 'IpAddress') return ipFits(wanted, seen);
  if (operator.startsWith('Numeric'))
    return relation[operator.slice(7)]?.(number(seen), number(wanted)) ?? false;
  if (operator.startsWith('Date')) return relation[operator.slice(4)]?.(date(seen), date(wanted)) ?? false;
  throw new Error(`no operator ${operator}`);
}

function bitsOf(address: string): string | null {
  if (/^\d+\.\d+\.\d+\.\d+$/.test(address)) {
    const bytes = address.split('.').map(Number);
    return bytes.some((byte) => byte > 255)
      ? null
      : bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  }
  if (!/^[0-9a-f:]+$/i.test(address) || !address.includes(':')) return null;
  const [left = '', right] = address.split('::');
  const head = left.split(':').filter(Boolean);
  const tail = (right ?? '').split(':').filter(Boolean);
  const groups =
    right === undefined
      ? head
      : [...head, ...Array(Math.max(0, 8 - head.length - tail.length)).fill('0'), ...tail];
  return groups.length === 8
    ? groups.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('')
    : null;
}

function ipFits(range: string, seen: string): boolean {
  const [network = '', mask] = range.split('/');
  const a = bitsOf(network);
  const b = bitsOf(seen);
  if (a === null || b === null || a.length !== b.length) return false;
  const length = mask === undefined ? a.length : Number(mask);
  return a.slice(0, length) === b.slice(0, length);
}

function conditionsHold({ s, vars }: Entry, context: Context): boolean {
  for (const [name, keys] of Object.entries<Record<string, unknown>>(s.Condition ?? {})) {
    for (const [key, given] of Object.entries(keys)) {
      if (!conditionHolds(name, many(given).map(String), context[key.toLowerCase()], vars ? context : null))
        return false;
    }
  }
  return true;
}

function conditionHolds(
  name: string,
  wanted: string[],
  seen: string | string[] | undefined,
  vars: Context | null,
): boolean {
  const [, set, base = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(name) ?? [];
  if (base === 'Null') {
    const missing = seen === undefined || (Array.isArray(seen) && seen.length === 0);
    return wanted.some(
      (value) => (value.toLowerCase() === 'true') === missing && /^(true|false)$/i.test(value),
    );
  }
  const negated = base.includes('Not');
  const operator = base.replace('Not', '');
  if (seen === undefined) {
    if (ifExists) return true;
    if (set) return set === 'ForAllValues';
    return negated;
  }
  const matches = (value: string) => wanted.some((one) => positive(operator, one, value, vars));
  const list = many(seen);
  if (set && list.every((value) => value === '')) return set === 'ForAllValues';
  if (set === 'ForAllValues') return list.every((value) => matches(value) !== negated);
  if (set === 'ForAnyValue') return list.some((value) => matches(value) !== negated);
  return list.some(matches) !== negated;
}

export function decideByTheBook(c: Case): { decision: string; decidedBy: string } {
  const who = whoAsks(c);
  const context = fullContext(c, who);
  const inArn = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(c.resource)?.[1];
  const owner = c.resourceAccount ?? inArn ?? who.account;
  const same = who.account !== null && who.account === owner;
  const iam = ['user', 'session', 'federated'].includes(who.kind);
  const bounded = iam && (c.boundary ?? []).length > 0;
  const action = c.action.toLowerCase();
  const service = action.split(':')[0] as string;

  // Services that go their own way.
  if (action === 'sts:getcalleridentity' && who.kind !== 'anonymous') {
    return { decision: 'allow', decidedBy: who.kind === 'root' ? 'root' : 'service' };
  }
  if (action === 'sts:assumerole' && who.kind === 'root')
    return { decision: 'implicitDeny', decidedBy: 'resource' };
  const trust =
    /^sts:(assumerole|tagsession|setsourceidentity)/.test(action) && /:iam:.*:role\//.test(c.resource);
  const key = service === 'kms' && /:kms:.*:key\//.test(c.resource);
  const untouchable =
    /^s3:(get|put|delete)bucketpolicy$|^sqs:(get|set)queueattributes$/.test(action) &&
    who.kind === 'root' &&
    same;

  const fits = (entry: Entry, layer: string): Closeness => {
    if (!actionFits(entry.s, c.action) || !resourceFits(entry, c, context, layer)) return 'no';
    const how = principalFits(entry, who, bounded, layer);
    return how !== 'no' && conditionsHold(entry, context) ? how : 'no';
  };
  const some = (policies: Policy[], layer: string, effect: string) =>
    policies.flatMap(statements).some((entry) => entry.s.Effect === effect && fits(entry, layer) !== 'no');

  // Which policies have a say.
  const rcpCounts =
    (c.rcp ?? []).length > 0 &&
    !who.linked &&
    ['s3', 'sts', 'kms', 'sqs'].includes(service) &&
    (c.resourceOrganization ?? c.organization)?.managementAccount !== owner;
  const scpCounts =
    (c.scp ?? []).length > 0 &&
    who.account !== null &&
    !who.linked &&
    c.organization?.managementAccount !== who.account;
  const rcp = rcpCounts ? (c.rcp as Policy[][]) : [];
  const scp = scpCounts ? (c.scp as Policy[][]) : [];
  const resource = c.resourcePolicy && !untouchable ? [c.resourcePolicy] : [];
  const identity = iam ? (c.identity ?? []) : [];
  const boundary = bounded ? (c.boundary as Policy[]) : [];
  const passed = iam ? (who.kind === 'federated' ? (c.session ?? []) : (c.session ?? null)) : null;
  const endpoint = c.endpoint ?? [];

  // 1. An explicit deny anywhere.
  const denials: [string, Policy[]][] = [
    ['rcp', rcp.flat()],
    ['scp', scp.flat()],
    ['resource', resource],
    ['identity', identity],
    ['boundary', boundary],
    ['session', passed ?? []],
    ['endpoint', endpoint],
  ];
  for (const [layer, policies] of denials) {
    if (some(policies, layer, 'Deny')) return { decision: 'explicitDeny', decidedBy: layer };
  }
  const no = (decidedBy: string) => ({ decision: 'implicitDeny', decidedBy });
  // 2. and 3. Every level of the organization must allow.
  if (!rcp.every((level) => some(level, 'rcp', 'Allow'))) return no('rcp');
  if (!scp.every((level) => some(level, 'scp', 'Allow'))) return no('scp');
  // 4. The resource's policy: needed from another account, for roles and for keys; how it names the caller counts.
  const granted = resource
    .flatMap(statements)
    .filter(({ s }) => s.Effect === 'Allow')
    .map((entry) => fits(entry, 'resource'));
  const needed = (!same && !untouchable) || trust || key;
  if (needed && granted.every((how) => how === 'no')) return no('resource');
  const bySelf = same && granted.includes('self');
  const byBehind = bySelf || (same && granted.includes('behind'));
  // 5. to 7. The caller's own policies; root has none.
  if (iam) {
    if (!byBehind && !some(identity, 'identity', 'Allow')) return no('identity');
    if (bounded && !bySelf && !some(boundary, 'boundary', 'Allow')) return no('boundary');
    if (passed !== null && !bySelf && !some(passed, 'session', 'Allow')) return no('session');
  }
  // The endpoint through which the request came.
  if (endpoint.length > 0 && !some(endpoint, 'endpoint', 'Allow')) return no('endpoint');
  const decidedBy = who.kind === 'root' ? 'root' : !iam || byBehind ? 'resource' : 'identity';
  return { decision: 'allow', decidedBy };
}
