// Sentences of what is wrong with a document that cannot be read. They are at hand with the parser, because an error
// must say what is wrong anywhere; all others stand in messages.ts. Tests: test/policy
import english from '../../content/en/messages/policy-faults.json' with { type: 'json' };
import type { Params } from './types.ts';

export type Sentences = Readonly<Record<string, { readonly message: string; readonly hint: string }>>;

export const { faults }: { readonly faults: Sentences } = english;

/** Puts the parameters in: `{name}`. A name that is not given stays as it is. */
export function fill(sentence: string, params: Params): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : whole,
  );
}

/** The first sentences that have the code; the code itself where none has. */
export function sayFrom(
  sentences: readonly Sentences[],
  code: string,
  params: Params,
): { message: string; hint: string } {
  const found = sentences.find((some) => Object.hasOwn(some, code))?.[code];
  return { message: fill(found?.message ?? code, params), hint: fill(found?.hint ?? '', params) };
}
