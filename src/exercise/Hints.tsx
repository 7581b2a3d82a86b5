// The three hints of a task, one after the other: a nudge, a direction, the exact step.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Inline, plain } from '../strings/Inline.tsx';
import type { Translate } from '../strings/index.ts';
import type { Task } from './exercise.ts';
import type { openMessages } from './strings.ts';

export interface HintsProps {
  task: Task;
  /** How many are shown. */
  shown: number;
  onMore: () => void;
  /** The language of the content, where it is not the page's. */
  lang?: string | undefined;
  t: Translate<typeof openMessages>;
}

export function Hints({ task, shown, onMore, lang, t }: HintsProps): ComponentChildren {
  const total = task.hints.length;
  const last = useRef<HTMLLIElement>(null);
  const before = useRef(shown);
  useEffect(() => {
    // With the last hint the button goes; whoever pressed it goes on from the hint.
    if (shown === total && before.current < total) last.current?.focus();
    before.current = shown;
  }, [shown, total]);
  const label = shown === 0 ? t('hint') : shown === total - 1 ? t('lastHint') : t('nextHint');
  return (
    <div class={shown === 0 ? 'hints none' : 'hints'}>
      <ol aria-live="polite">
        {task.hints.slice(0, shown).map((hint, index) => (
          <li key={hint} ref={index === total - 1 ? last : undefined} tabIndex={-1}>
            <span class="visually-hidden">{t('hintNumber', { number: index + 1, total })}: </span>
            <span lang={lang}>
              <Inline text={hint} />
            </span>
          </li>
        ))}
      </ol>
      {shown < total && (
        <button
          type="button"
          class="link"
          aria-label={shown === 0 ? t('hintFor', { task: plain(task.title) }) : undefined}
          onClick={onMore}
        >
          {label}
        </button>
      )}
    </div>
  );
}
