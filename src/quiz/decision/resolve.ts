// What the engine makes of a case: the verdict, the reasons to choose from, an explanation for each, and which
// statements decide. The key of such an item is never written by hand: it is computed here, when the content is
// loaded or the item is generated. Tests: test/quiz/decision.

import sentences from '../../../content/en/messages/decision.json' with { type: 'json' };
import {
  describe,
  type Explanation,
  explain,
  fill,
  type LayerName,
  type LayerTrace,
  type StatementTrace,
} from '../../policy/index.ts';
import type { DecisionCase, DecisionItem, PointItem, Verdict } from '../model.ts';
import { shuffled } from '../shuffle.ts';
import { requestOf } from './request.ts';
import { policiesOf } from './statements.ts';

/** The sentences of content/<language>/messages/decision.json. */
export type DecisionSentences = typeof sentences;

/** At most so many reasons for each verdict. */
const MOST = 3;

const layerNames: readonly LayerName[] = [
  'rcp',
  'scp',
  'resource',
  'identity',
  'boundary',
  'session',
  'endpoint',
];

/** Why a request was decided as it was: `deny.scp`, `none.identity.condition`, `allow.both`. */
export type ReasonCode = keyof DecisionSentences['reasons'];

function explained(given: DecisionCase): Explanation {
  const reading = requestOf(given);
  if (!reading.ok) throw new TypeError(`${reading.error.pointer}: ${reading.error.message}`);
  return explain(reading.request);
}

export function resolveDecision(
  given: DecisionCase,
  seed: string,
  words: DecisionSentences = sentences,
): Pick<DecisionItem, 'verdict' | 'reasons' | 'told'> {
  const explanation = explained(given);
  const right = reasonFor(explanation);
  const reasons = (['allow', 'explicitDeny', 'implicitDeny'] as const).flatMap((verdict) => {
    const mine = verdict === explanation.decision ? [right] : [];
    const others = shuffled(distractors(explanation, verdict, right), `${seed}/${verdict}`);
    // Shuffled once more: the right one must not always stand first.
    return shuffled([...mine, ...others].slice(0, MOST), `${seed}/${verdict}/shown`).map((code) => ({
      verdict,
      text: words.reasons[code],
      right: code === right,
      why: code === right ? words.whys.right : whyNot(explanation, code, words),
    }));
  });
  return { verdict: explanation.decision, reasons, told: describe(explanation) };
}

/** The reason in one code. */
export function reasonFor(explanation: Explanation): ReasonCode {
  const { decision, decidedBy, sameAccount } = explanation;
  if (decision === 'allow') {
    if (decidedBy === 'root') return 'allow.root';
    if (decidedBy === 'service') return 'allow.service';
    if (decidedBy === 'resource') return 'allow.resource';
    return sameAccount || !grants(explanation) ? 'allow.identity' : 'allow.both';
  }
  const layer = decidedBy as LayerName;
  if (decision === 'explicitDeny') return `deny.${layer}`;
  return layer === 'identity' ? `none.identity.${causes(explanation)[0] ?? 'action'}` : `none.${layer}`;
}

const traceOf = (explanation: Explanation, layer: LayerName): LayerTrace | undefined =>
  explanation.layers.find((one) => one.layer === layer);

const grants = (explanation: Explanation): boolean =>
  traceOf(explanation, 'resource')?.policies.some(({ statements }) =>
    statements.some(({ matched, effect }) => matched && effect === 'Allow'),
  ) ?? false;

type Cause = 'condition' | 'resource' | 'action';

/** At which elements the Allows of the caller failed, the nearest miss first. */
function causes(explanation: Explanation): Cause[] {
  const failed = new Set(
    (traceOf(explanation, 'identity')?.policies ?? []).flatMap(({ statements }) =>
      statements
        .filter(({ matched, effect }) => !matched && effect === 'Allow')
        .map(({ elements }) => elements[0]?.element.replace('Not', '').toLowerCase()),
    ),
  );
  const found = (['condition', 'resource'] as const).filter((cause) => failed.has(cause));
  return found.length > 0 ? found : ['action'];
}

