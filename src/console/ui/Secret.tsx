// A secret shown once: hidden behind «Show», and to copy.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import { useState } from 'preact/hooks';
import { t } from '../text.ts';
import { CopyIcon } from './CopyIcon.tsx';

export function Copyable({ text, label }: { text: string; label: string }) {
  return (
    <div class="console-copyable">
      <CopyIcon text={text} label={label} />
      <span class="console-arn">{text}</span>
    </div>
  );
}

export function Secret({ text, label, onShown }: { text: string; label: string; onShown?: () => void }) {
  const [visible, setVisible] = useState(false);
  return (
    <div class="console-copyable">
      <CopyIcon text={text} label={label} />
      <Box variant="code" display="inline">
        {visible ? (
          text
        ) : (
          <span aria-label={t('hidden')} role="img">
            {'•'.repeat(12)}
          </span>
        )}
      </Box>
      <Button
        variant="inline-link"
        ariaLabel={t(visible ? 'hideWhat' : 'showWhat', { what: label })}
        onClick={() => {
          setVisible(!visible);
          onShown?.();
        }}
      >
        {t(visible ? 'hide' : 'show')}
      </Button>
    </div>
  );
}
