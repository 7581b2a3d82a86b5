// Reading and writing AWS's JSON protocols, led by the schema. Tests: test/cloud/wire.test.ts
import { fail } from '../services/errors.ts';
import type { Member, ServiceSchemas } from './schema.ts';
import { fromBase64, structureOf, toBase64, traitsOf, typeOf } from './schema.ts';

export function parseJson(text: string): Record<string, unknown> {
  if (text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // told below
  }
  return fail('SerializationException', 'The request body is not a JSON object.');
}

/** What the body says, with only the members the schema knows, in the types it names. */
export function readJson(schemas: ServiceSchemas, member: Member, value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  const type = typeOf(member);
  const wrong = () => fail('SerializationException', 'A member of the request has the wrong type.');
  if (typeof type === 'object') {
    // Nothing in a list or a map is as not sent, as it is in a structure.
    if ('list' in type)
      return Array.isArray(value)
        ? value.map((item) => readJson(schemas, type.list, item)).filter((item) => item !== undefined)
        : wrong();
    if (typeof value !== 'object' || Array.isArray(value)) return wrong();
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, held]) => [key, readJson(schemas, type.value, held)])
        .filter(([, held]) => held !== undefined),
    );
  }
  const structure = structureOf(schemas, type);
  if (structure) {
    if (typeof value !== 'object' || Array.isArray(value)) return wrong();
    const out: Record<string, unknown> = {};
    for (const [name, inner] of Object.entries(structure.members)) {
      const key = traitsOf(inner).jsonName ?? name;
      if (!Object.hasOwn(value, key)) continue;
      const held = readJson(schemas, inner, (value as Record<string, unknown>)[key]);
      if (held !== undefined) out[name] = held;
    }
    return out;
  }
  switch (type.charAt(0)) {
    case 's':
      return typeof value === 'string' ? value : wrong();
    case 'n':
      return typeof value === 'number' ? value : wrong();
    case 'b':
      return typeof value === 'boolean' ? value : wrong();
    case 't': {
      if (typeof value !== 'number' && typeof value !== 'string') return wrong();
      const date = new Date(typeof value === 'number' ? value * 1000 : value);
      return Number.isNaN(date.getTime()) ? wrong() : date;
    }
    case 'x':
      return typeof value === 'string' ? bytesOf(value, wrong) : wrong();
    default:
      return value;
  }
}

function bytesOf(text: string, wrong: () => never): Uint8Array {
  try {
    return fromBase64(text);
  } catch {
    return wrong();
  }
}

export function writeJson(schemas: ServiceSchemas, member: Member, value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  const type = typeOf(member);
  if (value instanceof Date) return type === 't:iso' ? value.toISOString() : value.getTime() / 1000;
  if (value instanceof Uint8Array) return toBase64(value);
  if (typeof type === 'object') {
    if ('list' in type) return (value as unknown[]).map((item) => writeJson(schemas, type.list, item));
    return Object.fromEntries(
      Object.entries(value as object).map(([key, held]) => [key, writeJson(schemas, type.value, held)]),
    );
  }
  const structure = structureOf(schemas, type);
  if (!structure) return value;
  const out: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(structure.members)) {
    const held = writeJson(schemas, inner, (value as Record<string, unknown>)[name]);
    if (held !== undefined) out[traitsOf(inner).jsonName ?? name] = held;
  }
  return out;
}
