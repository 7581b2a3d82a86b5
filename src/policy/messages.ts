// Codes to sentences. The engine speaks in codes with parameters; the sentences stand in
// content/<language>/messages/policy.json. English is at hand for errors, which must say what is wrong anywhere.
// Tests: test/policy/messages.test.ts

import english from '../../content/en/messages/policy.json' with { type: 'json' };
import type { Params } from './types.ts';

export interface Messages {
  /** What is wrong with a document, and what to do. */
  readonly faults: Readonly<Record<string, { readonly message: string; readonly hint: string }>>;
}

export const englishFaults: Messages['faults'] = english.faults;

/** Puts the parameters in: `{name}`. A name that is not given stays as it is. */
export function fill(sentence: string, params: Params): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : whole,
  );
}

export function sayFault(
  code: string,
  params: Params,
  faults: Messages['faults'] = englishFaults,
): { message: string; hint: string } {
  const found = Object.hasOwn(faults, code) ? faults[code] : undefined;
  return { message: fill(found?.message ?? code, params), hint: fill(found?.hint ?? '', params) };
}
