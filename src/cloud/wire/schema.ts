// The shapes of a service's requests and answers, as the generated copy of the SDK's schemas holds them
// (src/data/generator/schemas.ts). Everything that reads or writes the wire is driven by these.

export type Type = string | { list: Member } | { key: Member; value: Member };
export type Member = Type | ({ type: Type } & Traits);

export interface Traits {
  xmlName?: string;
  xmlFlattened?: unknown;
  xmlAttribute?: unknown;
  xmlNamespace?: unknown;
  ec2QueryName?: string;
  jsonName?: string;
  sensitive?: unknown;
  httpLabel?: unknown;
  httpHeader?: string;
  httpQuery?: string;
  httpPayload?: unknown;
  httpPrefixHeaders?: string;
  httpResponseCode?: unknown;
}

export interface Structure {
  /** The first so many members are required. */
  required: number;
  members: Record<string, Member>;
  xmlName?: string;
}

export interface ServiceSchemas {
  operations: Record<string, { in?: string; out?: string; http?: [string, string, number] }>;
  structures: Record<string, Structure>;
  errors: Record<string, { code: string; status: number }>;
}

const noTraits: Traits = {};

export function typeOf(member: Member): Type {
  return typeof member === 'object' && 'type' in member ? member.type : member;
}

export function traitsOf(member: Member): Traits {
  return typeof member === 'object' && 'type' in member ? member : noTraits;
}

/** The structure a type names, or undefined for another type. */
export function structureOf(schemas: ServiceSchemas, type: Type): Structure | undefined {
  return typeof type === 'string' && type[0] === '$'
    ? (schemas.structures[type.slice(1)] ?? unit)
    : undefined;
}

const unit: Structure = { required: 0, members: {} };

/** UserName → userName, as AWS names members in messages and in CloudTrail. */
export function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

export function isoSeconds(date: Date | number): string {
  return new Date(date).toISOString().replace(/\.\d+Z$/, 'Z');
}

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 0x2000)
    text += String.fromCharCode(...bytes.subarray(i, i + 0x2000));
  return btoa(text);
}

export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}
