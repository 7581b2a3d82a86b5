// Decision items without end: cases drawn from a seed, the answer and every explanation the engine's own.
// Difficulty 1: one policy · 2: own and group's, with Deny · 3: conditions, variables, Not… · 4: a boundary, a
// session or a bucket's policy, another account · 5: an organization. Pure. Tests: test/quiz/generate.
import sentences from '../../../content/en/messages/decision.json' with { type: 'json' };
import { fill } from '../../policy/index.ts';
import type { DecisionCase, DecisionItem, Verdict } from '../model.ts';
import { chance, contentHash } from '../shuffle.ts';
import { drawCase } from './draw.ts';
import { type DecisionSentences, resolveDecision } from './resolve.ts';

export type Difficulty = 1 | 2 | 3 | 4 | 5;

/** So often another case is drawn until it ends as it should: else most would be denied. */
const TRIES = 60;

/**
 * @param seed the same seed gives the same items, anywhere
 * @param count how many, 1,000 at most
 * @param difficulty 1 to 5, or `rising` from the first to the last item
 * @returns items that differ from each other, with ids made of their content
 */
export function generateDecisionItems(
  seed: string,
  count: number,
  difficulty: Difficulty | 'rising' = 'rising',
  words: DecisionSentences = sentences,
): DecisionItem[] {
  const total = Math.max(0, Math.min(1000, Math.floor(count)));
  const items = new Map<string, DecisionItem>();
  for (let index = 0; items.size < total && index < total * 20; index++) {
    const level = difficulty === 'rising' ? levelAt(items.size, total) : difficulty;
    const item = generateOne(`${seed}/${level}/${index}`, level, words);
    if (!items.has(item.id)) items.set(item.id, item);
  }
  return [...items.values()];
}

const levelAt = (index: number, total: number): Difficulty =>
  (1 + Math.floor((index * 5) / Math.max(1, total))) as Difficulty;

function generateOne(seed: string, level: Difficulty, words: DecisionSentences): DecisionItem {
  const wanted = target(chance(`${seed}/target`)(), level);
  let last: { drawn: DecisionCase; resolved: ReturnType<typeof resolveDecision> } | undefined;
  for (let tried = 0; tried < TRIES; tried++) {
    const drawn = drawCase(chance(`${seed}/${tried}`), level, words);
    last = { drawn, resolved: resolveDecision(drawn, seed, words) };
    if (last.resolved.verdict === wanted) break;
  }
  const { drawn, resolved } = last as NonNullable<typeof last>;
  const hash = contentHash(drawn);
  return {
    id: `generated-${level}-${hash}`,
    kind: 'decision',
    question: fill(words.questions.decision, {}),
    hash,
    case: drawn,
    ...resolved,
  };
}

/** Each verdict as often as the others; without a Deny there are only two. */
function target(at: number, level: Difficulty): Verdict {
  const among: readonly Verdict[] =
    level === 1 ? ['allow', 'implicitDeny'] : ['allow', 'explicitDeny', 'implicitDeny'];
  return among[Math.floor(at * among.length)] as Verdict;
}
