// Everything the editor knows about a text: findings with fixes, sentences, access, what the change does. In a chunk of
// its own, loaded with the editor. Tests: test/editor/insight.test.ts
import {
  type Finding,
  loadActionTables,
  type PolicyKind,
  parse,
  type ServiceAccess,
  validate,
} from '../policy/index.ts';
import type { AccountPicture } from '../practice/picture.ts';
import { type Effect, effectsAlone, effectsOnPeople, holdersOf, type PolicySubject } from './change.ts';
import { type Fix, fixOf } from './fixes.ts';
import { accessOfDocument, sentences, type T, tablesFor } from './words.ts';

export interface Told extends Finding {
  fix: Fix | null;
}

export interface Insight {
  findings: readonly Told[];
  /** Null where the text is no policy, or too long to be told. */
  words: readonly string[] | null;
  long: boolean;
  access: readonly ServiceAccess[];
  /** A pattern reaches every service, and `access` shows some of them. */
  all: boolean;
  /** Null: nothing was changed. */
  effects: readonly Effect[] | null;
  /** Whether somebody of the account holds the policy. */
  held: boolean;
}

export interface InsightOptions {
  kind: PolicyKind;
  /** The text at the beginning. */
  before: string;
  picture: AccountPicture | null;
  subject: PolicySubject | undefined;
  t: T;
  locale: string;
}

/** A policy of IAM's largest kind has 6,144 characters; a longer text is checked, and not told in words. */
const MAX_TOLD = 40_000;
/** Fixes are tried one by one. */
const MAX_FIXED = 20;

export async function look(text: string, options: InsightOptions): Promise<Insight> {
  const { kind, before, picture, subject, t, locale } = options;
  const tables = await loadActionTables(text);
  const long = text.length > MAX_TOLD;
  const findings = validate(text, { kind, tables }).map((finding, index) => ({
    ...finding,
    fix: long || index >= MAX_FIXED ? null : fixOf(text, finding, kind, tables),
  }));
  const nothing = { findings, words: null, long, access: [], all: false, effects: null, held: false };
  const parsed = parse(text);
  if (!parsed.ok || long) return nothing;
  const was = parse(before);
  const about = await tablesFor([parsed.document, ...(was.ok ? [was.document] : [])]);
  // A trust policy and a resource's give no access to whom they are attached.
  const gives = kind === 'identity';
  const people = picture && subject && kind !== 'resource' && kind !== 'trust' ? { picture, subject } : null;
  const held = people !== null && holdersOf(people.picture, people.subject).length > 0;
  const changed = text !== before;
  const effects =
    !changed || !was.ok
      ? null
      : people && held
        ? effectsOnPeople(people.picture, people.subject, text, about)
        : gives
          ? effectsAlone(before, parsed.document, about)
          : null;
  return {
    findings,
    words: sentences(parsed.document, kind, t, locale),
    long,
    access: gives ? accessOfDocument(parsed.document, about) : [],
    all: about.all,
    effects,
    held,
  };
}
