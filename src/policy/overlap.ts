// Patterns against patterns: whether one covers another, and whether two have anything in common.
// Tests: test/policy

import { compileArnPattern, matchesArn, splitArn } from './arn.ts';
import { compileGlob, matchesGlob } from './glob.ts';

/** Whether everything that fits `narrow` fits `wide`. Says no where it is not sure. */
export function covers(wide: string, narrow: string): boolean {
  if (wide === narrow) return true;
  // A ? would take the * of the other for one character.
  if (wide.includes('?') && /[*?]/.test(narrow)) return false;
  return matchesGlob(compileGlob(wide), narrow, null);
}

/** The same for resource patterns, part by part. */
export function coversArn(wide: string, narrow: string): boolean {
  if (wide === narrow || wide === '*') return true;
  if (narrow === '*' || (wide.includes('?') && /[*?]/.test(narrow))) return false;
  return matchesArn(compileArnPattern(wide, { variables: false, complete: true }), narrow, null);
}

/** Whether some text fits both patterns. Costs the product of their lengths. */
export function overlaps(a: string, b: string): boolean {
  // reach[j]: what is read of `a` so far and the first j characters of `b` can be the same text.
  let reach: boolean[] = [true];
  for (let j = 1; j <= b.length; j++) reach[j] = reach[j - 1] === true && b[j - 1] === '*';
  for (let i = 1; i <= a.length; i++) {
    const star = a[i - 1] === '*';
    const next: boolean[] = [star && reach[0] === true];
    for (let j = 1; j <= b.length; j++) {
      const other = b[j - 1];
      next[j] =
        star || other === '*'
          ? reach[j] === true || next[j - 1] === true
          : reach[j - 1] === true && (a[i - 1] === other || a[i - 1] === '?' || other === '?');
    }
    reach = next;
  }
  return reach[b.length] === true;
}

/** Whether some ARN fits both resource patterns. Placeholders ${…} count as stars. */
export function overlapsArn(a: string, b: string): boolean {
  if (a === '*' || b === '*') return true;
  const [left, right] = [a, b].map((pattern) =>
    splitArn(pattern).map((part) => part.replace(/\$\{[^}]*\}/g, '*')),
  );
  for (let i = 0; i < 6; i++) {
    if (!overlaps(left?.[i] ?? '*', right?.[i] ?? '*')) return false;
  }
  return true;
}
