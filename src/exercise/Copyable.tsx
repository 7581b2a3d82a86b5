// Lines to be pasted elsewhere, with a button that copies them.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Translate } from '../strings/index.ts';
import type { openMessages } from './strings.ts';

export function Copyable(props: {
  text: string;
  label: string;
  t: Translate<typeof openMessages>;
}): ComponentChildren {
  const { text, label, t } = props;
  const [copied, setCopied] = useState(false);
  return (
    <div class="copyable">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, so the keyboard must reach it */}
      <section class="log" tabIndex={0} aria-label={label}>
        <pre>{text}</pre>
      </section>
      <button
        type="button"
        class="link"
        onClick={() => {
          // Absent on plain http over a LAN; the text can still be selected.
          void navigator.clipboard?.writeText(text).then(() => setCopied(true));
        }}
      >
        {t('copy')}
        <span class="visually-hidden">: {label}</span>
      </button>{' '}
      <span class="soft" role="status">
        {copied && t('copied')}
      </span>
    </div>
  );
}
