// Which rules the learner wants: all, those of the course, of a version of CIS, or picked one by one. What is chosen
// decides what is asked of AWS, and so what the read-only role allows. Pure. Tests: test/live/role.test.ts.
import { cisId, cisVersions, rules } from '../checkup/index.ts';

export const ruleSets = [
  'all',
  'course',
  'today',
  ...cisVersions.map((version) => `cis-${version}` as const),
] as const;
export type RuleSet = (typeof ruleSets)[number];

export function rulesIn(set: RuleSet): readonly string[] {
  if (set === 'all') return rules.map(({ id }) => id);
  if (set === 'course' || set === 'today')
    return rules.filter(({ from }) => from.includes(set)).map(({ id }) => id);
  const version = cisVersions.find((one) => set === `cis-${one}`);
  return rules.filter(({ id }) => version && cisId(id, version) !== undefined).map(({ id }) => id);
}

/** The set that is exactly this; null: picked by hand. @param said which one was named last: some versions of CIS ask the same */
export function setOf(chosen: readonly string[], said: RuleSet = 'all'): RuleSet | null {
  const fits = (set: RuleSet): boolean => {
    const all = rulesIn(set);
    return all.length === chosen.length && all.every((id) => chosen.includes(id));
  };
  return fits(said) ? said : (ruleSets.find(fits) ?? null);
}
