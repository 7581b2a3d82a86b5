// Reading AWS's query protocols: a form of dotted names (Tags.member.1.Key=team) into an object, led by the schema.
// Written for awsQuery and ec2Query («AWS Query protocol», Smithy documentation). Tests: test/cloud/wire.test.ts
import { fail } from '../services/errors.ts';
import type { Member, ServiceSchemas, Traits, Type } from './schema.ts';
import { fromBase64, structureOf, traitsOf, typeOf } from './schema.ts';

interface Node {
  value?: string;
  children?: Map<string, Node>;
}

export type Dialect = 'query' | 'ec2';

/** More than this many levels or fields in a request is an attack, not a request. */
const maxDepth = 32;
const maxFields = 20_000;

export function parseForm(text: string): URLSearchParams {
  return new URLSearchParams(text);
}

export function formTree(form: Iterable<[string, string]>): Node {
  const root: Node = {};
  let fields = 0;
  for (const [name, value] of form) {
    if (++fields > maxFields) fail('MalformedQueryString', 'The query string has too many parameters.');
    const parts = name.split('.');
    if (parts.length > maxDepth) fail('MalformedQueryString', 'The query string has too many levels.');
    let node = root;
    for (const part of parts) {
      node.children ??= new Map();
      let child = node.children.get(part);
      if (!child) {
        child = {};
        node.children.set(part, child);
      }
      node = child;
    }
    node.value = value;
  }
  return root;
}

export function readStructure(schemas: ServiceSchemas, name: string, node: Node, dialect: Dialect): unknown {
  return read(schemas, `$${name}`, {}, node, dialect);
}

function read(schemas: ServiceSchemas, type: Type, traits: Traits, node: Node, dialect: Dialect): unknown {
  if (typeof type === 'object')
    return 'list' in type
      ? readList(schemas, type.list, traits, node, dialect)
      : readMap(schemas, type, traits, node, dialect);
  const structure = structureOf(schemas, type);
  if (!structure) return scalar(type, node.value);
  const out: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(structure.members)) {
    const child = node.children?.get(wireName(name, traitsOf(member), dialect));
    if (!child) continue;
    const value = read(schemas, typeOf(member), traitsOf(member), child, dialect);
    if (value !== undefined) out[name] = value;
  }
  return out;
}

function wireName(name: string, traits: Traits, dialect: Dialect): string {
  if (dialect === 'query') return traits.xmlName ?? name;
  const base = traits.ec2QueryName ?? traits.xmlName ?? name;
  return base.charAt(0).toUpperCase() + base.slice(1);
}

function readList(
  schemas: ServiceSchemas,
  item: Member,
  traits: Traits,
  node: Node,
  dialect: Dialect,
): unknown {
  const flat = dialect === 'ec2' || traits.xmlFlattened !== undefined;
  const holder = flat ? node : node.children?.get(traitsOf(item).xmlName ?? 'member');
  // «Tags=» is how the SDKs write an empty list.
  if (!holder?.children) return node.value === '' ? [] : undefined;
  return numbered(holder.children)
    .map((child) => read(schemas, typeOf(item), traitsOf(item), child, dialect))
    .filter((value) => value !== undefined);
}

function readMap(
  schemas: ServiceSchemas,
  type: { key: Member; value: Member },
  traits: Traits,
  node: Node,
  dialect: Dialect,
): unknown {
  const holder = traits.xmlFlattened === undefined ? node.children?.get('entry') : node;
  if (!holder?.children) return undefined;
  const entries = numbered(holder.children).map((entry): [string, unknown] => {
    const key = entry.children?.get(traitsOf(type.key).xmlName ?? 'key')?.value ?? '';
    const value = entry.children?.get(traitsOf(type.value).xmlName ?? 'value') ?? {};
    return [key, read(schemas, typeOf(type.value), traitsOf(type.value), value, dialect)];
  });
  return Object.fromEntries(entries);
}

function numbered(children: Map<string, Node>): Node[] {
  return [...children]
    .filter(([name]) => /^\d{1,6}$/.test(name))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, child]) => child);
}

export function scalar(type: string, text: string | undefined): unknown {
  if (text === undefined) return undefined;
  switch (type.charAt(0)) {
    case 'n': {
      const number = Number(text);
      if (text.trim() === '' || Number.isNaN(number))
        fail('MalformedInput', `Unable to parse the number '${text.slice(0, 64)}'.`);
      return number;
    }
    case 'b':
      if (!/^(true|false)$/i.test(text))
        fail('MalformedInput', `Unable to parse the boolean '${text.slice(0, 64)}'.`);
      return text.toLowerCase() === 'true';
    case 't': {
      const date = new Date(/^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : text);
      if (Number.isNaN(date.getTime()))
        fail('MalformedInput', `Unable to parse the time '${text.slice(0, 64)}'.`);
      return date;
    }
    case 'x':
      try {
        return fromBase64(text);
      } catch {
        return fail('MalformedInput', 'Unable to decode the base64 value.');
      }
    default:
      return text;
  }
}
