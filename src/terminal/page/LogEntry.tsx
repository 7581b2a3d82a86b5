// One command in the log: the line as it was typed, what it printed, how it ended.
import type { ComponentChildren } from 'preact';
import type { Entry } from './entries.ts';
import type { T } from './Terminal.tsx';

/** Root is amber on every page, beside the word. */
export const promptClass = (prompt: string): string =>
  /^\S+ root /.test(prompt) ? 'terminal-prompt root' : 'terminal-prompt';

export interface LogEntryProps {
  entry: Entry;
  t: T;
  onWhy: ((requestId: string) => void) | undefined;
}

export function LogEntry({ entry, t, onWhy }: LogEntryProps): ComponentChildren {
  const { kind, prompt, line, stdout, stderr, exitCode, note, denied } = entry;
  return (
    <li class={`terminal-entry ${kind}`}>
      {kind !== 'note' && (
        <div class="terminal-typed">
          <span class={promptClass(prompt)}>{prompt}</span> <code>{line}</code>
        </div>
      )}
      {stdout !== '' && <pre class="terminal-output">{stdout.replace(/\n$/, '')}</pre>}
      {stderr !== '' && <pre class="terminal-output error">{stderr.replace(/^\n|\n$/g, '')}</pre>}
      {(exitCode !== 0 || note !== '') && (
        <p class="terminal-note">
          {exitCode !== 0 && <span class="terminal-exit">{t('exit', { code: exitCode })}</span>}
          {onWhy && denied !== undefined && (
            <button type="button" class="button quiet" onClick={() => onWhy(denied)}>
              {t('why')}
            </button>
          )}
          {note}
        </p>
      )}
    </li>
  );
}
