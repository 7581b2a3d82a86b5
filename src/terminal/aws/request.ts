// Writing a request in the protocol of its service, as botocore does. Pure. Tests: test/terminal/wire.test.ts.
import type { HttpRequest } from '../../practice/index.ts';
import type { Model, Shape } from './model.ts';
import { memberOf } from './model.ts';
import type { Dict, Value } from './python.ts';
import { isDict } from './python.ts';
import { timeOf } from './time.ts';

const encoder = new TextEncoder();

/** @param endpoint https://iam.amazonaws.com, without a path */
export function writeRequest(
  model: Model,
  operation: string,
  parameters: Dict,
  endpoint: string,
): HttpRequest {
  const shape = model.input(operation);
  const { protocol } = model.table.metadata;
  if (protocol === 'query' || protocol === 'ec2')
    return queryRequest(model, operation, shape, parameters, endpoint);
  if (protocol === 'json') return jsonRequest(model, operation, shape, parameters, endpoint);
  return restRequest(model, operation, shape, parameters, endpoint);
}

function queryRequest(
  model: Model,
  operation: string,
  shape: Shape | undefined,
  parameters: Dict,
  endpoint: string,
): HttpRequest {
  const { protocol, apiVersion } = model.table.metadata;
  const form: [string, string][] = [
    ['Action', operation],
    ['Version', apiVersion],
  ];
  if (shape) formFields(model, shape, parameters, '', protocol === 'ec2', form);
  return {
    method: 'POST',
    url: `${endpoint}/`,
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: encoder.encode(form.map(([name, value]) => `${escapeUri(name)}=${escapeUri(value)}`).join('&')),
  };
}

function formFields(
  model: Model,
  shape: Shape,
  value: Value,
  prefix: string,
  ec2: boolean,
  form: [string, string][],
): void {
  const nameOf = ({ traits }: Shape, fallback: string): string => {
    if (!ec2) return traits.locationName ?? fallback;
    const name = traits.queryName ?? traits.locationName;
    return name === undefined
      ? fallback
      : traits.queryName
        ? name
        : name.charAt(0).toUpperCase() + name.slice(1);
  };
  if (shape.kind === 'structure') {
    for (const [name, held] of Object.entries(value as Dict)) {
      const member = memberOf(model, shape, name) as Shape;
      const own = nameOf(member, name);
      formFields(model, member, held, prefix ? `${prefix}.${own}` : own, ec2, form);
    }
  } else if (shape.kind === 'list') {
    const list = value as Value[];
    const item = model.shape(shape.list as string);
    if (list.length === 0 && !ec2) form.push([prefix, '']);
    let start = prefix;
    if (!ec2 && !shape.traits.flattened) start = `${prefix}.${item.traits.locationName ?? 'member'}`;
    else if (!ec2 && item.traits.locationName)
      start = [...prefix.split('.').slice(0, -1), item.traits.locationName].join('.');
    list.forEach((element, index) => {
      formFields(model, item, element, `${start}.${index + 1}`, ec2, form);
    });
  } else if (shape.kind === 'map') {
    const start = shape.traits.flattened ? prefix : `${prefix}.entry`;
    const [keys, values] = [model.shape(shape.key as string), model.shape(shape.value as string)];
    Object.entries(value as Dict).forEach(([key, held], index) => {
      formFields(model, keys, key, `${start}.${index + 1}.${nameOf(keys, 'key')}`, ec2, form);
      formFields(model, values, held, `${start}.${index + 1}.${nameOf(values, 'value')}`, ec2, form);
    });
  } else form.push([prefix, text(shape, value, 'iso8601')]);
}

function text(shape: Shape, value: Value, times: string): string {
  if (shape.kind === 'x') return toBase64(bytesOf(value));
  if (shape.kind === 't') return timeText(value, shape.traits.timestampFormat ?? times);
  return String(value);
}

function timeText(value: Value, format: string): string {
  const date = new Date(timeOf(value) ?? 0);
  if (format === 'rfc822') return date.toUTCString();
  if (format === 'unixTimestamp') return String(Math.floor(date.getTime() / 1000));
  return date.toISOString().replace('.000Z', 'Z');
}

export function bytesOf(value: Value): Uint8Array {
  return value instanceof Uint8Array ? value : encoder.encode(String(value));
}

export function toBase64(bytes: Uint8Array): string {
  let out = '';
  for (let i = 0; i < bytes.length; i += 0x2000) out += String.fromCharCode(...bytes.subarray(i, i + 0x2000));
  return btoa(out);
}

