// IAM → Policies → Create policy, with the JSON editor.
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'preact/hooks';
import { checkPolicyName } from '../../iam/names.ts';
import { createPolicy } from '../../iam/policies.ts';
import { useAction } from '../../query.ts';
import { toPolicy } from '../../routes.ts';
import { useSession } from '../../session.ts';
import { t } from '../../text.ts';
import { FailureAlert } from '../../ui/Failure.tsx';
import { checkDocument, exampleDocument, JsonField } from '../../ui/JsonField.tsx';

export function CreatePolicy() {
  const session = useSession();
  const action = useAction();
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [document, setDocument] = useState(exampleDocument);
  const [tried, setTried] = useState(false);
  const problem = checkPolicyName(name);
  const submit = async (): Promise<void> => {
    setTried(true);
    if (problem !== undefined || checkDocument(document) || action.busy) return;
    let arn: string | undefined;
    const done = await action.run(async () => {
      const answer = await createPolicy(session.clients.iam, name, description, document);
      arn = answer.Policy?.Arn;
    });
    if (!done) return;
    session.navigate({ view: 'policies' });
    session.flash({
      type: 'success',
      header: t('policyCreated', { name }),
      ...(arn === undefined ? {} : { action: { text: t('viewPolicy'), route: toPolicy(arn) } }),
    });
  };
  return (
    <Form
      header={<Header variant="h1">{t('createPolicy')}</Header>}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button
            variant="link"
            disabled={action.busy}
            onClick={() => session.navigate({ view: 'policies' })}
          >
            {t('cancel')}
          </Button>
          <Button variant="primary" loading={action.busy} onClick={() => void submit()}>
            {t('createPolicy')}
          </Button>
        </SpaceBetween>
      }
    >
      <SpaceBetween size="l">
        <FailureAlert failure={action.failure} header={t('policyNotCreated')} />
        <Container header={<Header variant="h2">{t('policyDetails')}</Header>}>
          <SpaceBetween size="m">
            <FormField
              label={t('policyName')}
              constraintText={t('policyNameRule')}
              errorText={
                problem !== undefined && (tried || problem !== 'empty')
                  ? t(`policyName_${problem}`)
                  : undefined
              }
            >
              <Input
                value={name}
                autoComplete={false}
                spellcheck={false}
                onChange={({ detail }) => setName(detail.value)}
              />
            </FormField>
            <FormField
              label={
                <>
                  {t('description')} - <i>{t('optional')}</i>
                </>
              }
            >
              <Input value={description} onChange={({ detail }) => setDescription(detail.value)} />
            </FormField>
          </SpaceBetween>
        </Container>
        <Container header={<Header variant="h2">{t('specifyPermissions')}</Header>}>
          <JsonField value={document} onChange={setDocument} label={t('policyEditor')} />
        </Container>
      </SpaceBetween>
    </Form>
  );
}
