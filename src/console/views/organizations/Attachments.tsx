// What is attached to what: a place's policies, or a policy's places. A table with «Attach» and «Detach».
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Failure } from '../../errors.ts';
import { useSession } from '../../session.ts';
import { t } from '../../text.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { FailureAlert } from '../../ui/Failure.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { ResourceTable, type ResourceTableProps } from '../../ui/ResourceTable.tsx';
import { WriteButton } from '../../ui/WriteButton.tsx';

export interface AttachDialogProps {
  title: string;
  /** What the field is called. */
  label: string;
  options: readonly { value: string; label: string; description: string }[];
  placeholder?: string;
  empty?: string;
  /** Why the options could not be read. */
  failure?: Failure | undefined;
  onRetry?: () => void;
  onAttach: (chosen: string) => Promise<unknown>;
  onClose: () => void;
}

export function AttachDialog(props: AttachDialogProps) {
  const { label, options, onClose } = props;
  const session = useSession();
  const [chosen, setChosen] = useState<string | undefined>();
  return (
    <FormDialog
      title={props.title}
      submitLabel={t('attach')}
      disabled={chosen === undefined}
      onSubmit={async () => void (chosen !== undefined && (await props.onAttach(chosen)))}
      onDone={() => {
        onClose();
        session.flash({ type: 'success', header: t('policyAttached') });
      }}
      onCancel={onClose}
    >
      <FailureAlert failure={props.failure} onRetry={props.onRetry} />
      <FormField label={label}>
        <Select
          selectedOption={options.find((option) => option.value === chosen) ?? null}
          options={options}
          placeholder={props.placeholder}
          empty={props.empty}
          onChange={({ detail }) => setChosen(detail.selectedOption.value)}
        />
      </FormField>
    </FormDialog>
  );
}

export interface AttachmentsProps<T>
  extends Pick<
    ResourceTableProps<T>,
    'id' | 'title' | 'description' | 'query' | 'columns' | 'keyOf' | 'nameOf' | 'searchLabel' | 'empty'
  > {
  detachTitle: (item: T) => string;
  onDetach: (item: T) => Promise<unknown>;
  /** What is shown to attach one more. */
  dialog: (close: () => void) => ComponentChildren;
}

export function Attachments<T>({ detachTitle, onDetach, dialog, ...table }: AttachmentsProps<T>) {
  const session = useSession();
  const [selected, setSelected] = useState<T | undefined>();
  const [asked, ask] = useState<'attach' | 'detach' | undefined>();
  const close = (): void => ask(undefined);
  return (
    <>
      <ResourceTable<T>
        {...table}
        {...(session.readOnly ? {} : { selection: 'single' as const })}
        selected={selected === undefined ? [] : [selected]}
        onSelect={(items) => setSelected(items[0])}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <WriteButton disabled={selected === undefined} onClick={() => ask('detach')}>
              {t('detach')}
            </WriteButton>
            <WriteButton onClick={() => ask('attach')}>{t('attach')}</WriteButton>
          </SpaceBetween>
        }
      />
      {asked === 'attach' && dialog(close)}
      {asked === 'detach' && selected !== undefined && (
        <ConfirmDialog
          title={detachTitle(selected)}
          confirmLabel={t('detach')}
          onConfirm={() => onDetach(selected)}
          onDone={() => {
            close();
            setSelected(undefined);
            session.flash({ type: 'success', header: t('policyDetached') });
          }}
          onCancel={close}
        >
          <p class="console-sentence">{t('detachHelp')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
