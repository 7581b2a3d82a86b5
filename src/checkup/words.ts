// From codes to sentences: the content file is given, so that each page loads its own language's only.
// Tests: test/checkup/rules.test.ts, every code of every rule.
import { localize, type Message, type Messages, type Translation, translator } from '../strings/index.ts';
import type { Finding } from './checkup.ts';
import type { UnseenReason } from './evidence.ts';
import type { Certainty, Status, Subject } from './rules/rule.ts';

export interface RuleWords {
  title: string;
  why: string;
  /** By the verdict's code. */
  says: Readonly<Record<string, Message>>;
  /** What is said beside a subject, by its code. */
  who?: Readonly<Record<string, Message>>;
  console: string;
  cli: string;
  terraform: string;
  /** The question of the checklist. */
  ask?: string;
}

/** content/LANGUAGE/messages/checkup.json */
export interface CheckupWords {
  rules: Readonly<Record<string, RuleWords>>;
  status: Readonly<Record<Status, string>>;
  weight: Readonly<Record<string, string>>;
  sure: Readonly<Record<Certainty, string>>;
  unseen: Readonly<Record<UnseenReason, string>>;
}

/** The same words in a page's locale; commands and configuration stay as they are. */
export function localizeWords(words: CheckupWords, locale: string): CheckupWords {
  const all = <M extends object>(messages: M): M =>
    localize(messages as unknown as Messages, locale) as never;
  const rules = Object.entries(words.rules).map(([id, { says, who, cli, terraform, ...sentences }]) => {
    const prose = { ...all(sentences), says: all(says), ...(who ? { who: all(who) } : {}) };
    return [id, { ...prose, cli, terraform }] as const;
  });
  return {
    rules: Object.fromEntries(rules),
    status: all(words.status),
    weight: all(words.weight),
    sure: all(words.sure),
    unseen: all(words.unseen),
  };
}

type Sentences = Translation<Record<string, Message>>;

/** What a finding says, as one sentence. */
export function saying(words: CheckupWords, finding: Finding, locale: string): string {
  if (finding.status === 'couldNotSee')
    return translator(words.unseen as Sentences, locale)(finding.reason ?? 'failed', {
      operation: finding.operation ?? '',
    });
  const says = words.rules[finding.rule]?.says ?? {};
  return translator(says as Sentences, locale)(finding.code, finding.params);
}

/** What is said beside a subject's name; empty where there is nothing to say. */
export function besides(words: CheckupWords, rule: string, subject: Subject, locale: string): string {
  if (subject.code === undefined) return '';
  return translator((words.rules[rule]?.who ?? {}) as Sentences, locale)(subject.code, subject.params);
}
