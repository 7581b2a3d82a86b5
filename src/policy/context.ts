// The request context as policies see it: names in any letter case.

import type { ContextRecord, ContextValue } from './types.ts';

export interface Context {
  /** `lower` is the key in lower case; the spelling in the policy is tried first, as it is mostly the right one. */
  get(key: string, lower: string): ContextValue | undefined;
}

export function contextOf(record: ContextRecord): Context {
  return {
    get(key, lower) {
      const value = record[key];
      // `constructor` is there too, but it is not the request's.
      if (value !== undefined && Object.hasOwn(record, key)) return value;
      for (const name in record) {
        if (name.length === lower.length && name.toLowerCase() === lower) return record[name];
      }
      return undefined;
    },
  };
}

/** The values of a key as a list; a missing key has none. */
export function valuesOf(value: ContextValue | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}
