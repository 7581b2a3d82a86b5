// Reading an answer, or an error, in the protocol of its service: members in the order of the model, as botocore gives
// them and the AWS CLI prints them. Times and bytes stay as they came, which is how version 1 shows them.
// Pure. Tests: test/terminal/wire.test.ts.
import { parseXml, type XmlNode } from '../../cloud/wire/xml-read.ts';
import type { HttpResponse } from '../../practice/index.ts';
import type { Model, Shape } from './model.ts';
import { memberOf } from './model.ts';
import type { Dict, Value } from './python.ts';
import { isDict } from './python.ts';

const decoder = new TextDecoder();

export interface ServiceError {
  code: string;
  message: string;
}

export function readResponse(model: Model, operation: string, response: HttpResponse): Dict {
  const shape = model.output(operation);
  if (!shape) return {};
  const { protocol } = model.table.metadata;
  if (protocol === 'query' || protocol === 'ec2') {
    const root = parseXml(decoder.decode(response.body));
    const wrapper = model.table.operations[operation]?.wrapper;
    const inner = wrapper ? root.children.find(({ name }) => name === wrapper) : root;
    return inner ? (xmlStructure(model, shape, inner) as Dict) : {};
  }
  if (protocol === 'json') return jsonBody(model, shape, decoder.decode(response.body));
  return restResponse(model, operation, shape, response);
}

function jsonBody(model: Model, shape: Shape, text: string): Dict {
  const found = text === '' ? {} : (JSON.parse(text) as Value);
  return jsonValue(model, shape, found) as Dict;
}

function jsonValue(model: Model, shape: Shape, value: Value): Value {
  if (shape.kind === 'structure') {
    if (!isDict(value)) return value;
    const out: Dict = {};
    for (const name of Object.keys(shape.members)) {
      const member = memberOf(model, shape, name) as Shape;
      const held = value[member.traits.locationName ?? name];
      if (held !== undefined && held !== null) out[name] = jsonValue(model, member, held);
    }
    return out;
  }
  if (shape.kind === 'list' && Array.isArray(value))
    return value.map((item) => jsonValue(model, model.shape(shape.list as string), item));
  if (shape.kind === 'map' && isDict(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, held]) => [
        key,
        jsonValue(model, model.shape(shape.value as string), held),
      ]),
    );
  return value;
}

function xmlValue(model: Model, shape: Shape, node: XmlNode): Value {
  if (shape.kind === 'structure') return xmlStructure(model, shape, node);
  if (shape.kind === 'list') {
    const item = model.shape(shape.list as string);
    return node.children.map((child) => xmlValue(model, item, child));
  }
  if (shape.kind === 'map') return xmlMap(model, shape, node.children);
  return scalar(shape, node.text);
}

function xmlStructure(model: Model, shape: Shape, node: XmlNode): Value {
  const out: Dict = {};
  for (const name of Object.keys(shape.members)) {
    const member = memberOf(model, shape, name) as Shape;
    const { traits } = member;
    if (traits.location) continue;
    const flat = traits.flattened === true;
    const item = member.kind === 'list' && flat ? model.shape(member.list as string) : undefined;
    const wireName = item?.traits.locationName ?? traits.locationName ?? name;
    if (traits.xmlAttribute) {
      const value = node.attributes[wireName.slice(wireName.indexOf(':') + 1)];
      if (value !== undefined) out[name] = value;
      continue;
    }
    const found = node.children.filter((child) => child.name === wireName);
    if (found.length === 0) continue;
    if (item) out[name] = found.map((child) => xmlValue(model, item, child));
    else if (flat && member.kind === 'map') out[name] = xmlMap(model, member, found);
    else out[name] = xmlValue(model, member, found[0] as XmlNode);
  }
  return out;
}

function xmlMap(model: Model, shape: Shape, entries: readonly XmlNode[]): Value {
  const [keys, values] = [model.shape(shape.key as string), model.shape(shape.value as string)];
  const child = (entry: XmlNode, name: string) => entry.children.find((one) => one.name === name);
  return Object.fromEntries(
    entries.map((entry) => {
      const key = child(entry, keys.traits.locationName ?? 'key')?.text ?? '';
      const value = child(entry, values.traits.locationName ?? 'value');
      return [key, value ? xmlValue(model, values, value) : ''];
    }),
  );
}

function scalar(shape: Shape, text: string): Value {
  switch (shape.kind) {
    case 'i':
    case 'l':
    case 'f':
    case 'd':
      return Number(text);
    case 'b':
      return text === 'true';
    default:
      return text;
  }
}

