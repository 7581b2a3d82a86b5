// Checking what a request's members may hold, against the table generated from botocore's model, with AWS's own
// sentences and all violations in one message. Tests: test/cloud/limits.test.ts
import { fail } from '../services/errors.ts';
import type { ServiceSchemas, Type } from './schema.ts';
import { lowerFirst, structureOf, traitsOf, typeOf } from './schema.ts';

interface Rule {
  min?: number;
  max?: number;
  pattern?: string;
  enum?: string[];
}

export interface Limits {
  rules: Rule[];
  /** Structure → member → number of its rule, or [own rule (-1: none), rule of a list's items]. */
  structures: Record<string, Record<string, number | number[]>>;
}

/** IAM has a sentence of its own for names that hold other characters. */
const namePattern = '[\\w+=,.@-]+';
const nameSentence = (path: string) =>
  `The specified value for ${path} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`;

const compiled = new WeakMap<Rule, RegExp>();

function pattern(rule: Rule): RegExp {
  let found = compiled.get(rule);
  if (!found) {
    const source = rule.pattern as string;
    found = new RegExp(`^(?:${source})$`, source.includes('\\p{') ? 'u' : '');
    compiled.set(rule, found);
  }
  return found;
}

/** A table without the rules of members that the service itself checks, with errors of its own. */
export function withoutRules(limits: Limits, members: Readonly<Record<string, readonly string[]>>): Limits {
  const structures = { ...limits.structures };
  for (const [structure, left] of Object.entries(members))
    structures[structure] = Object.fromEntries(
      Object.entries(structures[structure] ?? {}).filter(([member]) => !left.includes(member)),
    );
  return { ...limits, structures };
}

/**
 * @param refuse tells the violations («Value 'x' at 'name' failed to satisfy constraint: Member must …») as the service does
 * @throws AwsError ValidationError naming every violation
 */
export function checkLimits(
  schemas: ServiceSchemas,
  limits: Limits,
  structure: string,
  value: object,
  code = 'ValidationError',
  refuse?: (violations: readonly string[]) => never,
): void {
  const found: string[] = [];
  let named: string | undefined;
  /** The value of a sensitive member is not repeated: neither to the caller nor in the event. */
  let secret = false;
  const add = (held: unknown, path: string, constraint: string) => {
    const value = secret ? 'Value' : `Value ${shown(held)}`;
    found.push(`${value} at '${path}' failed to satisfy constraint: Member must ${constraint}`);
  };
  const check = (rule: Rule, held: unknown, path: string) => {
    const { min, max } = rule;
    if (typeof held === 'number') {
      if (max !== undefined && held > max) add(held, path, `have value less than or equal to ${max}`);
      if (min !== undefined && held < min) add(held, path, `have value greater than or equal to ${min}`);
      return;
    }
    const length = Array.isArray(held) || typeof held === 'string' ? held.length : undefined;
    if (length !== undefined) {
      if (max !== undefined && length > max) add(held, path, `have length less than or equal to ${max}`);
      if (min !== undefined && length < min) add(held, path, `have length greater than or equal to ${min}`);
    }
    if (typeof held !== 'string') return;
    if (rule.enum && !rule.enum.includes(held))
      add(held, path, `satisfy enum value set: [${rule.enum.join(', ')}]`);
    if (rule.pattern && !pattern(rule).test(held)) {
      if (rule.pattern === namePattern && held !== '') named ??= nameSentence(path);
      else add(held, path, `satisfy regular expression pattern: ${rule.pattern}`);
    }
  };
  const walk = (name: string, held: Record<string, unknown>, prefix: string) => {
    const shape = schemas.structures[name];
    const rules = limits.structures[name] ?? {};
    let position = 0;
    for (const [member, definition] of Object.entries(shape?.members ?? {})) {
      const path = prefix + lowerFirst(member);
      const item = held[member];
      if (item === undefined || item === null) {
        if (position++ < (shape?.required ?? 0)) add(null, path, 'not be null');
        continue;
      }
      position++;
      const rule = rules[member];
      const [own, inner] = Array.isArray(rule) ? rule : [rule, undefined];
      secret = traitsOf(definition).sensitive !== undefined;
      if (own !== undefined && own >= 0) check(limits.rules[own] as Rule, item, path);
      secret = false;
      descend(typeOf(definition), item, path, inner);
    }
  };
  const descend = (type: Type, held: unknown, path: string, itemRule?: number) => {
    if (typeof type === 'object') {
      if (!('list' in type) || !Array.isArray(held)) return;
      held.forEach((item, i) => {
        if (itemRule !== undefined) check(limits.rules[itemRule] as Rule, item, `${path}.${i + 1}.member`);
        descend(typeOf(type.list), item, `${path}.${i + 1}.member`);
      });
    } else if (structureOf(schemas, type) && typeof held === 'object' && held !== null) {
      walk(type.slice(1), held as Record<string, unknown>, `${path}.`);
    }
  };
  walk(structure, value as Record<string, unknown>, '');
  if (found.length > 0) {
    refuse?.(found);
    const count = found.length === 1 ? '1 validation error' : `${found.length} validation errors`;
    fail(code, `${count} detected: ${found.join('; ')}`);
  }
  if (named) fail(code, named);
}

function shown(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value))
    return `'[${value.map((item) => (typeof item === 'object' ? JSON.stringify(item) : item)).join(', ')}]'`;
  return `'${value}'`;
}
