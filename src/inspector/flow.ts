// A decision as the way along AWS's flow chart: the gates in their order, and where it ended.
// Source of the order: IAM User Guide, reference_policies_evaluation-logic_policy-eval-denyallow.
// Pure. Tests: test/inspector/flow.test.ts
import type { ElementTrace, Explanation, LayerName, PolicyTrace, StatementTrace } from '../policy/index.ts';

export type GateState =
  /** No policies of this kind have a say. */
  | 'absent'
  | 'allowed'
  /** Allows nothing and need not. */
  | 'excused'
  /** The way ends here. */
  | 'stopped'
  /** The way ended before. */
  | 'unreached';

export interface Gate {
  /** The first gate asks every layer for a Deny. */
  id: 'deny' | LayerName;
  state: GateState;
  /** Of the layer that denies: which one it is. */
  layer?: LayerName;
  policies: number;
}

export function gatesOf({ decision, decidedBy, layers }: Explanation): Gate[] {
  const denied = decision === 'explicitDeny';
  const total = layers.reduce((sum, { policies }) => sum + policies.length, 0);
  const gates: Gate[] = [
    {
      id: 'deny',
      state: denied ? 'stopped' : 'allowed',
      policies: total,
      ...(denied ? { layer: decidedBy as LayerName } : {}),
    },
  ];
  let over = denied;
  for (const { layer, verdict, policies } of layers) {
    const stops = !over && decision === 'implicitDeny' && layer === decidedBy;
    const state: GateState =
      verdict === 'absent'
        ? 'absent'
        : stops
          ? 'stopped'
          : over
            ? 'unreached'
            : verdict === 'excused'
              ? 'excused'
              : 'allowed';
    gates.push({ id: layer, state, policies: policies.length });
    over ||= stops;
  }
  return gates;
}

export type Mark = 'allow' | 'deny' | 'near';

/** A statement that had a say, or nearly. */
export interface Marked {
  policy: PolicyTrace;
  statement: StatementTrace;
  mark: Mark;
  /** What a near miss failed at. */
  missed?: ElementTrace;
}

/** Statements of a layer that matched, and Allow statements that fit but for their resource, principal or condition. */
export function markedIn({ policies }: { policies: readonly PolicyTrace[] }): Marked[] {
  return policies.flatMap((policy) =>
    policy.statements.flatMap((statement): Marked[] => {
      if (statement.matched)
        return [{ policy, statement, mark: statement.effect === 'Deny' ? 'deny' : 'allow' }];
      const [missed] = statement.elements;
      if (statement.effect !== 'Allow' || !missed || /Action$/.test(missed.element)) return [];
      return [{ policy, statement, mark: 'near', missed }];
    }),
  );
}
