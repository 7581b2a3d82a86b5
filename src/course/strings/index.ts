// The dictionary in a locale: English as written, or the pseudo-locale made from it. Tests: test/course/strings.
import { type Locale, localize, type Translate, type Translation, translator } from '../../strings/index.ts';
import { en } from './en.ts';

export type Dictionary = typeof en;
export type Part = keyof Dictionary;

/** One part of the dictionary in a locale, to hand to an island. */
export function messages<P extends Part>(locale: Locale, part: P): Translation<Dictionary[P]> {
  return localize(en[part], locale);
}

/** `t` for one part of the dictionary. */
export function translate<P extends Part>(locale: Locale, part: P): Translate<Dictionary[P]> {
  return translator<Dictionary[P]>(messages(locale, part), locale);
}
