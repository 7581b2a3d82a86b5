// The dialog before something is lost: what will happen, a text to type where it cannot be taken back, and the
// refusal if AWS has one.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useAction } from '../query.ts';
import { t } from '../text.ts';
import { FailureAlert } from './Failure.tsx';

export interface ConfirmDialogProps {
  title: string;
  children: ComponentChildren;
  /** The text to type; absent: a click is enough. */
  phrase?: string;
  phraseLabel?: string;
  confirmLabel: string;
  onConfirm: () => Promise<void>;
  /** After `onConfirm` went through. */
  onDone: () => void;
  onCancel: () => void;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const [typed, setTyped] = useState('');
  const action = useAction();
  const ready = props.phrase === undefined || typed === props.phrase;
  const submit = async () => {
    if (ready && !action.busy && (await action.run(props.onConfirm))) props.onDone();
  };
  return (
    <Modal
      visible
      header={props.title}
      closeAriaLabel={t('closeDialog')}
      onDismiss={() => !action.busy && props.onCancel()}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" disabled={action.busy} onClick={props.onCancel}>
              {t('cancel')}
            </Button>
            <Button variant="primary" disabled={!ready} loading={action.busy} onClick={submit}>
              {props.confirmLabel}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <FailureAlert failure={action.failure} />
        {props.children}
        {props.phrase !== undefined && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void submit();
            }}
          >
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
          </form>
        )}
      </SpaceBetween>
    </Modal>
  );
}
