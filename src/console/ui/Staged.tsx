// Puts the parts of a page on the screen one after the other, each in a task of its own: a phone stays answerable while a
// page of many boxes is being built. Nothing above moves; what comes later comes below.
import { type ComponentChildren, toChildArray } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { pause } from '../chunks.ts';

export function Staged({ children }: { children: ComponentChildren }) {
  const parts = toChildArray(children);
  const [shown, setShown] = useState(1);
  useEffect(() => {
    if (shown >= parts.length) return;
    let current = true;
    void pause().then(() => current && setShown(shown + 1));
    return () => {
      current = false;
    };
  }, [shown, parts.length]);
  return <>{parts.slice(0, shown)}</>;
}
