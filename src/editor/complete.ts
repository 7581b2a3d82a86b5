// What can stand at the cursor in a policy: elements, actions, ARNs of the account and forms of ARNs, condition
// operators, keys and values. Pure but for the tables, which are fetched one service at a time.
// Tests: test/editor/complete.test.ts
import {
  type ActionEntry,
  globalConditionKeys,
  loadServices,
  type ServiceTable,
  serviceNames,
} from '../data/actions/index.ts';
import { operatorNames, type PolicyKind } from '../policy/index.ts';
import type { AccountPicture } from '../practice/picture.ts';
import { type Place, placeAt, textsIn } from './place.ts';

export interface Suggestion {
  /** What is put in, without quotes. */
  text: string;
  /** Beside it: an access level, a service's name. */
  detail?: string;
  kind: 'element' | 'value' | 'service' | 'action' | 'resource' | 'operator' | 'key';
}

export interface Suggestions {
  place: Place;
  list: readonly Suggestion[];
}

export interface Knowledge {
  kind: PolicyKind;
  picture?: AccountPicture | null;
}

/** Of resources and objects no more are offered: the rest is found by typing. */
const MAX_ARNS = 400;

export async function suggest(
  text: string,
  offset: number,
  knowledge: Knowledge,
): Promise<Suggestions | null> {
  const place = placeAt(text, offset);
  if (!place) return null;
  const list = await listFor(text, place, knowledge);
  return list.length === 0 ? null : { place, list };
}

const value = (...texts: string[]): Suggestion[] => texts.map((one) => ({ text: one, kind: 'value' }));
const element = (...texts: string[]): Suggestion[] => texts.map((one) => ({ text: one, kind: 'element' }));

async function listFor(text: string, place: Place, knowledge: Knowledge): Promise<readonly Suggestion[]> {
  const [top, ...rest] = place.path;
  if (place.name && place.path.length === 0) return element('Version', 'Id', 'Statement');
  if (top === 'Version' && !place.name) return value('2012-10-17');
  if (top !== 'Statement') return [];
  const inside = typeof rest[0] === 'number' ? rest.slice(1) : rest;
  if (place.name && inside.length === 0) return elementsOf(text, place, knowledge.kind);
  const [name, ...deeper] = inside;
  switch (name) {
    case 'Effect':
      return place.name ? [] : value('Allow', 'Deny');
    case 'Action':
    case 'NotAction':
      return place.name ? [] : actions(place.typed);
    case 'Resource':
    case 'NotResource':
      return place.name ? [] : resources(text, place, knowledge);
    case 'Principal':
    case 'NotPrincipal':
      return principals(place, deeper, knowledge);
    case 'Condition':
      return conditions(text, place, deeper, knowledge);
    default:
      return [];
  }
}

function elementsOf(text: string, place: Place, kind: PolicyKind): Suggestion[] {
  const own = kind === 'resource' || kind === 'trust' || kind === 'rcp' || kind === 'endpoint';
  const names = [
    'Sid',
    'Effect',
    ...(own ? ['Principal'] : []),
    'Action',
    'NotAction',
    ...(kind === 'trust' ? [] : ['Resource', 'NotResource']),
    'Condition',
  ];
  const body = place.statement === undefined ? '' : text.slice(place.statement, place.from);
  return element(...names.filter((name) => !body.includes(`"${name}"`)));
}

async function actions(typed: string): Promise<Suggestion[]> {
  const colon = typed.indexOf(':');
  if (colon < 0) {
    return [
      ...Object.entries(serviceNames).map(
        ([prefix, detail]): Suggestion => ({ text: `${prefix}:`, detail, kind: 'service' }),
      ),
      { text: '*', kind: 'service' },
    ];
  }
  const prefix = typed.slice(0, colon).toLowerCase();
  const table = (await loadServices([prefix])).get(prefix);
  if (!table) return [];
  const names = [...table.actions.values()].map(
    ({ name, level }): Suggestion => ({ text: `${prefix}:${name}`, detail: level, kind: 'action' }),
  );
  return [...names, ...patterns(prefix, table), { text: `${prefix}:*`, kind: 'action' }];
}

/** s3:Get*, s3:List* …: verbs that several actions begin with. */
function patterns(prefix: string, table: ServiceTable): Suggestion[] {
  const verbs = new Map<string, number>();
  for (const { name } of table.actions.values()) {
    const verb = /^[A-Z][a-z]+/.exec(name)?.[0];
    if (verb) verbs.set(verb, (verbs.get(verb) ?? 0) + 1);
  }
  return [...verbs]
    .filter(([, count]) => count > 2)
    .map(([verb, count]) => ({ text: `${prefix}:${verb}*`, detail: String(count), kind: 'action' }));
}

/** The statement's actions as the tables know them. */
async function entriesOf(text: string, place: Place): Promise<{ prefix: string; entries: ActionEntry[] }[]> {
  if (place.statement === undefined) return [];
  const asked = [...textsIn(text, place.statement, 'Action'), ...textsIn(text, place.statement, 'NotAction')];
  const tables = await loadServices(asked.map((action) => action.split(':')[0]?.toLowerCase() ?? ''));
  return [...tables.values()].map((table) => {
    const names = asked
      .filter((action) => action.toLowerCase().startsWith(`${table.prefix}:`))
      .map((action) => action.slice(table.prefix.length + 1).toLowerCase());
    const fits = names.map(
      (name) =>
        new RegExp(
          `^${name
            .replace(/[.+^${}()|[\]\\]/g, '\\$&')
            .replaceAll('*', '.*')
            .replaceAll('?', '.')}$`,
        ),
    );
    return {
      prefix: table.prefix,
      entries: [...table.actions.values()].filter(({ name }) =>
        fits.some((one) => one.test(name.toLowerCase())),
      ),
    };
  });
}

