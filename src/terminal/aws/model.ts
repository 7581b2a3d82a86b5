// What the aws command knows of a service: the tables that src/data/generator/cli-models.ts makes of botocore's models.
// Pure but for loading the tables, each a chunk of its own. Tests: test/terminal/words.test.ts.
import { dashed } from './names.ts';

export interface Traits {
  location?: 'uri' | 'querystring' | 'header' | 'headers' | 'statusCode';
  locationName?: string;
  queryName?: string;
  flattened?: boolean;
  streaming?: boolean;
  timestampFormat?: string;
  xmlAttribute?: boolean;
  xmlNamespace?: { uri: string; prefix?: string } | string;
  idempotencyToken?: boolean;
}

/** s string, i integer, l long, f float, d double, b boolean, t timestamp, x bytes. */
export type Scalar = 's' | 'i' | 'l' | 'f' | 'd' | 'b' | 't' | 'x';
type Reference = string | [string, Traits];

interface RawShape {
  type?: Scalar;
  members?: Record<string, Reference>;
  required?: string[];
  payload?: string;
  union?: 1;
  document?: 1;
  list?: Reference;
  key?: Reference;
  value?: Reference;
  min?: number;
  enum?: string[];
  traits?: Traits;
}

export interface Operation {
  in?: string;
  inTraits?: Traits;
  out?: string;
  wrapper?: string;
  http?: [string, string];
  checksum?: 1;
}

export interface Paginator {
  input_token: string | string[];
  output_token: string | string[];
  result_key?: string | string[];
  more_results?: string;
  limit_key?: string;
  non_aggregate_keys?: string[];
}

export interface Waiter {
  operation: string;
  delay: number;
  maxAttempts: number;
  description?: string;
  acceptors: {
    state: 'success' | 'failure' | 'retry';
    matcher: 'path' | 'pathAll' | 'pathAny' | 'status' | 'error';
    expected: unknown;
    argument?: string;
  }[];
}

export interface Table {
  metadata: {
    apiVersion: string;
    endpointPrefix: string;
    protocol: string;
    protocols?: string[];
    jsonVersion?: string;
    signingName?: string;
    targetPrefix?: string;
    xmlNamespace?: string;
    globalEndpoint?: string;
  };
  operations: Record<string, Operation>;
  shapes: Record<string, Scalar | RawShape>;
  paginators: Record<string, Paginator>;
  waiters: Record<string, Waiter>;
}

/** A shape with the traits of the place it stands in. */
export interface Shape {
  name: string;
  kind: 'structure' | 'list' | 'map' | Scalar;
  members: Readonly<Record<string, Reference>>;
  required: readonly string[];
  payload: string | undefined;
  union: boolean;
  document: boolean;
  list: Reference | undefined;
  key: Reference | undefined;
  value: Reference | undefined;
  min: number | undefined;
  enum: readonly string[] | undefined;
  traits: Traits;
}

export interface Model {
  /** As the SDK and botocore call it: 's3', 'iam'. */
  service: string;
  table: Table;
  /** create-user → CreateUser */
  operations: ReadonlyMap<string, string>;
  shape(reference: Reference): Shape;
  input(operation: string): Shape | undefined;
  output(operation: string): Shape | undefined;
}

const noMembers = {};

export function createModel(service: string, table: Table): Model {
  const plain = new Map<string, Shape>();
  const shape = (reference: Reference): Shape => {
    if (typeof reference !== 'string') {
      const found = shape(reference[0]);
      return { ...found, traits: { ...found.traits, ...reference[1] } };
    }
    const known = plain.get(reference);
    if (known) return known;
    const held = table.shapes[reference];
    const raw: RawShape = typeof held === 'string' ? { type: held } : (held ?? { type: 's' });
    const kind = raw.members ? 'structure' : raw.list ? 'list' : raw.value ? 'map' : (raw.type ?? 's');
    const made: Shape = {
      name: reference,
      kind,
      members: raw.members ?? noMembers,
      required: raw.required ?? [],
      payload: raw.payload,
      union: raw.union === 1,
      document: raw.document === 1,
      list: raw.list,
      key: raw.key,
      value: raw.value,
      min: raw.min,
      enum: raw.enum,
      traits: raw.traits ?? {},
    };
    plain.set(reference, made);
    return made;
  };
  return {
    service,
    table,
    operations: new Map(Object.keys(table.operations).map((name) => [dashed(name), name])),
    shape,
    input: (operation) => {
      const found = table.operations[operation];
      return found?.in ? { ...shape(found.in), traits: found.inTraits ?? {} } : undefined;
    },
    output: (operation) => {
      const name = table.operations[operation]?.out;
      return name === undefined ? undefined : shape(name);
    },
  };
}

/** A member of a structure, with its traits. */
export function memberOf(model: Model, structure: Shape, name: string): Shape | undefined {
  const reference = Object.hasOwn(structure.members, name) ? structure.members[name] : undefined;
  return reference === undefined ? undefined : model.shape(reference);
}

const typeNames: Record<string, string> = {
  s: 'string',
  i: 'integer',
  l: 'long',
  f: 'float',
  d: 'double',
  b: 'boolean',
  t: 'timestamp',
  x: 'blob',
};

/** As help pages call it. */
export function typeOf(shape: Shape): string {
  return typeNames[shape.kind] ?? shape.kind;
}

const loaders: Record<string, () => Promise<{ default: unknown }>> = {
  account: () => import('../../data/tables/cli-account.json', { with: { type: 'json' } }),
  cloudtrail: () => import('../../data/tables/cli-cloudtrail.json', { with: { type: 'json' } }),
  ec2: () => import('../../data/tables/cli-ec2.json', { with: { type: 'json' } }),
  iam: () => import('../../data/tables/cli-iam.json', { with: { type: 'json' } }),
  organizations: () => import('../../data/tables/cli-organizations.json', { with: { type: 'json' } }),
  s3: () => import('../../data/tables/cli-s3.json', { with: { type: 'json' } }),
  sqs: () => import('../../data/tables/cli-sqs.json', { with: { type: 'json' } }),
  sts: () => import('../../data/tables/cli-sts.json', { with: { type: 'json' } }),
};

/** What one types after `aws` → the service's name. `s3` is commands of its own, `s3api` the operations. */
export const commands: Readonly<Record<string, string>> = {
  account: 'account',
  cloudtrail: 'cloudtrail',
  ec2: 'ec2',
  iam: 'iam',
  organizations: 'organizations',
  s3api: 's3',
  sqs: 'sqs',
  sts: 'sts',
};

const models = new Map<string, Promise<Model>>();

export function loadModel(service: string): Promise<Model> {
  let model = models.get(service);
  if (!model) {
    const load = loaders[service] as () => Promise<{ default: unknown }>;
    model = load().then((module) => createModel(service, module.default as Table));
    models.set(service, model);
  }
  return model;
}
