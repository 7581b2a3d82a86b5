// Makes src/data/tables/cli-*.json, what the terminal's aws command knows of each service, and cli-help-*.json, a
// sentence for each operation and parameter, from the service models that come with botocore: the AWS CLI is generated
// from the very same, so parameters, their order, what is required and how it is written cannot differ.
// Run by hand when botocore is newer: node src/data/generator/cli-models.ts [folder of botocore/data]
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readModel } from './botocore.ts';
import { only, services } from './services.ts';

interface Reference {
  shape: string;
  documentation?: string;
  [trait: string]: unknown;
}
interface Shape {
  type: string;
  required?: string[];
  members?: Record<string, Reference>;
  member?: Reference;
  key?: Reference;
  value?: Reference;
  [trait: string]: unknown;
}
interface Model {
  metadata: Record<string, unknown>;
  operations: Record<
    string,
    {
      http: { method: string; requestUri: string };
      input?: Reference;
      output?: Reference & { resultWrapper?: string };
      documentation?: string;
      httpChecksum?: { requestChecksumRequired?: boolean };
    }
  >;
  shapes: Record<string, Shape>;
}

const letters: Record<string, string> = {
  string: 's',
  character: 's',
  integer: 'i',
  long: 'l',
  float: 'f',
  double: 'd',
  boolean: 'b',
  timestamp: 't',
  blob: 'x',
};
/** Traits of members and shapes that decide how a value is written or read. */
const wire = [
  'location',
  'locationName',
  'queryName',
  'flattened',
  'streaming',
  'timestampFormat',
  'xmlAttribute',
  'xmlNamespace',
  'idempotencyToken',
  'hostLabel',
];

function traitsOf(value: Record<string, unknown>): Record<string, unknown> | undefined {
  const found = Object.fromEntries(
    wire.filter((name) => value[name] !== undefined).map((name) => [name, value[name]]),
  );
  return Object.keys(found).length > 0 ? found : undefined;
}

function reference(value: Reference): unknown {
  const traits = traitsOf(value);
  return traits ? [value.shape, traits] : value.shape;
}

function compact(shape: Shape): unknown {
  const traits = traitsOf(shape);
  if (shape.type === 'structure')
    return {
      members: Object.fromEntries(
        Object.entries(shape.members ?? {}).map(([name, member]) => [name, reference(member)]),
      ),
      ...(shape.required?.length ? { required: shape.required } : {}),
      ...(shape.payload ? { payload: shape.payload } : {}),
      ...(shape.union ? { union: 1 } : {}),
      ...(shape.document ? { document: 1 } : {}),
      ...(traits ? { traits } : {}),
    };
  const limits = shape.min === undefined ? {} : { min: shape.min };
  if (shape.type === 'list')
    return { list: reference(shape.member as Reference), ...limits, ...(traits ? { traits } : {}) };
  if (shape.type === 'map')
    return {
      key: reference(shape.key as Reference),
      value: reference(shape.value as Reference),
      ...(traits ? { traits } : {}),
    };
  const type = letters[shape.type] ?? shape.type;
  const values = shape.enum ? { enum: shape.enum } : {};
  return traits || shape.enum || shape.min !== undefined
    ? { type, ...limits, ...values, ...(traits ? { traits } : {}) }
    : type;
}

/** The first sentence of a documentation in HTML, as plain text. */
function sentence(html: string | undefined): string | undefined {
  const text = (html ?? '')
    .replace(/<note>[\s\S]*?<\/note>/g, '')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
  const first = /^.*?[.:](?= [A-Z]|$)/.exec(text)?.[0] ?? text;
  return first.length > 400 ? `${first.slice(0, 400).replace(/ \S*$/, '')} …` : first || undefined;
}

for (const service of services) {
  const model = readModel(service, 'service-2.json') as Model;
  const operations = Object.entries(model.operations).filter(([name]) => only[service]?.test(name) ?? true);
  const shapes: Record<string, unknown> = {};
  const help: Record<string, { does?: string; members?: Record<string, string> }> = {};
  const keep = (name: string | undefined): void => {
    if (name === undefined || shapes[name] !== undefined) return;
    const shape = model.shapes[name] as Shape;
    shapes[name] = compact(shape);
    for (const part of [...Object.values(shape.members ?? {}), shape.member, shape.key, shape.value])
      keep(part?.shape);
  };
  const out: Record<string, unknown> = {};
  for (const [name, { http, input, output, documentation, httpChecksum }] of operations) {
    keep(input?.shape);
    keep(output?.shape);
    const inputTraits = input && traitsOf(input);
    out[name] = {
      ...(input ? { in: input.shape } : {}),
      ...(inputTraits ? { inTraits: inputTraits } : {}),
      ...(output ? { out: output.shape } : {}),
      ...(output?.resultWrapper ? { wrapper: output.resultWrapper } : {}),
      ...(http.method === 'POST' && http.requestUri === '/' ? {} : { http: [http.method, http.requestUri] }),
      ...(httpChecksum?.requestChecksumRequired ? { checksum: 1 } : {}),
    };
    const members = Object.entries(model.shapes[input?.shape ?? '']?.members ?? {}).flatMap(
      ([key, member]) => {
        const said = sentence(member.documentation);
        return said ? [[key, said]] : [];
      },
    );
    help[name] = {
      ...(documentation ? { does: sentence(documentation) as string } : {}),
      ...(members.length ? { members: Object.fromEntries(members) as Record<string, string> } : {}),
    };
  }
  const names = new Set(operations.map(([name]) => name));
  const paginators = (readModel(service, 'paginators-1.json') as { pagination?: object }).pagination ?? {};
  const waiters = (readModel(service, 'waiters-2.json') as { waiters?: object }).waiters ?? {};
  const { metadata } = model;
  const table = {
    metadata: Object.fromEntries(
      [
        'apiVersion',
        'endpointPrefix',
        'jsonVersion',
        'protocol',
        'signingName',
        'targetPrefix',
        'xmlNamespace',
        'globalEndpoint',
      ]
        .filter((name) => metadata[name] !== undefined)
        .map((name) => [name, metadata[name]]),
    ),
    operations: out,
    shapes,
    paginators: Object.fromEntries(Object.entries(paginators).filter(([name]) => names.has(name))),
    waiters: Object.fromEntries(
      Object.entries(waiters).filter(([, waiter]) => names.has((waiter as { operation: string }).operation)),
    ),
  };
  const tables = join(import.meta.dirname, '../tables');
  writeFileSync(join(tables, `cli-${service}.json`), `${JSON.stringify(table)}\n`);
  writeFileSync(join(tables, `cli-help-${service}.json`), `${JSON.stringify(help)}\n`);
  console.log(service, operations.length, 'operations', Object.keys(shapes).length, 'shapes');
}
