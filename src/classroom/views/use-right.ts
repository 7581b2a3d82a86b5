// Whether an own answer is right, once its question's key is here. By the very rules that the server graded it with.
import { useEffect, useState } from 'preact/hooks';
import { type Answer, gradeLight } from '../../quiz/index.ts';
import type { ShownQuestion } from '../model.ts';
import { answerAsShown } from '../public.ts';

/** Without the kind that the engine judges: undefined there. */
export function rightNow(shown: ShownQuestion, answer: Answer | undefined): boolean | undefined {
  if (shown.kind !== 'item' || !shown.revealed || !answer || shown.item.kind === 'fix') return undefined;
  return gradeLight(shown.item, answerAsShown(shown, answer)).right;
}

export function useRight(shown: ShownQuestion, answer: Answer | undefined): boolean | undefined {
  const known = rightNow(shown, answer);
  const [judged, judge] = useState<boolean | undefined>();
  const byEngine =
    shown.kind === 'item' && shown.revealed && shown.item.kind === 'fix' && answer !== undefined;
  useEffect(() => {
    if (!byEngine || shown.kind !== 'item') return;
    let gone = false;
    void import('../client/grade.ts').then(
      ({ isRightByEngine }) => !gone && judge(isRightByEngine(shown.item, answer ?? [])),
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [byEngine, answer]);
  return known ?? judged;
}
