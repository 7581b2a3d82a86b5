// The checkup: every rule over what was seen. Pure and synchronous; 5,000 users take well under a second.
// Tests: test/checkup/rules.test.ts.
import type { Evidence } from './evidence.ts';
import { accountRules, checklistRules } from './rules/account.ts';
import { permissionRules } from './rules/permissions.ts';
import { rootRules } from './rules/root.ts';
import { type Rule, type Thresholds, thresholds, type Verdict } from './rules/rule.ts';
import { userRules } from './rules/users.ts';

export const rules: readonly Rule[] = [
  ...rootRules,
  ...userRules,
  ...permissionRules,
  ...accountRules,
  ...checklistRules,
];

export interface Finding extends Verdict {
  rule: string;
  weight: Rule['weight'];
  lesson: string;
}

/** The first piece that a rule needs and that could not be seen. */
function missing(rule: Rule, evidence: Evidence) {
  for (const group of rule.needs) {
    const found = group.map((piece) => evidence[piece]);
    if (found.some(({ seen }) => seen)) continue;
    const first = found[0];
    if (first && !first.seen) return first;
  }
  return undefined;
}

export function judge(rule: Rule, evidence: Evidence, limits: Thresholds = thresholds): Finding {
  const hidden = missing(rule, evidence);
  const verdict: Verdict = hidden
    ? {
        status: 'couldNotSee',
        code: 'couldNotSee',
        reason: hidden.reason,
        operation: hidden.operation,
        ...(hidden.detail === undefined ? {} : { detail: hidden.detail }),
      }
    : rule.judge(evidence, limits);
  return { rule: rule.id, weight: rule.weight, lesson: rule.lesson, ...verdict };
}

/** A finding for each rule, in the rules' order. @param chosen ids; the others are «not asked»; absent: all */
export function checkup(
  evidence: Evidence,
  limits: Partial<Thresholds> = {},
  chosen?: readonly string[],
): readonly Finding[] {
  const all = { ...thresholds, ...limits };
  return rules.map((rule) =>
    chosen && !chosen.includes(rule.id) ? notAsked(rule) : judge(rule, evidence, all),
  );
}

const notAsked = ({ id, weight, lesson }: Rule): Finding => ({
  rule: id,
  weight,
  lesson,
  status: 'couldNotSee',
  code: 'couldNotSee',
  reason: 'notAsked',
});

const weights = { high: 0, medium: 1, low: 2 };
const statuses = { fail: 0, couldNotSee: 1, pass: 2, notApplicable: 3 };

/** The most pressing first. */
export function byUrgency(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(
    (a, b) => statuses[a.status] - statuses[b.status] || weights[a.weight] - weights[b.weight],
  );
}

export interface Comparison {
  /** Rules by their ids. */
  better: readonly string[];
  worse: readonly string[];
  same: number;
}

/** What is different from an earlier report: only what was seen both times counts. */
export function compare(before: readonly Finding[], after: readonly Finding[]): Comparison {
  const earlier = new Map(before.map((one) => [one.rule, one]));
  const better: string[] = [];
  const worse: string[] = [];
  let same = 0;
  for (const now of after) {
    const then = earlier.get(now.rule);
    if (!then || then.status === 'couldNotSee' || now.status === 'couldNotSee') continue;
    const fewer = (then.subjects?.length ?? 0) - (now.subjects?.length ?? 0);
    if (then.status === 'fail' && (now.status !== 'fail' || fewer > 0)) better.push(now.rule);
    else if (now.status === 'fail' && (then.status !== 'fail' || fewer < 0)) worse.push(now.rule);
    else same++;
  }
  return { better, worse, same };
}