async function resources(text: string, place: Place, { picture }: Knowledge): Promise<Suggestion[]> {
  const entries = await entriesOf(text, place);
  const account = picture?.account ?? '${aws:PrincipalAccount}';
  const forms = new Map<string, string>();
  let wantsStar = entries.length === 0;
  for (const { entries: list } of entries)
    for (const { resourceTypes } of list) {
      if (resourceTypes.length === 0) wantsStar = true;
      for (const { type } of resourceTypes) forms.set(formOf(type.arn, account), type.name);
    }
  const services = new Set(entries.map(({ prefix }) => prefix));
  const known = picture
    ? arnsOf(picture).filter(({ text: arn }) => services.size === 0 || services.has(arn.split(':')[2] ?? ''))
    : [];
  return [
    ...known,
    ...[...forms].map(([form, detail]): Suggestion => ({ text: form, detail, kind: 'resource' })),
    ...(wantsStar || known.length + forms.size > 0 ? [{ text: '*', kind: 'resource' } as const] : []),
  ];
}

/** arn:${Partition}:iam::${Account}:user/${UserName} → arn:aws:iam::111122223333:user/* */
export function formOf(pattern: string, account: string): string {
  return pattern
    .replaceAll('${Partition}', 'aws')
    .replaceAll('${Account}', account)
    .replace(/\$\{(?!aws:)[^}]*\}/g, '*');
}

function arnsOf(picture: AccountPicture): Suggestion[] {
  const list: Suggestion[] = [];
  const add = (text: string, detail: string) => list.push({ text, detail, kind: 'resource' });
  for (const { arn, kind } of picture.resources.slice(0, MAX_ARNS)) {
    add(arn, kind);
    if (kind === 'bucket') add(`${arn}/*`, 'objects');
  }
  for (const { arn } of picture.users.slice(0, MAX_ARNS)) add(arn, 'user');
  for (const { arn } of picture.groups.slice(0, MAX_ARNS)) add(arn, 'group');
  for (const { arn } of picture.roles.slice(0, MAX_ARNS)) add(arn, 'role');
  for (const arn of Object.keys(picture.policies)) add(arn, 'policy');
  return list;
}

const servicePrincipals = ['ec2', 'lambda', 'ecs-tasks', 's3', 'cloudtrail', 'codebuild', 'states', 'events'];

function principals(
  place: Place,
  deeper: readonly (string | number)[],
  { kind, picture }: Knowledge,
): Suggestion[] {
  if (place.name && deeper.length === 0) return element('AWS', 'Service', 'Federated');
  const [type] = deeper;
  if (type === 'Service')
    return servicePrincipals.map((name) => ({ text: `${name}.amazonaws.com`, kind: 'value' }));
  if (type !== 'AWS') return kind === 'trust' || deeper.length > 0 ? [] : value('*');
  const account = picture
    ? [{ text: `arn:aws:iam::${picture.account}:root`, detail: 'account', kind: 'resource' } as const]
    : [];
  const known = picture ? arnsOf(picture).filter(({ detail }) => detail === 'user' || detail === 'role') : [];
  return [...account, ...known, ...value('*')];
}

async function conditions(
  text: string,
  place: Place,
  deeper: readonly (string | number)[],
  { picture }: Knowledge,
): Promise<readonly Suggestion[]> {
  if (place.name && deeper.length === 0) {
    const plain = operatorNames.map((name): Suggestion => ({ text: name, kind: 'operator' }));
    const more = operatorNames
      .filter((name) => name !== 'Null')
      .flatMap((name): Suggestion[] => [
        { text: `${name}IfExists`, kind: 'operator' },
        { text: `ForAnyValue:${name}`, kind: 'operator' },
        { text: `ForAllValues:${name}`, kind: 'operator' },
      ]);
    return [...plain, ...more];
  }
  if (place.name && deeper.length === 1) return keys(text, place);
  const [, key] = deeper;
  if (typeof key !== 'string' || place.name) return [];
  const lower = key.toLowerCase();
  const type = globalConditionKeys.get(key);
  if (type === 'Bool' || String(deeper[0]).startsWith('Bool') || deeper[0] === 'Null')
    return value('true', 'false');
  if (lower === 'aws:requestedregion')
    return value('us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-southeast-2');
  if (lower === 'aws:principalarn' && picture)
    return arnsOf(picture).filter(({ detail }) => detail === 'user' || detail === 'role');
  if (lower === 'aws:username' && picture) return value(...picture.users.map(({ name }) => name));
  if (lower === 'aws:principalaccount' && picture) return value(picture.account);
  if (lower === 'iam:policyarn' && picture) return value(...Object.keys(picture.policies));
  if (lower === 'iam:passedtoservice')
    return servicePrincipals.map((name) => ({ text: `${name}.amazonaws.com`, kind: 'value' }));
  return [];
}

/** The keys that the statement's actions know, and the global ones. */
async function keys(text: string, place: Place): Promise<Suggestion[]> {
  const found = new Map<string, string | undefined>();
  for (const { prefix, entries } of await entriesOf(text, place)) {
    const table = (await loadServices([prefix])).get(prefix);
    for (const { conditionKeys } of entries)
      for (const key of conditionKeys) found.set(key, table?.conditionKeys.get(key.toLowerCase()));
  }
  for (const [key, type] of globalConditionKeys) if (!found.has(key)) found.set(key, type);
  return [...found].map(([key, type]) => ({
    text: key.replace(/\$\{[^}]*\}/, ''),
    ...(type === undefined ? {} : { detail: type }),
    kind: 'key',
  }));
}
