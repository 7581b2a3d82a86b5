// Puts the parts of a page on the screen one after the other, each in a task of its own: a phone stays answerable while a
// page of many boxes is being built. Nothing above moves; what comes later comes below.
import { type ComponentChildren, toChildArray } from 'preact';
import { useStage } from './stage.ts';

export function Staged({ children }: { children: ComponentChildren }) {
  const parts = toChildArray(children);
  const stage = useStage(parts.length - 1);
  return <>{parts.slice(0, stage + 1)}</>;
}

/** What a page shows a moment after the rest of it, in a task of its own. */
export function Later({ children }: { children: ComponentChildren }) {
  return useStage(1) >= 1 ? <>{children}</> : null;
}
