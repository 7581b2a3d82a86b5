// The buttons at the foot of a dialog: «Cancel», what else there is to do, and the one that does it.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ComponentChildren } from 'preact';
import { t } from '../text.ts';

export interface DialogButtonsProps {
  submitLabel: string;
  busy: boolean;
  disabled?: boolean;
  /** Between the two. */
  extra?: ComponentChildren;
  onSubmit: () => unknown;
  onCancel: () => void;
}

export function DialogButtons({
  submitLabel,
  busy,
  disabled,
  extra,
  onSubmit,
  onCancel,
}: DialogButtonsProps) {
  return (
    <Box float="right">
      <SpaceBetween direction="horizontal" size="xs">
        <Button variant="link" disabled={busy} onClick={onCancel}>
          {t('cancel')}
        </Button>
        {extra}
        <Button variant="primary" disabled={disabled === true} loading={busy} onClick={() => void onSubmit()}>
          {submitLabel}
        </Button>
      </SpaceBetween>
    </Box>
  );
}
