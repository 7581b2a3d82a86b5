// Time that is left, by the server's clock. Said aloud at a few moments only: every second would drown the question.
import { useEffect, useState } from 'preact/hooks';
import type { Said } from './view.ts';

export interface CountdownProps {
  /** ms on the server's clock; null: none is running. */
  closes: number | null;
  left: number | null;
  duration: number | null;
  now: () => number;
  t: Said['t'];
  onEnd?: () => void;
}

const SPOKEN = [60, 30, 10, 5, 0];

export function Countdown({ closes, left, duration, now, t, onEnd }: CountdownProps) {
  const remaining = (): number => (left !== null ? left : closes === null ? 0 : Math.max(0, closes - now()));
  const [ms, set] = useState(remaining);
  useEffect(() => {
    set(remaining());
    if (closes === null) return;
    const timer = setInterval(() => {
      const rest = remaining();
      set(rest);
      if (rest === 0) {
        clearInterval(timer);
        onEnd?.();
      }
    }, 250);
    return () => clearInterval(timer);
  }, [closes, left]);
  if (closes === null && left === null) return null;
  const seconds = Math.ceil(ms / 1000);
  const spoken = SPOKEN.find((moment) => seconds >= moment) ?? 0;
  const text = (count: number): string => (count === 0 ? t('timeUp') : t('timeLeft', { count }));
  return (
    <div class={`countdown ${seconds <= 5 ? 'short' : ''}`}>
      <span aria-hidden="true">
        <i class="countdown-bar">
          <i style={{ inlineSize: `${duration ? Math.min(100, (100 * ms) / duration) : 0}%` }} />
        </i>
        <b>
          {left !== null ? '❚❚ ' : ''}
          {seconds > 120 ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` : seconds}
        </b>
      </span>
      <span class="visually-hidden" role="timer" aria-live="polite">
        {left !== null ? t('paused') : SPOKEN.includes(seconds) ? text(spoken) : ''}
      </span>
    </div>
  );
}
