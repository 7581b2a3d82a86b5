// Judging a policy that was edited: each request asked of the engine. Tests: test/quiz/decision.

import type { AuthorizationRequest } from '../../policy/index.ts';
import {
  compile,
  type Decision,
  decide,
  describe,
  explain,
  type NamedPolicy,
  type PolicyError,
  parse,
} from '../../policy/index.ts';
import type { DecisionCase, FixItem } from '../model.ts';
import { requestOf } from './request.ts';

export interface FixResult {
  /** What is wrong with the text, where it is no policy; then nothing was asked. */
  error?: PolicyError;
  requests: readonly { right: boolean; decision: Decision; told: readonly string[] }[];
}

export function judgeFix(item: FixItem, text: string): FixResult {
  const parsed = parse(text);
  if (!parsed.ok) return { error: parsed.error, requests: [] };
  const policy: NamedPolicy = { name: item.policy.name, compiled: compile(parsed.document) };
  return {
    requests: item.requests.map(({ request, allowed }) => {
      const asked = place(item, policy, requestFor(item, request));
      const explanation = explain(asked);
      return {
        right: (decide(asked).decision === 'allow') === allowed,
        decision: explanation.decision,
        told: describe(explanation),
      };
    }),
  };
}

/** The parts of an answer: one for each request. A text that is no policy gets none of them right. */
export const fixParts = (item: FixItem, text: string): boolean[] => {
  const { error, requests } = judgeFix(item, text);
  return error ? item.requests.map(() => false) : requests.map(({ right }) => right);
};

function requestFor(item: FixItem, request: Partial<DecisionCase>): AuthorizationRequest {
  const context = { ...item.case.context, ...request.context };
  const reading = requestOf({ ...item.case, ...request, context });
  if (!reading.ok) throw new TypeError(`${reading.error.pointer}: ${reading.error.message}`);
  return reading.request;
}

/** The edited policy stands after what is there already; in an organization at its lowest level. */
function place(
  { policy: { layer } }: FixItem,
  policy: NamedPolicy,
  request: AuthorizationRequest,
): AuthorizationRequest {
  switch (layer) {
    case 'identity':
      return { ...request, identity: [...request.identity, policy] };
    case 'boundary':
      return { ...request, boundary: [policy] };
    case 'resource':
      return { ...request, resourcePolicy: policy };
    case 'scp': {
      const levels = request.scp.length === 0 ? [[]] : request.scp;
      return { ...request, scp: [...levels.slice(0, -1), [...(levels.at(-1) ?? []), policy]] };
    }
  }
}
