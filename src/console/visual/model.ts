// The visual policy editor's view of a policy: blocks of one service each, and the way from there to a document and
// back. Pure. Tests: test/console/visual.test.ts.
import type { ServiceTable } from '../../data/actions/index.ts';

export interface Condition {
  /** `ForAllValues`, `ForAnyValue`, or nothing. */
  qualifier: '' | 'ForAllValues' | 'ForAnyValue';
  operator: string;
  ifExists: boolean;
  key: string;
  values: readonly string[];
}

export interface Block {
  /** Tells blocks apart on the page. */
  id: number;
  effect: 'Allow' | 'Deny';
  /** Prefix, e.g. `s3`; undefined while none is chosen. */
  service: string | undefined;
  /** All of the service's actions: `s3:*`. */
  all: boolean;
  /** Names without the prefix, patterns such as `Get*` included. */
  actions: readonly string[];
  /** Undefined: all resources (`*`). */
  arns: readonly string[] | undefined;
  conditions: readonly Condition[];
}

export const newBlock = (id: number): Block => ({
  id,
  effect: 'Allow',
  service: undefined,
  all: false,
  actions: [],
  arns: undefined,
  conditions: [],
});

type Json = Record<string, unknown>;

const one = (values: readonly string[]): string | readonly string[] =>
  values.length === 1 ? (values[0] as string) : values;

function conditionOf(conditions: readonly Condition[]): Json | undefined {
  const complete = conditions.filter(({ key, values }) => key !== '' && values.length > 0);
  if (complete.length === 0) return undefined;
  const written: Record<string, Record<string, unknown>> = {};
  for (const { qualifier, operator, ifExists, key, values } of complete) {
    const name = `${qualifier === '' ? '' : `${qualifier}:`}${operator}${ifExists ? 'IfExists' : ''}`;
    written[name] = { ...written[name], [key]: one(values) };
  }
  return written;
}

/** Whether an action can be limited to resources; what the table does not know (patterns) can. */
export const takesResources = (table: ServiceTable | undefined, action: string): boolean => {
  const entry = table?.actions.get(action.toLowerCase());
  return entry === undefined || entry.resourceTypes.length > 0;
};

/** A block without a service, or without an action, says nothing yet. */
export const isComplete = ({ service, all, actions, arns }: Block): boolean =>
  service !== undefined && (all || actions.length > 0) && (arns === undefined || arns.length > 0);

/**
 * The document, indented. Actions that take no resource come into a statement of their own with `*`, as the real editor
 * writes it: beside an ARN they would never match.
 */
export function toDocument(blocks: readonly Block[], tables: ReadonlyMap<string, ServiceTable>): string {
  const statements: Json[] = [];
  const add = (block: Block, actions: readonly string[], resource: string | readonly string[]): void => {
    const condition = conditionOf(block.conditions);
    statements.push({
      Sid: `VisualEditor${statements.length}`,
      Effect: block.effect,
      Action: one(actions.map((action) => `${block.service}:${action}`)),
      Resource: resource,
      ...(condition ? { Condition: condition } : {}),
    });
  };
  for (const block of blocks.filter(isComplete)) {
    const actions = block.all ? ['*'] : block.actions;
    if (block.arns === undefined) {
      add(block, actions, '*');
      continue;
    }
    const table = tables.get(block.service ?? '');
    const limited = actions.filter((action) => takesResources(table, action));
    const whole = actions.filter((action) => !takesResources(table, action));
    if (limited.length > 0) add(block, limited, one(block.arns));
    if (whole.length > 0) add(block, whole, '*');
  }
  return JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 4);
}

const texts = (value: unknown): string[] | undefined => {
  const all = [value].flat();
  return all.every((item) => typeof item === 'string') ? (all as string[]) : undefined;
};

const OPERATOR = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/;

function conditionsFrom(condition: unknown): Condition[] | undefined {
  if (condition === undefined) return [];
  if (typeof condition !== 'object' || condition === null) return undefined;
  const found: Condition[] = [];
  for (const [name, keys] of Object.entries(condition)) {
    const match = OPERATOR.exec(name);
    if (!match || typeof keys !== 'object' || keys === null) return undefined;
    for (const [key, value] of Object.entries(keys)) {
      const values = [value].flat().map(String);
      found.push({
        qualifier: (match[1] ?? '') as Condition['qualifier'],
        operator: match[2] ?? '',
        ifExists: match[3] !== undefined,
        key,
        values,
      });
    }
  }
  return found;
}

/**
 * The blocks of a document; undefined where it says something that the visual editor has no field for (NotAction,
 * NotResource, Principal, actions of all services) or is no policy.
 */
export function fromDocument(text: string): Block[] | undefined {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return undefined;
  }
  const statements = [(document as { Statement?: unknown } | null)?.Statement].flat();
  const blocks: Block[] = [];
  for (const statement of statements) {
    if (typeof statement !== 'object' || statement === null) return undefined;
    const { Effect: effect, Action, Resource, Condition, ...rest } = statement as Json;
    if (effect !== 'Allow' && effect !== 'Deny') return undefined;
    if (Object.keys(rest).some((member) => member !== 'Sid')) return undefined;
    const actions = texts(Action);
    const resources = texts(Resource);
    const conditions = conditionsFrom(Condition);
    if (!actions || !resources || !conditions) return undefined;
    const services = new Map<string, string[]>();
    for (const action of actions) {
      const [service, name] = action.split(':');
      if (service === undefined || name === undefined || service.includes('*')) return undefined;
      services.set(service.toLowerCase(), [...(services.get(service.toLowerCase()) ?? []), name]);
    }
    for (const [service, names] of services)
      blocks.push({
        id: blocks.length + 1,
        effect,
        service,
        all: names.includes('*'),
        actions: names.filter((name) => name !== '*'),
        arns: resources.includes('*') ? undefined : resources,
        conditions,
      });
  }
  return blocks;
}

/** `arn:${Partition}:s3:::${BucketName}` with what is known filled in, the rest as `*`. */
export const anyOfType = (pattern: string, account: string): string =>
  pattern
    .replaceAll(/\$\{Partition\}/g, 'aws')
    .replaceAll(/\$\{Region\}/g, '*')
    .replaceAll(/\$\{Account\}/g, account)
    .replaceAll(/\$\{\w+\}/g, '*');

/** The operators that fit a key's type, the usual one first. */
export function operatorsFor(type: string): readonly string[] {
  const plain = type.replace(/^ArrayOf/, '').toLowerCase();
  if (plain === 'bool') return ['Bool'];
  if (plain === 'numeric' || plain === 'long')
    return [
      'NumericEquals',
      'NumericNotEquals',
      'NumericLessThan',
      'NumericLessThanEquals',
      'NumericGreaterThan',
      'NumericGreaterThanEquals',
    ];
  if (plain === 'date') return ['DateLessThan', 'DateGreaterThan', 'DateEquals', 'DateNotEquals'];
  if (plain === 'ipaddress') return ['IpAddress', 'NotIpAddress'];
  if (plain === 'arn') return ['ArnLike', 'ArnNotLike', 'ArnEquals', 'ArnNotEquals'];
  return [
    'StringEquals',
    'StringNotEquals',
    'StringLike',
    'StringNotLike',
    'StringEqualsIgnoreCase',
    'StringNotEqualsIgnoreCase',
  ];
}
