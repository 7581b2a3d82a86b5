// The command palette: a dialog with a combobox. Typing narrows the list, arrows move, Enter does it, Escape closes.
// Tests: test/browser/workspace.test.ts, test/course/workspace/palette.test.ts
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Translate } from '../../strings/index.ts';
import { type Command, fitting } from './commands.ts';
import type { messages } from './strings.ts';

export interface PaletteProps {
  commands: readonly Command[];
  onClose: () => void;
  t: Translate<typeof messages>;
}

export function Palette({ commands, onClose, t }: PaletteProps): ComponentChildren {
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const [text, setText] = useState('');
  // By its id: commands that arrive while one types or moves must not put another one under Enter. Undefined: the first.
  const [marked, mark] = useState<string | undefined>();
  // Before the next key can arrive: what is typed right after Ctrl K belongs to the field.
  useLayoutEffect(() => {
    const element = dialog.current;
    // Where the focus was it returns to: the browser does that for a dialog.
    element?.showModal();
    return () => element?.close();
  }, []);
  const shown = fitting(commands, text);
  const at = Math.max(
    0,
    shown.findIndex(({ id }) => id === marked),
  );
  const chosen = shown[at];
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [at, text]);

  function run(command: Command | undefined): void {
    if (!command) return;
    // First the dialog goes, then it is done: what is done may want the focus.
    onClose();
    queueMicrotask(() => command.run());
  }

  function key(event: KeyboardEvent): void {
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + 8,
      PageUp: at - 8,
    };
    const next = moves[event.key];
    if (next !== undefined) {
      event.preventDefault();
      mark(shown[Math.min(shown.length - 1, Math.max(0, next))]?.id);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(chosen);
    }
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog
    <dialog
      ref={dialog}
      class="palette"
      aria-label={t('palette')}
      // At once and not with the late `close`, so that Ctrl K right after Escape opens it again.
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={onClose}
      onClick={({ target, currentTarget }) => {
        // Beside the box is the dialog's backdrop.
        if (target === currentTarget) onClose();
      }}
    >
      <div class="palette-box">
        <div class="palette-field">
          <input
            type="text"
            role="combobox"
            aria-label={t('paletteFind')}
            placeholder={t('paletteFind')}
            aria-expanded="true"
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={chosen ? `${id}-${at}` : undefined}
            autocomplete="off"
            spellcheck={false}
            maxLength={200}
            value={text}
            onInput={({ currentTarget }) => {
              setText(currentTarget.value);
              mark(undefined);
            }}
            onKeyDown={key}
          />
          <button type="button" class="link" onClick={onClose}>
            {t('paletteClose')}
          </button>
        </div>
        <div ref={list} class="palette-list" id={`${id}-list`} role="listbox" aria-label={t('palette')}>
          {shown.map((command, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
            <div
              key={command.id}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={command === chosen}
              onClick={() => run(command)}
              onPointerMove={() => mark(command.id)}
            >
              <span>{command.title}</span> <span class="soft">{command.group}</span>
            </div>
          ))}
        </div>
        <p class="soft" role="status">
          {shown.length === 0 ? t('paletteNone') : t('paletteCount', { count: shown.length })}
        </p>
      </div>
    </dialog>
  );
}
