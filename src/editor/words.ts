// A policy in plain sentences, one for each statement, and the access it gives by service and level. The sentences are
// in strings.ts. Tests: test/editor/insight.test.ts
import { loadServices, type ServiceTable, serviceNames } from '../data/actions/index.ts';
import {
  accessOf,
  compile,
  type PolicyDocument,
  type PolicyKind,
  type ServiceAccess,
  type StatementJson,
} from '../policy/index.ts';
import type { Translate } from '../strings/index.ts';
import type { messages } from './strings.ts';

export type T = Translate<typeof messages>;

/** Shown of a list; the rest is counted. */
const SHOWN = 4;
/** What stands for «all services» where a pattern reaches them all: those that the practice account has, and KMS. */
const SOME = ['iam', 's3', 'ec2', 'sts', 'sqs', 'kms', 'lambda', 'cloudtrail', 'organizations', 'account'];

const list = <V>(given: V | readonly V[] | undefined): V[] =>
  given === undefined ? [] : Array.isArray(given) ? [...given] : [given as V];

export function statementsOf(document: PolicyDocument): StatementJson[] {
  return list(document.Statement as StatementJson | StatementJson[]);
}

export function sentences(document: PolicyDocument, kind: PolicyKind, t: T, locale: string): string[] {
  return statementsOf(document).map((statement) => sentence(statement, kind, t, locale));
}

function sentence(statement: StatementJson, kind: PolicyKind, t: T, locale: string): string {
  const conditions = conditionsOf(statement, t, locale);
  const who = principalsOf(statement, t, locale);
  const params = {
    actions: actionsOf(statement, t, locale),
    resources: resourcesOf(statement, t, locale),
    conditions,
    who,
  };
  const limits =
    statement.Effect === 'Allow' && (kind === 'boundary' || kind === 'scp' || kind === 'session');
  const verb = limits ? 'limit' : statement.Effect === 'Allow' ? 'allow' : 'deny';
  const about = who === '' || verb === 'limit' ? '' : 'Who';
  return t(`${verb}${about}${conditions === '' ? '' : 'If'}` as 'allow', params);
}

function together(words: readonly string[], t: T, locale: string): string {
  const shown = words.length > SHOWN + 1 ? words.slice(0, SHOWN) : words;
  const rest = words.length - shown.length;
  return new Intl.ListFormat(locale === 'qps' ? 'en' : locale).format([
    ...shown,
    ...(rest > 0 ? [t('andMore', { count: rest })] : []),
  ]);
}

function actionsOf({ Action, NotAction }: StatementJson, t: T, locale: string): string {
  const word = (action: string): string => {
    if (action === '*' || action === '*:*') return t('everything');
    const whole = /^([\w-]+):\*$/.exec(action);
    if (!whole) return `\`${action}\``;
    return t('allOf', { service: serviceNames[(whole[1] ?? '').toLowerCase()] ?? whole[1] ?? '' });
  };
  if (NotAction !== undefined)
    return t('allBut', { actions: together(list(NotAction).map(word), t, locale) });
  return together(list(Action).map(word), t, locale);
}

function resourcesOf({ Resource, NotResource }: StatementJson, t: T, locale: string): string {
  const word = (arn: string): string => (arn === '*' ? t('allResources') : `\`${arn}\``);
  if (NotResource !== undefined)
    return t('resourcesBut', { resources: together(list(NotResource).map(word), t, locale) });
  return together(list(Resource).map(word), t, locale) || t('allResources');
}

function principalsOf({ Principal, NotPrincipal }: StatementJson, t: T, locale: string): string {
  const words = (given: NonNullable<StatementJson['Principal']>): string => {
    if (given === '*') return t('everyone');
    const named = Object.values(given).flatMap((value) => list(value));
    if (named.length === 0) return t('nobody');
    return together(
      named.map((name) => (name === '*' ? t('everyone') : `\`${name}\``)),
      t,
      locale,
    );
  };
  if (NotPrincipal !== undefined) return t('everyoneBut', { who: words(NotPrincipal) });
  return Principal === undefined ? '' : words(Principal);
}

function conditionsOf({ Condition }: StatementJson, t: T, locale: string): string {
  const words = Object.entries(Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) =>
      t('condition', {
        key: `\`${key}\``,
        operator,
        values: new Intl.ListFormat(locale === 'qps' ? 'en' : locale, { type: 'disjunction' }).format(
          list(values).map((value) => `\`${value}\``),
        ),
      }),
    ),
  );
  return together(words, t, locale);
}

export interface Tables {
  tables: ReadonlyMap<string, ServiceTable>;
  /** A pattern reaches every service: the tables are those of some of them. */
  all: boolean;
}

/** The tables of the services that documents speak of. */
export async function tablesFor(documents: readonly PolicyDocument[]): Promise<Tables> {
  const prefixes = new Set<string>();
  let all = false;
  for (const statement of documents.flatMap(statementsOf)) {
    for (const action of [...list(statement.Action), ...list(statement.NotAction)]) {
      const prefix = action.slice(0, Math.max(0, action.indexOf(':'))).toLowerCase();
      if (prefix === '' || /[*?]/.test(prefix)) all = true;
      else prefixes.add(prefix);
    }
    // A Deny of everything but a few reaches all services too, and gives nothing.
    if (statement.NotAction !== undefined && statement.Effect === 'Allow') all = true;
  }
  if (all) for (const prefix of SOME) prefixes.add(prefix);
  return { tables: await loadServices(prefixes), all };
}

/** What the policy gives by itself, to somebody with nothing else. */
export function accessOfDocument(document: PolicyDocument, { tables }: Tables): readonly ServiceAccess[] {
  const policy = { name: '', compiled: compile(document) };
  return accessOf(
    { principal: 'arn:aws:iam::000000000000:user/somebody', identity: [policy] },
    tables.values(),
  );
}
