// A request of any operation as its protocol writes it, apart from the account's own readers and without their checks:
// wrong types and odd values go through.
import type { Service } from '../../../src/cloud/services/service.ts';
import type { HttpRequest } from '../../../src/cloud/wire/http.ts';
import type { Member, ServiceSchemas } from '../../../src/cloud/wire/schema.ts';
import { structureOf, traitsOf, typeOf } from '../../../src/cloud/wire/schema.ts';
import type { Dice } from './dice.ts';
import type { Seen } from './values.ts';
import { inputFor } from './values.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

const jsonTargets: Record<string, string> = {
  signin: 'Signin',
  portal: 'Portal',
  billing: 'AWSBilling',
  supportplans: 'SupportPlans',
};

export function requestFor(service: Service, name: string, dice: Dice, seen: Seen): HttpRequest {
  const host = service.global ? `${service.name}.amazonaws.com` : `${service.name}.us-east-1.amazonaws.com`;
  const { schemas, protocol } = service;
  const schema = Object.hasOwn(schemas.operations, name) ? schemas.operations[name] : undefined;
  const typed = protocol === 'json' || protocol === 'rest-json';
  const input = schema?.in ? inputFor(schemas, schema.in, dice, seen, typed) : {};
  const request = (path: string, headers: Record<string, string>, body: string, method = 'POST') => ({
    method,
    url: `https://${host}${path}`,
    headers: { host, ...headers },
    body: bytes(body),
  });
  if (protocol === 'query' || protocol === 'ec2') {
    const form = new URLSearchParams({ Action: name, Version: service.version });
    writeForm(schemas, `$${schema?.in ?? ''}`, input, '', form, protocol === 'ec2');
    return request('/', { 'content-type': 'application/x-www-form-urlencoded' }, form.toString());
  }
  if (protocol === 'json') {
    const target = `${service.targetPrefix ?? jsonTargets[service.name] ?? ''}.${name}`;
    const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target };
    return request('/', headers, JSON.stringify(input) ?? '');
  }
  const [method = 'POST', uri = '/'] = schema?.http ?? [];
  if (protocol === 'rest-json')
    return request(uri, { 'content-type': 'application/json' }, JSON.stringify(input) ?? '', method);
  return restRequest(schemas, schema?.in ?? '', input, method, uri, request);
}

function writeForm(
  schemas: ServiceSchemas,
  member: Member,
  value: unknown,
  prefix: string,
  form: URLSearchParams,
  ec2: boolean,
): void {
  if (value === undefined || value === null) return;
  const type = typeOf(member);
  if (typeof type === 'object' && 'list' in type) {
    const flat = ec2 || traitsOf(member).xmlFlattened !== undefined;
    const item = flat ? prefix : `${prefix}.${traitsOf(type.list).xmlName ?? 'member'}`;
    (value as unknown[]).forEach((one, i) => {
      writeForm(schemas, type.list, one, `${item}.${i + 1}`, form, ec2);
    });
    return;
  }
  const structure = typeof type === 'string' ? structureOf(schemas, type) : undefined;
  if (!structure) {
    form.set(prefix, String(value));
    return;
  }
  for (const [name, held] of Object.entries(value as object)) {
    const inner = structure.members[name] as Member;
    const traits = traitsOf(inner);
    const base = (ec2 ? traits.ec2QueryName : undefined) ?? traits.xmlName ?? name;
    const wire = ec2 ? base.charAt(0).toUpperCase() + base.slice(1) : base;
    writeForm(schemas, inner, held, prefix ? `${prefix}.${wire}` : wire, form, ec2);
  }
}

function restRequest(
  schemas: ServiceSchemas,
  structure: string,
  input: Record<string, unknown>,
  method: string,
  uri: string,
  request: (path: string, headers: Record<string, string>, body: string, method: string) => HttpRequest,
): HttpRequest {
  let bucket = '';
  let path = uri.replace(/\?.*/, '');
  const query = new URLSearchParams(uri.split('?')[1] ?? '');
  const headers: Record<string, string> = {};
  let body = '';
  for (const [name, member] of Object.entries(schemas.structures[structure]?.members ?? {})) {
    const traits = traitsOf(member);
    const value = input[name];
    const text = (typeof value === 'object' ? JSON.stringify(value) : String(value ?? '')).toWellFormed();
    if (name === 'Bucket') bucket = text;
    else if (traits.httpLabel !== undefined) path = path.replace(/\{\w+\+?\}/, encode(text));
    else if (value === undefined) continue;
    else if (traits.httpHeader) headers[traits.httpHeader.toLowerCase()] = text;
    else if (traits.httpQuery) query.set(traits.httpQuery, text);
    else if (traits.httpPayload !== undefined)
      body =
        typeof typeOf(member) === 'string' && structureOf(schemas, typeOf(member))
          ? xml(schemas, traits.xmlName ?? name, member, value)
          : text;
    else body = xml(schemas, name, member, value);
  }
  const search = query.size > 0 ? `?${query}` : '';
  return request(`${bucket ? `/${encode(bucket)}` : ''}${path}${search}`, headers, body, method);
}

const encode = (text: string) => encodeURIComponent(text);

function xml(schemas: ServiceSchemas, name: string, member: Member, value: unknown): string {
  if (value === undefined || value === null) return '';
  const type = typeOf(member);
  if (Array.isArray(value) && typeof type === 'object' && 'list' in type) {
    if (traitsOf(member).xmlFlattened !== undefined)
      return value.map((one) => xml(schemas, name, type.list, one)).join('');
    const item = traitsOf(type.list).xmlName ?? 'member';
    return `<${name}>${value.map((one) => xml(schemas, item, type.list, one)).join('')}</${name}>`;
  }
  const structure = typeof type === 'string' ? structureOf(schemas, type) : undefined;
  const inner = structure
    ? Object.entries(value as object)
        .map(([key, held]) => {
          const definition = structure.members[key] as Member;
          return xml(schemas, traitsOf(definition).xmlName ?? key, definition, held);
        })
        .join('')
    : String(value).replace(/[<&]/g, (char) => (char === '<' ? '&lt;' : '&amp;'));
  return `<${name}>${inner}</${name}>`;
}
