// The mechanism of the interface's languages: message types, filling in, plurals, the pseudo-locale.
// Leftmost room: imports nothing. Each interface room keeps its own messages (`strings.ts`, `labels.ts`);
// src/course/strings puts them together into the one dictionary. Entries by their paths: Inline.tsx, a sentence with
// `code` and **bold** in Preact. Tests: test/strings, test/exercise/panel.test.tsx.

/** `qps` is the pseudo-locale: English with accents in ⟦brackets⟧, to find sentences that stand in code. */
export type Locale = 'en' | 'qps';

/** A sentence, or one per plural category of Intl.PluralRules, chosen by the parameter `count`. */
export type Message =
  | string
  | { readonly other: string; readonly one?: string; readonly few?: string; readonly many?: string };

export type Messages = Readonly<Record<string, Message>>;
export type Params = Readonly<Record<string, string | number>>;

/** The same keys with any text: what a translation of `M`, or its pseudo-locale, looks like. */
export type Translation<M extends Messages> = { readonly [K in keyof M]: Message };

export type Translate<M extends Messages> = (key: keyof M & string, params?: Params) => string;

/** Puts `{name}` parameters into a template; a name without a value stays as it is. */
export function fill(template: string, params: Params = {}): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/**
 * `t` for one room's messages. Islands get the messages as a property (only these bytes are shipped) and call
 * this with the page's locale; pages call it with the room's part of the dictionary.
 * @example const t = translator(messages, locale); t('tasksDone', { count: 2, total: 4 });
 */
export function translator<M extends Messages>(messages: M | Translation<M>, locale: string): Translate<M> {
  const rules = new Intl.PluralRules(locale === 'qps' ? 'en' : locale);
  return (key, params) => {
    const message: Message | undefined = messages[key];
    if (message === undefined) return key;
    if (typeof message === 'string') return fill(message, params);
    const category = rules.select(Number(params?.count ?? 0)) as 'one' | 'few' | 'many' | 'other';
    return fill(message[category] ?? message.other, params);
  };
}

const ACCENTED: Readonly<Record<string, string>> = {
  a: 'á',
  b: 'ƀ',
  c: 'ç',
  d: 'ð',
  e: 'é',
  f: 'ƒ',
  g: 'ĝ',
  h: 'ĥ',
  i: 'í',
  j: 'ĵ',
  k: 'ķ',
  l: 'ļ',
  m: 'ɱ',
  n: 'ñ',
  o: 'ó',
  p: 'þ',
  q: 'ǫ',
  r: 'ŕ',
  s: 'š',
  t: 'ţ',
  u: 'ú',
  v: 'ṽ',
  w: 'ŵ',
  x: 'ẋ',
  y: 'ý',
  z: 'ž',
  A: 'Á',
  B: 'Ɓ',
  C: 'Ç',
  D: 'Ð',
  E: 'É',
  F: 'Ƒ',
  G: 'Ĝ',
  H: 'Ĥ',
  I: 'Í',
  J: 'Ĵ',
  K: 'Ķ',
  L: 'Ļ',
  M: 'Ṁ',
  N: 'Ñ',
  O: 'Ó',
  P: 'Þ',
  Q: 'Ǫ',
  R: 'Ŕ',
  S: 'Š',
  T: 'Ţ',
  U: 'Ú',
  V: 'Ṽ',
  W: 'Ŵ',
  X: 'Ẋ',
  Y: 'Ý',
  Z: 'Ž',
};

/** One sentence in the pseudo-locale; `{parameters}` and `` `code` `` stay, the length grows as German would. */
export function pseudo(text: string): string {
  const body = text
    .split(/(\{\w+\}|`[^`]*`)/)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replace(/[A-Za-z]/g, (letter) => ACCENTED[letter] ?? letter),
    )
    .join('');
  return `⟦${body}${'·'.repeat(Math.ceil(text.length / 4))}⟧`;
}

/** A whole set of messages in a locale; today every locale but English is the pseudo-locale. */
export function localize<M extends Messages>(english: M, locale: string): Translation<M> {
  if (locale !== 'qps') return english;
  return Object.fromEntries(
    Object.entries(english).map(([key, message]) => [
      key,
      typeof message === 'string'
        ? pseudo(message)
        : Object.fromEntries(Object.entries(message).map(([category, text]) => [category, pseudo(text)])),
    ]),
  ) as unknown as Translation<M>;
}
