import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'preact/hooks';
import { checkPolicyName } from '../iam/names.ts';
import { t } from '../text.ts';
import { FormDialog } from './FormDialog.tsx';
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
  const [name, setName] = useState('');
  const [document, setDocument] = useState(exampleDocument);
  const [tried, setTried] = useState(false);
  const problem = checkPolicyName(name);
  return (
    <FormDialog
      size="large"
      title={t('createInlinePolicy')}
      submitLabel={t('createPolicy')}
      failureHeader={t('policyNotCreated')}
      check={() => {
        setTried(true);
        return problem === undefined && checkDocument(document) === undefined;
      }}
      onSubmit={() => onSave(name, document)}
      onDone={() => onDone(name)}
      onCancel={onCancel}
    >
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
    </FormDialog>
  );
}