/** RFC 3986, as signatures want it. */
export function escapeUri(word: string): string {
  return encodeURIComponent(word).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function jsonRequest(
  model: Model,
  operation: string,
  shape: Shape | undefined,
  parameters: Dict,
  endpoint: string,
): HttpRequest {
  const { targetPrefix, jsonVersion = '1.0' } = model.table.metadata;
  return {
    method: 'POST',
    url: `${endpoint}/`,
    headers: {
      'content-type': `application/x-amz-json-${jsonVersion}`,
      'x-amz-target': `${targetPrefix}.${operation}`,
    },
    body: encoder.encode(JSON.stringify(shape ? jsonValue(model, shape, parameters) : {})),
  };
}

function jsonValue(model: Model, shape: Shape, value: Value): unknown {
  if (shape.kind === 'structure' && isDict(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, held]) => {
        const member = memberOf(model, shape, name) as Shape;
        return [member.traits.locationName ?? name, jsonValue(model, member, held)];
      }),
    );
  if (shape.kind === 'list' && Array.isArray(value))
    return value.map((item) => jsonValue(model, model.shape(shape.list as string), item));
  if (shape.kind === 'map' && isDict(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, held]) => [
        key,
        jsonValue(model, model.shape(shape.value as string), held),
      ]),
    );
  if (shape.kind === 't') {
    const { timestampFormat } = shape.traits;
    const time = timeOf(value) ?? 0;
    return timestampFormat === 'iso8601' ? timeText(value, 'iso8601') : Math.floor(time / 1000);
  }
  return shape.kind === 'x' ? toBase64(bytesOf(value)) : value;
}

function restRequest(
  model: Model,
  operation: string,
  shape: Shape | undefined,
  parameters: Dict,
  endpoint: string,
): HttpRequest {
  const [method, pattern] = model.table.operations[operation]?.http ?? ['POST', '/'];
  const query: string[] = [];
  const headers: Record<string, string> = {};
  const inBody: Dict = {};
  let [path = '/', fixed] = pattern.split('?');
  if (fixed) query.push(...fixed.split('&').map((part) => (part.includes('=') ? part : `${part}=`)));
  for (const [name, value] of Object.entries(parameters)) {
    const member = memberOf(model, shape as Shape, name) as Shape;
    const { location, locationName = name } = member.traits;
    if (location === 'uri') {
      path = path
        .replace(`{${locationName}+}`, () => String(value).split('/').map(escapeUri).join('/'))
        .replace(`{${locationName}}`, () => escapeUri(String(value)));
    } else if (location === 'querystring') {
      for (const one of [value].flat())
        query.push(`${escapeUri(locationName)}=${escapeUri(text(member, one, 'iso8601'))}`);
    } else if (location === 'header') headers[locationName.toLowerCase()] = headerText(model, member, value);
    else if (location === 'headers') {
      for (const [key, held] of Object.entries(value as Dict))
        headers[`${locationName}${key}`.toLowerCase()] = String(held);
    } else inBody[name] = value;
  }
  const body = restBody(model, shape, inBody, headers);
  const search = query.length > 0 ? `?${query.join('&')}` : '';
  return { method, url: `${endpoint}${path}${search}`, headers, body };
}

function headerText(model: Model, member: Shape, value: Value): string {
  if (member.kind === 'list')
    return (value as Value[])
      .map((item) => text(model.shape(member.list as string), item, 'rfc822'))
      .join(',');
  return text(member, value, 'rfc822');
}

function restBody(
  model: Model,
  shape: Shape | undefined,
  inBody: Dict,
  headers: Record<string, string>,
): Uint8Array {
  if (!shape) return new Uint8Array();
  const json = model.table.metadata.protocol === 'rest-json';
  const type = json ? 'application/json' : 'application/xml';
  if (shape.payload !== undefined) {
    const value = inBody[shape.payload];
    if (value === undefined) return new Uint8Array();
    const member = memberOf(model, shape, shape.payload) as Shape;
    if (member.kind !== 'structure') return bytesOf(value);
    headers['content-type'] ??= type;
    return encoder.encode(
      json
        ? JSON.stringify(jsonValue(model, member, value))
        : xmlElement(model, member, value, shape.payload),
    );
  }
  if (json) {
    headers['content-type'] ??= type;
    return encoder.encode(JSON.stringify(jsonValue(model, shape, inBody)));
  }
  if (Object.keys(inBody).length === 0) return new Uint8Array();
  return encoder.encode(xmlElement(model, shape, inBody, shape.traits.locationName ?? shape.name));
}

const xmlEscapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
};

function escapeXml(value: string): string {
  return value.replace(/[&<>"\r]/g, (char) => xmlEscapes[char] as string);
}

function xmlElement(model: Model, shape: Shape, value: Value, fallback: string): string {
  const name = shape.traits.locationName ?? fallback;
  const { xmlNamespace } = shape.traits;
  const uri = typeof xmlNamespace === 'object' ? xmlNamespace.uri : xmlNamespace;
  const open = `<${name}${uri ? ` xmlns="${uri}"` : ''}>`;
  if (shape.kind === 'structure') {
    const inner = Object.entries(value as Dict)
      .map(([key, held]) => xmlElement(model, memberOf(model, shape, key) as Shape, held, key))
      .join('');
    return `${open}${inner}</${name}>`;
  }
  if (shape.kind === 'list') {
    const item = model.shape(shape.list as string);
    const flat = shape.traits.flattened === true;
    const inner = (value as Value[])
      .map((element) =>
        xmlElement(
          model,
          flat
            ? { ...item, traits: { ...item.traits, locationName: item.traits.locationName ?? name } }
            : item,
          element,
          'member',
        ),
      )
      .join('');
    return flat ? inner : `${open}${inner}</${name}>`;
  }
  return `${open}${escapeXml(text(shape, value, 'iso8601'))}</${name}>`;
}
