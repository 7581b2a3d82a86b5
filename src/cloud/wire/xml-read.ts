// Reading the small XML texts that clients send (bucket settings, lists to delete, SAML answers), by the schema or plain. No DTD, no
// entities beyond XML's five and character numbers, no namespaces told apart. Tests: test/cloud/s3.test.ts
import { fail } from '../services/errors.ts';
import { scalar } from './form.ts';
import type { Member, ServiceSchemas, Traits } from './schema.ts';
import { structureOf, traitsOf, typeOf } from './schema.ts';

export interface XmlNode {
  name: string;
  children: XmlNode[];
  text: string;
  attributes: Readonly<Record<string, string>>;
}

const none: Readonly<Record<string, string>> = {};

/** By local name, like elements. */
function attributesOf(text: string): Readonly<Record<string, string>> {
  if (!text.includes('=')) return none;
  const pairs = text.matchAll(/(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return Object.fromEntries([...pairs].map(([, name, a, b]) => [name, decode(a ?? b ?? '')]));
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (name[0] !== '#') return entities[name] ?? whole;
    const point = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

const malformed = () =>
  fail(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );

export function parseXml(text: string): XmlNode {
  const root: XmlNode = { name: '', children: [], text: '', attributes: none };
  const open: XmlNode[] = [root];
  const token =
    /<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([^\s/>]+)([^>]*?)(\/?)>|([^<]+)/g;
  let end = 0;
  for (const found of text.matchAll(token)) {
    if (found.index !== end) malformed();
    end = found.index + found[0].length;
    const [, cdata, closing, name, attributes = '', empty, plain] = found;
    const top = open.at(-1) as XmlNode;
    if (cdata !== undefined) top.text += cdata;
    else if (plain !== undefined) top.text += decode(plain);
    else if (name !== undefined && name[0] !== '!') {
      const local = name.slice(name.indexOf(':') + 1);
      if (closing) {
        if (open.length < 2 || top.name !== local) malformed();
        open.pop();
        continue;
      }
      const node: XmlNode = { name: local, children: [], text: '', attributes: attributesOf(attributes) };
      top.children.push(node);
      if (!empty) open.push(node);
      if (open.length > 64) malformed();
    } else if (name !== undefined) malformed();
  }
  if (end !== text.length || open.length !== 1 || root.children.length !== 1) malformed();
  return root.children[0] as XmlNode;
}

export function readXml(schemas: ServiceSchemas, member: Member, node: XmlNode): unknown {
  const type = typeOf(member);
  if (typeof type === 'object') {
    if (!('list' in type)) return undefined;
    const itemName = traitsOf(type.list).xmlName ?? 'member';
    return node.children
      .filter(({ name }) => name === itemName)
      .map((item) => readXml(schemas, type.list, item));
  }
  const structure = structureOf(schemas, type);
  if (!structure) return scalar(type, node.text);
  const out: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(structure.members)) {
    const traits: Traits = traitsOf(inner);
    const found = node.children.filter((child) => child.name === (traits.xmlName ?? name));
    if (found.length === 0) continue;
    const innerType = typeOf(inner);
    const flat = traits.xmlFlattened !== undefined && typeof innerType === 'object' && 'list' in innerType;
    out[name] = flat
      ? found.map((item) => readXml(schemas, innerType.list, item))
      : readXml(schemas, inner, found[0] as XmlNode);
  }
  return out;
}
