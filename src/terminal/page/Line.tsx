// The line one types in: history, completion, search, and what a phone's keyboard has no keys for.
import type { ComponentChildren, RefObject } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { cleanInput } from './entries.ts';
import { promptClass } from './LogEntry.tsx';
import type { T } from './Terminal.tsx';

export interface LineProps {
  field: RefObject<HTMLTextAreaElement | null>;
  prompt: string;
  /** What is typed is not shown. */
  secret: boolean;
  text: string;
  onText: (text: string) => void;
  /** A command runs: nothing can be typed but a stop. */
  busy: boolean;
  /** A command asks for something. */
  asking: boolean;
  history: readonly string[];
  status: string;
  onStatus: (status: string) => void;
  onSubmit: (line: string) => void;
  onStop: () => void;
  onClear: () => void;
  /** The line completed, or undefined where it stays. */
  onComplete: (line: string) => Promise<string | undefined>;
  /** Whether what was pasted has been dealt with. */
  onPaste: (text: string) => Promise<boolean>;
  t: T;
}

export function Line(props: LineProps): ComponentChildren {
  const {
    field,
    prompt,
    secret,
    text,
    onText,
    busy,
    asking,
    history,
    status,
    onStatus,
    onSubmit,
    onStop,
    t,
  } = props;
  const id = useId();
  /** Which line of the history is shown; its length is the line being typed. */
  const [at, setAt] = useState(history.length);
  const draft = useRef('');
  /** After Escape, Tab leaves the field once. */
  const leaving = useRef(false);
  const [search, setSearch] = useState<{ text: string; found: number }>();

  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.blockSize = 'auto';
    area.style.blockSize = `${Math.min(area.scrollHeight, 240)}px`;
  }, [text, field, search]);
  useLayoutEffect(() => setAt(history.length), [history.length]);

  function put(line: string, cursor = line.length): void {
    onText(line);
    queueMicrotask(() => field.current?.setSelectionRange(cursor, cursor));
  }

  function recall(step: number): boolean {
    const next = at + step;
    if (next < 0 || next > history.length) return false;
    if (at === history.length) draft.current = text;
    setAt(next);
    put(next === history.length ? draft.current : (history[next] ?? ''));
    return true;
  }

  async function complete(): Promise<void> {
    const area = field.current;
    const cursor = area?.selectionStart ?? text.length;
    const found = await props.onComplete(text.slice(0, cursor));
    if (found !== undefined) put(found + text.slice(cursor), found.length);
  }

  function find(words: string, before: number): number {
    for (let i = before - 1; i >= 0; i--) if (history[i]?.includes(words)) return i;
    return -1;
  }

  function searchKey(event: KeyboardEvent, now: { text: string; found: number }): void {
    if (
      event.key === 'Escape' ||
      (event.ctrlKey && event.key === 'c') ||
      (event.ctrlKey && event.key === 'g')
    ) {
      event.preventDefault();
      setSearch(undefined);
    } else if (event.ctrlKey && event.key === 'r') {
      event.preventDefault();
      const found = find(now.text, now.found < 0 ? history.length : now.found);
      if (found >= 0) setSearch({ ...now, found });
    } else if (event.key === 'Enter' || event.key === 'Tab' || event.key === 'ArrowRight') {
      event.preventDefault();
      setSearch(undefined);
      if (now.found >= 0) put(history[now.found] ?? '');
    }
  }

  function key(event: KeyboardEvent): void {
    if (search) {
      searchKey(event, search);
      return;
    }
    const area = event.currentTarget as HTMLTextAreaElement;
    const { selectionStart: start, selectionEnd: end } = area;
    const control = event.ctrlKey && !event.altKey && !event.metaKey;
    if (control && event.key === 'c' && start === end) {
      event.preventDefault();
      onStop();
    } else if (busy && !asking) {
      if (event.key === 'Enter') event.preventDefault();
    } else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      onSubmit(text);
    } else if (event.key === 'Tab' && !event.shiftKey) {
      if (leaving.current || text.trim() === '' || asking) return;
      event.preventDefault();
      void complete();
    } else if (event.key === 'Escape') {
      leaving.current = true;
      return;
    } else if (event.key === 'ArrowUp' && !text.slice(0, start).includes('\n')) {
      if (recall(-1)) event.preventDefault();
    } else if (event.key === 'ArrowDown' && !text.slice(end).includes('\n')) {
      if (recall(1)) event.preventDefault();
    } else if (control && event.key === 'r') {
      event.preventDefault();
      setSearch({ text: '', found: -1 });
    } else if (control && event.key === 'l') {
      event.preventDefault();
      props.onClear();
    } else if (control && event.key === 'u') {
      event.preventDefault();
      put(text.slice(start), 0);
    }
    leaving.current = false;
  }

  async function paste(event: ClipboardEvent): Promise<void> {
    const pasted = event.clipboardData?.getData('text/plain') ?? '';
    const clean = cleanInput(pasted);
    const area = event.currentTarget as HTMLTextAreaElement;
    const { selectionStart: start, selectionEnd: end } = area;
    if (clean === pasted && clean.length < 60_000) return;
    event.preventDefault();
    if (await props.onPaste(pasted)) return;
    put(text.slice(0, start) + clean + text.slice(end), start + clean.length);
  }

  const shown = search ? search.text : text;
  return (
    <form
      class="terminal-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy || asking) onSubmit(text);
      }}
    >
      <div class="terminal-line">
        <label class={promptClass(prompt)} for={id}>
          <span class="visually-hidden">{t('input')}, </span>
          {search ? `${t('search')}:` : prompt}
        </label>
        <textarea
          id={id}
          ref={field}
          class={secret ? 'secret' : ''}
          rows={1}
          value={shown}
          aria-describedby={`${id}-hint`}
          aria-busy={busy}
          autocomplete="off"
          autocapitalize="none"
          autocorrect="off"
          spellcheck={false}
          enterkeyhint="send"
          translate={false}
          onKeyDown={key}
          onPaste={(event) => void paste(event)}
          onInput={({ currentTarget }) => {
            if (!search) {
              if (!busy || asking) onText(currentTarget.value);
              else currentTarget.value = text;
              return;
            }
            const words = currentTarget.value;
            setSearch({ text: words, found: words === '' ? -1 : find(words, history.length) });
          }}
        />
      </div>
      {search && (
        <p class="terminal-found" role="status">
          {search.found >= 0 ? <code>{history[search.found]}</code> : search.text !== '' && t('searchNone')}
        </p>
      )}
      <p class="terminal-status" role="status">
        {busy && !asking ? t('running') : status}
      </p>
      <div class="terminal-keys">
        {busy || asking ? (
          <button type="button" class="button quiet" onClick={onStop}>
            {t('stop')}
          </button>
        ) : (
          <>
            <button type="button" class="button quiet touch" onClick={() => void complete()}>
              {t('complete')}
            </button>
            <button type="button" class="button quiet touch" onClick={() => recall(-1)}>
              {t('earlier')}
            </button>
            <button
              type="button"
              class="button quiet"
              onClick={() => {
                props.onClear();
                onStatus('');
                field.current?.focus();
              }}
            >
              {t('clear')}
            </button>
          </>
        )}
      </div>
      <p id={`${id}-hint`} class="visually-hidden">
        {t('hint')}
      </p>
    </form>
  );
}
