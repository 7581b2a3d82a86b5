// Codes to sentences. The engine speaks in codes with parameters; the sentences stand in
// content/<language>/messages/policy.json. English is at hand for errors, which must say what is wrong anywhere.
// Tests: test/policy

import english from '../../content/en/messages/policy.json' with { type: 'json' };
import { faults, type Sentences, sayFrom } from './faults.ts';
import type { Params } from './types.ts';

export { fill } from './faults.ts';

/** What is wrong with a document, and what to do: `faults` where it cannot be read, `findings` where it can. */
export interface Messages {
  readonly faults: Sentences;
  readonly findings: Sentences;
  /** Sentences of `describe`. */
  readonly explanation: Readonly<Record<string, string>>;
  /** Layers and callers, as they are called in a sentence. */
  readonly words: Readonly<Record<string, string>>;
}

export const englishMessages: Messages = { ...english, faults };

/** The sentences for a code; the code itself where there are none. */
export function say(
  code: string,
  params: Params,
  messages: Messages = englishMessages,
): { message: string; hint: string } {
  return sayFrom([messages.faults, messages.findings], code, params);
}
