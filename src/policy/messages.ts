// Codes to sentences. The engine speaks in codes with parameters; the sentences stand in
// content/<language>/messages/policy.json. English is at hand for errors, which must say what is wrong anywhere.
// Tests: test/policy

import english from '../../content/en/messages/policy.json' with { type: 'json' };
import type { Params } from './types.ts';

type Sentences = Readonly<Record<string, { readonly message: string; readonly hint: string }>>;

/** What is wrong with a document, and what to do: `faults` where it cannot be read, `findings` where it can. */
export interface Messages {
  readonly faults: Sentences;
  readonly findings: Sentences;
  /** Sentences of `describe`. */
  readonly explanation: Readonly<Record<string, string>>;
  /** Layers and callers, as they are called in a sentence. */
  readonly words: Readonly<Record<string, string>>;
}

export const englishMessages: Messages = english;

/** Puts the parameters in: `{name}`. A name that is not given stays as it is. */
export function fill(sentence: string, params: Params): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : whole,
  );
}

/** The sentences for a code; the code itself where there are none. */
export function say(
  code: string,
  params: Params,
  messages: Messages = englishMessages,
): { message: string; hint: string } {
  const found = [messages.faults, messages.findings].find((sentences) => Object.hasOwn(sentences, code))?.[
    code
  ];
  return { message: fill(found?.message ?? code, params), hint: fill(found?.hint ?? '', params) };
}
