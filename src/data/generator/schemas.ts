// Makes src/data/tables/schemas-*.json from the schemas that the AWS SDK's clients export: what each operation takes and
// gives, and each error's code and status. A copy, because the clients' schema files cannot be imported alone in Node,
// and whole clients are three times as heavy in the page. test/cloud/schemas.test.ts compares copy and SDK.
// Run after an update of the SDK: node src/data/generator/schemas.ts [service …]
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { only, services } from './services.ts';

/** s string, n number, b boolean, t time, x bytes, d any document; $Name a structure; a list; a map. */
export type Type = string | { list: Member } | { key: Member; value: Member };
/** A type with traits: xmlName, xmlFlattened, ec2QueryName, httpHeader … */
export type Member = Type | { type: Type; [trait: string]: unknown };

export interface ServiceSchemas {
  operations: Record<string, { in?: string; out?: string; http?: unknown[] }>;
  structures: Record<string, { required: number; members: Record<string, Member> }>;
  errors: Record<string, { code: string; status: number }>;
}

type Tuple = readonly unknown[];
const simple: Record<number, string> = {
  0: 's',
  1: 'n',
  2: 'b',
  4: 't',
  5: 't:iso',
  6: 't:http',
  7: 't:epoch',
  15: 'd',
  17: 'n',
  19: 'n',
  21: 'x',
  42: 'x',
};
const traitBits = [
  'httpLabel',
  'idempotent',
  'idempotencyToken',
  'sensitive',
  'httpPayload',
  'httpResponseCode',
  'httpQueryParams',
];

export function pruned(module: Record<string, unknown>, keep: RegExp | undefined): ServiceSchemas {
  const out: ServiceSchemas = { operations: {}, structures: {}, errors: {} };

  const deref = (schema: unknown): unknown => (typeof schema === 'function' ? deref(schema()) : schema);
  const traits = (value: unknown): Record<string, unknown> => {
    if (typeof value === 'number')
      return Object.fromEntries(traitBits.filter((_, bit) => (value >> bit) & 1).map((name) => [name, 1]));
    return { ...(value as object) };
  };
  const member = (reference: unknown): Member => {
    let schema = deref(reference);
    const found: Record<string, unknown> = {};
    while (Array.isArray(schema) && schema.length === 2) {
      Object.assign(found, traits(schema[1]));
      schema = deref(schema[0]);
    }
    let type: Type;
    if (typeof schema === 'number') {
      if (schema >= 128) type = { key: 's', value: member(schema & 63) };
      else if (schema >= 64) type = { list: member(schema & 63) };
      else type = simple[schema] ?? 'd';
    } else if (schema === 'unit') {
      type = '$Unit';
    } else {
      const tuple = schema as Tuple;
      const [kind, , name, own] = tuple;
      if (kind !== 3 && kind !== -3 && kind !== 4)
        for (const [trait, value] of Object.entries(traits(own))) found[trait] ??= value;
      if (kind === 0) {
        const inner = member(tuple[4]);
        type = typeof inner === 'object' && 'type' in inner ? inner.type : (inner as Type);
      } else if (kind === 1) type = { list: member(tuple[4]) };
      else if (kind === 2) type = { key: member(tuple[4]), value: member(tuple[5]) };
      else {
        type = `$${name}`;
        structure(tuple);
      }
    }
    for (const trait of ['smithy.api#httpError', 'idempotent', 'idempotencyToken']) delete found[trait];
    return Object.keys(found).length === 0 ? type : { type, ...found };
  };
  const structure = (tuple: Tuple): string => {
    const [, , name, own, names, types, required] = tuple as [
      number,
      string,
      string,
      unknown,
      string[],
      unknown[],
      number?,
    ];
    if (out.structures[name]) return name;
    const members: Record<string, Member> = {};
    out.structures[name] = { required: required ?? 0, members };
    const namespace = (traits(own) as { xmlName?: string }).xmlName;
    if (namespace) Object.assign(out.structures[name] as object, { xmlName: namespace });
    names.forEach((key, i) => {
      members[key] = member(types[i]);
    });
    return name;
  };

  for (const schema of Object.values(module)) {
    if (!Array.isArray(schema)) continue;
    const [kind, , name, own] = schema as unknown as [number, string, string, Record<string, unknown>];
    if (kind === 9 && (keep?.test(name) ?? true)) {
      const [input, output] = [deref(schema[4]), deref(schema[5])];
      const http = (own as { http?: unknown[] } | 0) && own.http;
      out.operations[name] = {
        ...(Array.isArray(input) ? { in: structure(input) } : {}),
        ...(Array.isArray(output) ? { out: structure(output) } : {}),
        ...(http ? { http: http as unknown[] } : {}),
      };
    } else if (kind === -3) {
      const query = own.awsQueryError as [string, number] | undefined;
      out.errors[name] = { code: query?.[0] ?? name, status: query?.[1] ?? (own.httpError as number) ?? 400 };
      if (!keep) structure(schema);
    }
  }
  return out;
}

if (import.meta.main) {
  for (const service of process.argv.length > 2 ? process.argv.slice(2) : services) {
    const module = (await import(`@aws-sdk/client-${service}`)) as Record<string, unknown>;
    const schemas = pruned(module, only[service]);
    const file = join(import.meta.dirname, `../tables/schemas-${service}.json`);
    writeFileSync(file, JSON.stringify(schemas) + '\n');
    console.log(service, Object.keys(schemas.operations).length, 'operations');
  }
}