/** Reasons of a verdict that are not true of this case: what is true beside the right one is not offered. */
function distractors(explanation: Explanation, verdict: Verdict, right: ReasonCode): ReasonCode[] {
  const present = layerNames.filter((layer) => (traceOf(explanation, layer)?.policies.length ?? 0) > 0);
  const verdictOf = (layer: LayerName): string => traceOf(explanation, layer)?.verdict ?? 'absent';
  let offered: ReasonCode[];
  if (verdict === 'allow') {
    offered = ['allow.identity', 'allow.nothingForbids'];
    if (present.includes('resource')) offered.push('allow.resource');
    offered.push(explanation.sameAccount ? 'allow.root' : 'allow.both');
    if (explanation.principalKind === 'root') offered.push('allow.root');
  } else if (verdict === 'explicitDeny') {
    const near = new Set<LayerName>([...present, 'identity']);
    offered = [...near]
      .filter((layer) => verdictOf(layer) !== 'explicitDeny')
      .map((one) => `deny.${one}` as const);
    offered.push('deny.newest');
    if (offered.length < MOST) offered.push('deny.scp');
  } else {
    const lacking = (layer: LayerName): boolean => verdictOf(layer) === 'noAllow';
    offered = present
      .filter((layer) => layer !== 'identity' && !lacking(layer))
      .map((layer) => `none.${layer}` as const);
    const found: readonly Cause[] = causes(explanation);
    // Where another layer decided and the caller's policies allow nothing either, that would be true as well.
    if (explanation.decidedBy === 'identity' || !lacking('identity'))
      for (const cause of ['condition', 'resource', 'action'] as const)
        if (!lacking('identity') || !found.includes(cause)) offered.push(`none.identity.${cause}`);
    offered.push('none.askRoot');
  }
  // The right reason's own layer is true of the case, whatever the words.
  return [...new Set(offered)].filter((code) => code !== right);
}

/** Why a reason does not hold here. */
function whyNot(explanation: Explanation, code: ReasonCode, words: DecisionSentences): string {
  const { whys } = words;
  const [kind, layer, cause] = code.split('.') as [string, string, string?];
  if (
    code === 'allow.nothingForbids' ||
    code === 'allow.root' ||
    code === 'allow.service' ||
    code === 'allow.both'
  )
    return code === 'allow.both' && !explanation.sameAccount ? whys['allow.resource.other'] : whys[code];
  if (code === 'allow.resource')
    return explanation.sameAccount ? whys['allow.resource.same'] : whys['allow.resource.other'];
  if (code === 'allow.identity') {
    if (explanation.decision !== 'allow') return whys['allow.identity.denied'];
    if (explanation.decidedBy === 'root') return whys['allow.identity.root'];
    return explanation.decidedBy === 'resource'
      ? whys['allow.identity.resource']
      : whys['allow.identity.both'];
  }
  if (code === 'deny.newest' || code === 'none.askRoot') return whys[code];
  if (cause && explanation.decision === 'implicitDeny' && explanation.decidedBy === 'identity')
    return whys[cause as Cause];
  const trace = traceOf(explanation, layer as LayerName);
  const verdict = trace === undefined || trace.policies.length === 0 ? 'absent' : trace.verdict;
  if (kind === 'none' && verdict === 'explicitDeny') return whys['layer.explicitDeny'];
  return whys[`layer.${verdict}`];
}

/**
 * Which statements decide: where something is denied every Deny that applies, where it is allowed every Allow that
 * applies. null where no statement decides: nothing allows it, or it is the root user's or service's own right.
 */
export function resolvePoint(
  given: DecisionCase,
  words: DecisionSentences = sentences,
): Pick<PointItem, 'statements' | 'told'> | null {
  const explanation = explained(given);
  const { decision, action, resource } = explanation;
  if (decision === 'implicitDeny') return null;
  const effect = decision === 'allow' ? 'Allow' : 'Deny';
  const traces = explanation.layers.flatMap((layer) =>
    layer.policies.map((policy) => ({ ...policy, layer: layer.layer })),
  );
  const seen = new Map<string, number>();
  const traced = new Map<string, StatementTrace>(
    traces.flatMap((policy): [string, StatementTrace][] => {
      const path = policy.level === undefined ? policy.layer : `${policy.layer}/${policy.level}`;
      const index = seen.get(path) ?? 0;
      seen.set(path, index + 1);
      return policy.statements.map((statement, at) => [`${path}/${index}/${at}`, statement]);
    }),
  );
  const statements = policiesOf(given).flatMap((policy) =>
    policy.statements.map(({ id }) => {
      const trace = traced.get(id);
      const failed = trace?.elements[0];
      const code = !trace?.matched
        ? failed?.element === 'Condition' && failed.seen === null
          ? 'ConditionMissing'
          : (failed?.element ?? 'Action')
        : trace.effect === 'Deny'
          ? 'deny'
          : effect === 'Deny'
            ? 'allowBeaten'
            : 'allow';
      return {
        id,
        decides: trace?.matched === true && trace.effect === effect,
        why: fill(words.statements[code], { action, resource, key: failed?.key ?? '' }),
      };
    }),
  );
  return statements.some(({ decides }) => decides) ? { statements, told: describe(explanation) } : null;
}
