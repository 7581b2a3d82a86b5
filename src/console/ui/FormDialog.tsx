// The dialog every short change is made in: fields, the refusal if AWS has one, «Cancel» and the button that sends it.
import Modal, { type ModalProps } from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ComponentChildren } from 'preact';
import { useAction } from '../query.ts';
import { t } from '../text.ts';
import { DialogButtons } from './DialogButtons.tsx';
import { FailureAlert } from './Failure.tsx';

export interface FormDialogProps {
  title: string;
  submitLabel: string;
  children: ComponentChildren;
  size?: ModalProps.Size;
  /** Over a refusal: what was not done. */
  failureHeader?: string;
  /** Nothing to send yet. */
  disabled?: boolean;
  /** Answers false where something is still to be filled in: then nothing is sent. */
  check?: () => boolean;
  onSubmit: () => Promise<unknown>;
  /** After `onSubmit` went through. */
  onDone: () => void;
  onCancel: () => void;
  /** Beside the two buttons. */
  extra?: ComponentChildren;
}

export function FormDialog(props: FormDialogProps) {
  const action = useAction();
  const submit = async (): Promise<void> => {
    if (props.disabled || action.busy || props.check?.() === false) return;
    if (await action.run(async () => void (await props.onSubmit()))) props.onDone();
  };
  return (
    <Modal
      visible
      size={props.size ?? 'medium'}
      header={props.title}
      closeAriaLabel={t('closeDialog')}
      onDismiss={() => !action.busy && props.onCancel()}
      footer={
        <DialogButtons
          submitLabel={props.submitLabel}
          busy={action.busy}
          disabled={props.disabled === true}
          extra={props.extra}
          onSubmit={submit}
          onCancel={props.onCancel}
        />
      }
    >
      {/* No form: Cloudscape's buttons inside it (of a table, say) would all submit it. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter in a field does what the button does */}
      <div
        onKeyDown={(event) => {
          const { target } = event;
          if (event.key !== 'Enter' || !(target instanceof HTMLInputElement)) return;
          if (/^(text|password|email|tel|url|number)$/.test(target.type) && !target.ariaExpanded)
            void submit();
        }}
      >
        <SpaceBetween size="m">
          <FailureAlert failure={action.failure} header={props.failureHeader} />
          {props.children}
        </SpaceBetween>
      </div>
    </Modal>
  );
}
