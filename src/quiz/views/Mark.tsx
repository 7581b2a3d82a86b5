// The sign before an option, step or thing: right, wrong, or neither; with a word for those who do not see it.
import type { QuizTranslate } from './view.ts';

export type MarkKind = 'right' | 'wrong' | 'none';

export function Mark({ kind, t }: { kind: MarkKind; t: QuizTranslate }) {
  if (kind === 'none') return <span class="mark-sign" aria-hidden="true" />;
  return (
    <span class={`mark-sign ${kind}`}>
      <span aria-hidden="true">{kind === 'right' ? '✓' : '✕'}</span>
      <span class="visually-hidden">{t(kind === 'right' ? 'rightOne' : 'wrongOne')}</span>
    </span>
  );
}
