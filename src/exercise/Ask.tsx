// A button that asks once more before it does something: «Start over», «Show the solution».
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

export interface AskProps {
  label: string;
  question: string;
  yes: string;
  no: string;
  danger?: boolean;
  onYes: () => void;
}

export function Ask({ label, question, yes, no, danger = false, onYes }: AskProps): ComponentChildren {
  const [asking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const confirm = useRef<HTMLButtonElement>(null);
  const was = useRef(false);
  useEffect(() => {
    if (asking) confirm.current?.focus();
    else if (was.current) button.current?.focus();
    was.current = asking;
  }, [asking]);
  if (!asking) {
    return (
      <button type="button" class="link" ref={button} onClick={() => setAsking(true)}>
        {label}
      </button>
    );
  }
  return (
    <fieldset class="ask">
      <legend class="visually-hidden">{label}</legend>
      <p>{question}</p>
      <button
        type="button"
        class={`button ${danger ? 'danger' : 'quiet'}`}
        ref={confirm}
        onClick={() => {
          setAsking(false);
          onYes();
        }}
      >
        {yes}
      </button>{' '}
      <button type="button" class="link" onClick={() => setAsking(false)}>
        {no}
      </button>
    </fieldset>
  );
}
