// The dialog before something is lost: what will happen, a text to type where it cannot be taken back, and the
// refusal if AWS has one.
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../text.ts';
import { FormDialog } from './FormDialog.tsx';

export interface ConfirmDialogProps {
  title: string;
  children: ComponentChildren;
  /** The text to type; absent: a click is enough. */
  phrase?: string;
  phraseLabel?: string;
  confirmLabel: string;
  onConfirm: () => Promise<unknown>;
  /** After `onConfirm` went through. */
  onDone: () => void;
  onCancel: () => void;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const [typed, setTyped] = useState('');
  return (
    <FormDialog
      title={props.title}
      submitLabel={props.confirmLabel}
      disabled={props.phrase !== undefined && typed !== props.phrase}
      onSubmit={props.onConfirm}
      onDone={props.onDone}
      onCancel={props.onCancel}
    >
      {props.children}
      {props.phrase !== undefined && (
        <FormField label={props.phraseLabel ?? t('typeToConfirm', { phrase: props.phrase })}>
          <Input
            value={typed}
            placeholder={props.phrase}
            autoComplete={false}
            spellcheck={false}
            disableBrowserAutocorrect
            onChange={({ detail }) => setTyped(detail.value)}
          />
        </FormField>
      )}
    </FormDialog>
  );
}
