// Nicknames: drawn ones, and what is made of written ones before they are looked at. The filter for bad words is on
// the server (server/nickname.ts). Pure. Tests: test/classroom/names.test.ts.
import words from '../../content/en/messages/nicknames.json' with { type: 'json' };

export const LONGEST_NAME = 24;

/** `Quiet Otter`; later tries carry a number, so that a large class never runs out. */
export function drawName(random: () => number, attempt = 0): string {
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  const name = `${pick(words.adjectives)} ${pick(words.nouns)}`;
  return attempt < 2 ? name : `${name} ${1 + Math.floor(random() * 10 ** Math.min(6, attempt))}`;
}

/** The name as it is shown: one form of each letter, nothing invisible, single spaces. */
export function cleanName(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/gu, ' ')
    .replace(/[\p{C}\p{Default_Ignorable_Code_Point}]/gu, '')
    .trim();
}

/** Letters of any script, marks, digits, spaces and a few signs: no mark-up, no formulas, no emoji chains. */
const ALLOWED = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} .'’_-]*$/u;

/** Whether a cleaned name may be shown, as far as its letters go. */
export function isName(name: string): boolean {
  return ALLOWED.test(name) && [...name].length <= LONGEST_NAME && !/\p{M}{3}/u.test(name);
}

/** Names that look alike to a class are the same: without case, spaces, signs and accents. */
export function foldName(name: string): string {
  const folded = name
    .normalize('NFKD')
    .replace(/[\p{M}\s.'’_-]/gu, '')
    .toLowerCase();
  return folded === '' ? name : folded;
}
