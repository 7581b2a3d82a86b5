// Nicknames that a class may see: the form is checked in names.ts, bad words here (English only; the teacher removes
// and renames the rest). Tests: test/classroom/names.test.ts.
import { englishDataset, englishRecommendedTransformers, RegExpMatcher } from 'obscenity';
import { cleanName, foldName, isName } from '../names.ts';

const matcher = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers });

export interface Nickname {
  name: string;
  /** The same for names that look alike. */
  fold: string;
}

/** The name as it will be shown, or undefined where it may not be. */
export function readNickname(text: unknown): Nickname | undefined {
  if (typeof text !== 'string' || text.length > 200) return undefined;
  const name = cleanName(text);
  if (!isName(name)) return undefined;
  const spaceless = name.replace(/[\s.'’_-]/g, '');
  if (matcher.hasMatch(name) || (spaceless !== name && matcher.hasMatch(spaceless))) return undefined;
  return { name, fold: foldName(name) };
}

/** A name of our own words: nobody needs to look at it again. */
export const ownName = (name: string): Nickname => ({ name, fold: foldName(name) });
