// The bar between two views: dragged, or moved with the arrow keys.
import type { ComponentChildren } from 'preact';
import { narrowest } from './memory.ts';

export interface SeparatorProps {
  share: number;
  onShare: (share: number) => void;
  label: string;
}

const STEP = 5;

export function Separator({ share, onShare, label }: SeparatorProps): ComponentChildren {
  const within = (wanted: number): number =>
    Math.round(Math.min(100 - narrowest, Math.max(narrowest, wanted)));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved, a focusable separator can
    <div
      class="desk-separator"
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={share}
      aria-valuemin={narrowest}
      aria-valuemax={100 - narrowest}
      tabIndex={0}
      onKeyDown={(event) => {
        const steps: Record<string, number> = {
          ArrowLeft: share - STEP,
          ArrowRight: share + STEP,
          Home: 0,
          End: 100,
        };
        const next = steps[event.key];
        if (next === undefined) return;
        event.preventDefault();
        onShare(within(next));
      }}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={({ currentTarget, pointerId, clientX }) => {
        if (!currentTarget.hasPointerCapture(pointerId)) return;
        const desk = currentTarget.parentElement?.getBoundingClientRect();
        if (desk) onShare(within(((clientX - desk.left) / desk.width) * 100));
      }}
    />
  );
}
