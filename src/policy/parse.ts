// Text to document: JSON, then grammar. A fault comes with its place and says what to do.
// Tests: test/policy, test/policy/bad-input.test.ts

import { faults, sayFrom } from './faults.ts';
import { checkGrammar, type Fault } from './grammar.ts';
import { offsetOf, placeOf, readJson } from './json.ts';
import type { PolicyDocument, PolicyError } from './types.ts';

/**
 * Longer texts are not read at all. AWS's APIs take 131,072 characters at most; this leaves room for experiments
 * and keeps the answer to nonsense quick.
 */
export const MAX_POLICY_LENGTH = 1_048_576;

export type Parsed = { ok: true; document: PolicyDocument } | { ok: false; error: PolicyError };

/** Reads a policy's text. An answer that is ok has a document that `compile` takes. */
export function parse(text: string): Parsed {
  if (text.length > MAX_POLICY_LENGTH) {
    const fault = { code: 'tooLong', params: { length: text.length, limit: MAX_POLICY_LENGTH }, pointer: '' };
    return { ok: false, error: errorAt(text, fault, MAX_POLICY_LENGTH) };
  }
  const json = readJson(text);
  if (!json.ok) return { ok: false, error: errorAt(text, json.fault, json.fault.offset) };
  const checked = checkGrammar(json.value);
  if (checked.ok) return checked;
  const [first] = checked.faults;
  return { ok: false, error: errorAt(text, first, offsetOf(text, first.pointer)) };
}

/** Reads a policy that is a JSON value already. The fault's pointer is the document's; there is no line to name. */
export function check(value: unknown): { ok: true; document: PolicyDocument } | { ok: false; fault: Fault } {
  const checked = checkGrammar(value);
  return checked.ok ? checked : { ok: false, fault: checked.faults[0] };
}

export function errorAt(text: string, { code, params, pointer }: Fault, offset: number): PolicyError {
  return { code, params, ...sayFrom([faults], code, params), pointer, ...placeOf(text, offset) };
}
