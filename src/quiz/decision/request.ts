// A case, as items hold it, to a request that the engine takes. Tests: test/quiz/decision.
import { type CaseError, readCase } from '../../policy/case.ts';
import type { AuthorizationRequest } from '../../policy/index.ts';
import type { DecisionCase } from '../model.ts';

export type ReadRequest = { ok: true; request: AuthorizationRequest } | { ok: false; error: CaseError };

export function requestOf(given: Partial<DecisionCase>): ReadRequest {
  const reading = readCase(JSON.stringify(given));
  return reading.ok ? reading : { ok: false, error: reading.error };
}