function restResponse(model: Model, operation: string, shape: Shape, response: HttpResponse): Dict {
  const out: Dict = {};
  for (const name of Object.keys(shape.members)) {
    const member = memberOf(model, shape, name) as Shape;
    const { location, locationName = name } = member.traits;
    if (location === 'statusCode') out[name] = response.status;
    else if (location === 'header') {
      const text = response.headers[locationName.toLowerCase()];
      if (text !== undefined) out[name] = scalar(member, text);
    } else if (location === 'headers') {
      const prefix = locationName.toLowerCase();
      const held = Object.entries(response.headers).filter(([header]) => header.startsWith(prefix));
      out[name] = Object.fromEntries(held.map(([header, value]) => [header.slice(prefix.length), value]));
    }
  }
  const json = model.table.metadata.protocol === 'rest-json';
  if (shape.payload !== undefined) {
    const member = memberOf(model, shape, shape.payload) as Shape;
    if (member.kind === 'x') out[shape.payload] = response.body;
    else if (member.kind === 's') out[shape.payload] = decoder.decode(response.body);
    else if (response.body.length > 0)
      out[shape.payload] = json
        ? jsonBody(model, member, decoder.decode(response.body))
        : xmlValue(model, member, parseXml(decoder.decode(response.body)));
    return out;
  }
  if (response.body.length === 0) return out;
  const text = decoder.decode(response.body);
  // The one answer of S3 that is a bare text in its root element.
  if (operation === 'GetBucketLocation') return { LocationConstraint: parseXml(text).text || null };
  const body = json ? jsonBody(model, shape, text) : (xmlStructure(model, shape, parseXml(text)) as Dict);
  for (const [name, value] of Object.entries(body))
    if (!memberOf(model, shape, name)?.traits.location) out[name] = value;
  return out;
}

const phrases: Record<number, string> = {
  301: 'Moved Permanently',
  304: 'Not Modified',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  412: 'Precondition Failed',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** @returns undefined where the answer is no error */
export function readError(model: Model, response: HttpResponse): ServiceError | undefined {
  if (response.status < 300) return undefined;
  const text = decoder.decode(response.body);
  const { protocol } = model.table.metadata;
  if (protocol === 'json' || protocol === 'rest-json') {
    const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    const told = response.headers['x-amzn-errortype'] ?? String(body.__type ?? body.code ?? response.status);
    const code = told.slice(told.indexOf('#') + 1).replace(/:.*/, '');
    const query = response.headers['x-amzn-query-error']?.split(';')[0];
    return { code: query || code, message: String(body.message ?? body.Message ?? '') };
  }
  if (text === '') return { code: String(response.status), message: phrases[response.status] ?? '' };
  const root = parseXml(text);
  const find = (node: XmlNode): XmlNode | undefined =>
    node.children.some(({ name }) => name === 'Code')
      ? node
      : node.children.map(find).find((found) => found !== undefined);
  const error = find(root);
  const said = (name: string) => error?.children.find((child) => child.name === name)?.text ?? '';
  return { code: said('Code') || String(response.status), message: said('Message') };
}

/** Policy documents come percent-encoded from IAM; botocore shows them as what they hold. */
export function decodePolicies(model: Model, shape: Shape, value: Value): Value {
  if (!holdsPolicies(model, shape)) return value;
  if (shape.kind === 'list' && Array.isArray(value)) {
    const item = model.shape(shape.list as string);
    return value.map((element) => decodePolicies(model, item, element));
  }
  if (shape.kind !== 'structure' || !isDict(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => {
      const member = memberOf(model, shape, name);
      if (!member) return [name, held];
      if (member.kind === 's' && member.name === 'policyDocumentType')
        return [name, documentOf(String(held))];
      return [name, decodePolicies(model, member, held)];
    }),
  );
}

const withPolicies = new WeakMap<Shape, boolean>();

function holdsPolicies(model: Model, shape: Shape): boolean {
  const known = withPolicies.get(shape);
  if (known !== undefined) return known;
  // No shape of IAM holds itself; were there one, it would be looked at once.
  withPolicies.set(shape, false);
  const inner =
    shape.kind === 'list'
      ? [model.shape(shape.list as string)]
      : Object.keys(shape.members).map((name) => memberOf(model, shape, name) as Shape);
  const found = inner.some((one) => one.name === 'policyDocumentType' || holdsPolicies(model, one));
  withPolicies.set(shape, found);
  return found;
}

function documentOf(text: string): Value {
  try {
    return JSON.parse(decodeURIComponent(text)) as Value;
  } catch {
    return text;
  }
}
