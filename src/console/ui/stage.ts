// How far a heavy part has been built: it grows by one with each task until `last`, so that the browser can answer
// in between.
import { useEffect, useState } from 'preact/hooks';
import { pause } from '../chunks.ts';

export function useStage(last: number): number {
  const [stage, setStage] = useState(0);
  useEffect(() => {
    if (stage >= last) return;
    let current = true;
    void pause().then(() => current && setStage(stage + 1));
    return () => {
      current = false;
    };
  }, [stage, last]);
  return stage;
}
