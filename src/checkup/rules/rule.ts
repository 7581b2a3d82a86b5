// What a rule is: data, and one pure function from what was seen to a verdict. No sentence stands here: verdicts are
// codes with parameters, the words are content/en/messages/checkup.json. Tests: test/checkup/rules.test.ts, every rule.
import type { Evidence, Piece, UnseenReason } from '../evidence.ts';

export type Status = 'pass' | 'fail' | 'notApplicable' | 'couldNotSee';
/** How sure the checkup is: `certain` it is so; `likely` with an exception that cannot be seen; `hint` look yourself. */
export type Certainty = 'certain' | 'likely' | 'hint';
export type Params = Readonly<Record<string, string | number>>;

/** Somebody or something that a finding is about. */
export interface Subject {
  name: string;
  /** A sentence of the rule's, by its code. */
  code?: string;
  params?: Params;
}

export interface Verdict {
  status: Status;
  /** Which of the rule's sentences says it. */
  code: string;
  sure?: Certainty;
  params?: Params;
  subjects?: readonly Subject[];
  /** Of `couldNotSee`. */
  reason?: UnseenReason;
  operation?: string;
  detail?: string;
}

export interface Thresholds {
  /** Days in which the root user should not have worked. */
  rootQuiet: number;
  /** Days after which a credential counts as unused. */
  unused: number;
  /** Days after which a key is old. */
  keyAge: number;
  /** How many people and roles with full access are unremarkable. */
  administrators: number;
}

export const thresholds: Thresholds = { rootQuiet: 90, unused: 45, keyAge: 90, administrators: 3 };

export interface Rule {
  /** Never changes once published: saved reports and checklists name it. */
  id: string;
  weight: 'high' | 'medium' | 'low';
  /** A practice of the course's sources, a benchmark's recommendation, or newer than both. */
  from: readonly ('course' | 'cis' | 'today')[];
  /** The lesson that teaches it. */
  lesson: string;
  /** Each group must have one piece that was seen; empty: only a person can see it. */
  needs: readonly (readonly Piece[])[];
  judge(evidence: Evidence, limits: Thresholds): Verdict;
}

export const pass = (code = 'pass', params?: Params): Verdict => ({
  status: 'pass',
  code,
  ...(params ? { params } : {}),
});

export const notApplicable = (code: string, params?: Params): Verdict => ({
  status: 'notApplicable',
  code,
  ...(params ? { params } : {}),
});

export const fail = (code: string, more: Partial<Verdict> = {}): Verdict => ({
  status: 'fail',
  code,
  sure: 'certain',
  ...more,
});

/** Fails where there are subjects; `count` is their number. */
export function failOf(
  subjects: readonly Subject[],
  sure: Certainty = 'certain',
  good: () => Verdict = pass,
): Verdict {
  if (subjects.length === 0) return good();
  return fail('fail', { sure, subjects, params: { count: subjects.length } });
}

export const day = 86_400_000;
export const days = (from: number, to: number): number => Math.max(0, Math.floor((to - from) / day));
