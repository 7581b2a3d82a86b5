// The small button that copies a text.
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import { t } from '../text.ts';

/** @param label what the text is, for those who hear the button */
export function CopyIcon({ text, label }: { text: string; label: string }) {
  return (
    <CopyToClipboard
      variant="icon"
      textToCopy={text}
      copyButtonAriaLabel={t('copyWhat', { what: label })}
      copySuccessText={t('copied')}
      copyErrorText={t('notCopied')}
    />
  );
}
