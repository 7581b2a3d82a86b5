// Ordering by buttons or by the up and down keys; the focus stays with the step that moves, and its place is said.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Mark } from './Mark.tsx';
import { Text } from './Text.tsx';
import type { ViewProps } from './view.ts';

export function Order({ item, state, settled, t, change, say }: ViewProps<'order'>) {
  const order = state.answer as readonly number[];
  const list = useRef<HTMLOListElement>(null);
  /** Moving a step in the document takes the focus away: it is given back after drawing. */
  const refocus = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (refocus.current === null) return;
    list.current?.querySelector<HTMLElement>(`[data-button="${refocus.current}"]`)?.focus();
    refocus.current = null;
  });

  const move = (step: number, by: -1 | 1): void => {
    const from = order.indexOf(step);
    const to = from + by;
    if (to < 0 || to >= order.length) return;
    const moved = [...order];
    moved.splice(to, 0, ...moved.splice(from, 1));
    refocus.current = `${step}/${by}`;
    change(moved);
    say(t('moved', { step: item.steps[step]?.text ?? '', position: to + 1, total: order.length }));
  };

  return (
    <ol class="ordered" ref={list}>
      {(settled ? item.steps.map((_, index) => index) : order).map((step, position) => {
        const { text, why } = item.steps[step] ?? { text: '', why: '' };
        return (
          <li key={step} class={`option ${settled ? 'right' : ''}`}>
            <span class="place">{position + 1}</span>
            <span>
              <Text text={text} />
              {settled && (
                <small>
                  <Text text={why} />
                </small>
              )}
            </span>
            {settled ? (
              <Mark kind="right" t={t} />
            ) : (
              <span class="moves">
                {([-1, 1] as const).map((by) => (
                  <button
                    key={by}
                    type="button"
                    data-button={`${step}/${by}`}
                    aria-disabled={position + by < 0 || position + by >= order.length}
                    aria-label={t(by < 0 ? 'up' : 'down', { step: text })}
                    onClick={() => move(step, by)}
                    onKeyDown={(event) => {
                      const way = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
                      if (way === 0) return;
                      event.preventDefault();
                      move(step, way);
                    }}
                  >
                    <svg viewBox="0 0 16 16" aria-hidden="true">
                      <path d={by < 0 ? 'M3 10l5-5 5 5' : 'M3 6l5 5 5-5'} />
                    </svg>
                  </button>
                ))}
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
