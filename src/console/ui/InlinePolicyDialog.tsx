// «Create inline policy» with the JSON editor, for a user or a group.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'preact/hooks';
import { checkPolicyName } from '../iam/names.ts';
import { useAction } from '../query.ts';
import { t } from '../text.ts';
import { FailureAlert } from './Failure.tsx';
import { checkDocument, exampleDocument, JsonField } from './JsonField.tsx';

export function InlinePolicyDialog({
  onSave,
  onDone,
  onCancel,
}: {
  onSave: (name: string, document: string) => Promise<unknown>;
  onDone: (name: string) => void;
  onCancel: () => void;
}) {
  const action = useAction();
  const [name, setName] = useState('');
  const [document, setDocument] = useState(exampleDocument);
  const [tried, setTried] = useState(false);
  const problem = checkPolicyName(name);
  const submit = async (): Promise<void> => {
    setTried(true);
    if (problem !== undefined || checkDocument(document) || action.busy) return;
    const done = await action.run(async () => {
      await onSave(name, document);
    });
    if (done) onDone(name);
  };
  return (
    <Modal
      visible
      size="large"
      header={t('createInlinePolicy')}
      closeAriaLabel={t('closeDialog')}
      onDismiss={() => !action.busy && onCancel()}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" disabled={action.busy} onClick={onCancel}>
              {t('cancel')}
            </Button>
            <Button variant="primary" loading={action.busy} onClick={submit}>
              {t('createPolicy')}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="l">
        <FailureAlert failure={action.failure} header={t('policyNotCreated')} />
        <FormField
          label={t('policyName')}
          constraintText={t('policyNameRule')}
          errorText={
            problem !== undefined && (tried || problem !== 'empty') ? t(`policyName_${problem}`) : undefined
          }
        >
          <Input
            value={name}
            onChange={({ detail }) => setName(detail.value)}
            autoComplete={false}
            spellcheck={false}
          />
        </FormField>
        <JsonField value={document} onChange={setDocument} label={t('policyEditor')} />
      </SpaceBetween>
    </Modal>
  );
}
