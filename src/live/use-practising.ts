// Making the practice copy, with its progress and its failure, for every place that offers it. What it takes is fetched
// when somebody asks. Tests: test/browser/live-changes.test.ts, test/browser/live.test.ts.
import { useState } from 'preact/hooks';
import type { Practised, PractiseOptions } from './practise.ts';

export type Practising =
  | { kind: 'no' }
  | { kind: 'running'; count: number }
  | { kind: 'ready'; practised: Practised }
  | { kind: 'failed'; why: string };

export function usePractising(): [
  Practising,
  (options: Omit<PractiseOptions, 'onProgress'>) => Promise<void>,
] {
  const [state, setState] = useState<Practising>({ kind: 'no' });
  async function practise(options: Omit<PractiseOptions, 'onProgress'>): Promise<void> {
    setState({ kind: 'running', count: 0 });
    try {
      const { practiseOn } = await import('./practise.ts');
      const onProgress = (count: number): void => setState({ kind: 'running', count });
      setState({ kind: 'ready', practised: await practiseOn({ ...options, onProgress }) });
    } catch (error) {
      setState({ kind: 'failed', why: (error as Error).message });
    }
  }
  return [state, practise];
}
