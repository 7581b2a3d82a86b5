// What a page says after something was done, in a live region. A region whose text stays the same stays silent, so each
// saying is an element of its own: two undos of one kind are heard twice.
import type { ComponentChildren } from 'preact';
import { useCallback, useState } from 'preact/hooks';
import { Inline } from '../strings/Inline.tsx';

export interface Words {
  text: string;
  /** Which saying it is, counted from the opening on. */
  turn: number;
}

export function nextWords(last: Words, text: string): Words {
  return { text, turn: last.turn + 1 };
}

export function useSaid(): [Words, (text: string) => void] {
  const [words, setWords] = useState<Words>({ text: '', turn: 0 });
  const say = useCallback((text: string) => setWords((last) => nextWords(last, text)), []);
  return [words, say];
}

/** To be put into an element with role="status", which must have been there before. */
export function Said({ text, turn }: Words): ComponentChildren {
  return text === '' ? null : (
    <span key={turn}>
      <Inline text={text} />
    </span>
  );
}
