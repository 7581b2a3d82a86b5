// Writing an answer as XML, led by the schema. Strings are put together directly: an answer is a few hundred bytes.
// The test writes every output of every service and has the SDK read it back. Tests: test/cloud/wire.test.ts
import type { Member, ServiceSchemas, Traits, Type } from './schema.ts';
import { isoSeconds, structureOf, toBase64, traitsOf, typeOf } from './schema.ts';

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
};

export function escapeXml(text: string): string {
  // Characters XML 1.0 does not have at all are left out, as no parser would take them.
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
      .replace(/[&<>"\r]/g, (char) => escapes[char] as string)
  );
}

export function element(name: string, inner: string): string {
  return `<${name}>${inner}</${name}>`;
}

/** The members of a structure, without an element around them. */
export function writeMembers(schemas: ServiceSchemas, structure: string, value: object, ec2 = false): string {
  return members(schemas, structureOf(schemas, `$${structure}`)?.members ?? {}, value, ec2);
}

function members(schemas: ServiceSchemas, all: Record<string, Member>, value: object, ec2: boolean): string {
  let out = '';
  for (const [name, member] of Object.entries(all)) {
    const traits = traitsOf(member);
    if (traits.httpHeader || traits.httpPrefixHeaders || traits.httpResponseCode || traits.xmlAttribute)
      continue;
    const held = (value as Record<string, unknown>)[name];
    if (held !== undefined && held !== null)
      out += writeMember(schemas, traits.xmlName ?? name, typeOf(member), traits, held, ec2);
  }
  return out;
}

function writeMember(
  schemas: ServiceSchemas,
  name: string,
  type: Type,
  traits: Traits,
  value: unknown,
  ec2: boolean,
): string {
  if (typeof type === 'string') {
    const structure = structureOf(schemas, type);
    return structure
      ? `<${name}${attributes(schemas, structure.members, value as object)}>${members(schemas, structure.members, value as object, ec2)}</${name}>`
      : element(name, text(type, value));
  }
  const flat = traits.xmlFlattened !== undefined;
  if ('list' in type) {
    const itemName = flat ? name : (traitsOf(type.list).xmlName ?? (ec2 ? 'item' : 'member'));
    const items = (value as unknown[])
      .map((item) => writeMember(schemas, itemName, typeOf(type.list), traitsOf(type.list), item, ec2))
      .join('');
    return flat ? items : element(name, items);
  }
  const entries = Object.entries(value as object)
    .map(([key, held]) => {
      const keyElement = element(traitsOf(type.key).xmlName ?? 'key', escapeXml(key));
      const valueName = traitsOf(type.value).xmlName ?? 'value';
      const inner =
        keyElement + writeMember(schemas, valueName, typeOf(type.value), traitsOf(type.value), held, ec2);
      return element(flat ? name : 'entry', inner);
    })
    .join('');
  return flat ? entries : element(name, entries);
}

function attributes(schemas: ServiceSchemas, all: Record<string, Member>, value: object): string {
  let out = '';
  for (const [name, member] of Object.entries(all)) {
    const traits = traitsOf(member);
    const held = (value as Record<string, unknown>)[name];
    if (!traits.xmlAttribute || held === undefined) continue;
    const [prefix, uri] = ['xsi', 'http://www.w3.org/2001/XMLSchema-instance'];
    out += ` xmlns:${prefix}="${uri}" ${traits.xmlName ?? name}="${text(typeOf(member) as string, held)}"`;
  }
  void schemas;
  return out;
}

function text(type: string, value: unknown): string {
  if (value instanceof Date) {
    if (type === 't:http') return value.toUTCString();
    return type === 't:epoch' ? String(Math.floor(value.getTime() / 1000)) : isoSeconds(value);
  }
  if (value instanceof Uint8Array) return toBase64(value);
  return escapeXml(String(value));
}
