// «Create user group» inside the Create user wizard.
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'preact/hooks';
import { type Failure, toFailure } from '../errors.ts';
import { attachToGroup, createGroup } from '../iam/groups.ts';
import { checkGroupName } from '../iam/names.ts';
import { policyName } from '../iam/policies.ts';
import { useAction } from '../query.ts';
import { useSession } from '../session.ts';
import { t } from '../text.ts';
import { DialogButtons } from './DialogButtons.tsx';
import { FailureAlert } from './Failure.tsx';
import { PolicyTable } from './PolicyTable.tsx';

export function CreateGroupDialog({
  onDone,
  onCancel,
}: {
  onDone: (name: string) => void;
  onCancel: () => void;
}) {
  const session = useSession();
  const { iam } = session.clients;
  const action = useAction();
  const [name, setName] = useState('');
  const [policies, setPolicies] = useState<readonly string[]>([]);
  const [tried, setTried] = useState(false);
  const problem = checkGroupName(name);

  const submit = async (): Promise<void> => {
    setTried(true);
    if (problem !== undefined || action.busy) return;
    const refused: { label: string; failure: Failure }[] = [];
    const done = await action.run(async () => {
      await createGroup(iam, name);
      for (const arn of policies)
        await attachToGroup(iam, name, arn).catch((error: unknown) =>
          refused.push({ label: policyName(arn), failure: toFailure(error) }),
        );
    });
    if (!done) return;
    session.flash(
      refused.length === 0
        ? { type: 'success', header: t('groupCreated', { name }) }
        : { type: 'warning', header: t('groupCreatedPartly', { name }), failures: refused },
    );
    onDone(name);
  };

  return (
    <Modal
      visible
      size="max"
      header={t('createUserGroup')}
      closeAriaLabel={t('closeDialog')}
      onDismiss={() => !action.busy && onCancel()}
      footer={
        <DialogButtons
          submitLabel={t('createUserGroup')}
          busy={action.busy}
          onSubmit={submit}
          onCancel={onCancel}
        />
      }
    >
      <SpaceBetween size="l">
        <FailureAlert failure={action.failure} header={t('groupNotCreated')} />
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <FormField
            label={t('userGroupName')}
            description={t('userGroupNameHelp')}
            constraintText={t('groupNameRule')}
            errorText={
              (tried || name !== '') && problem !== undefined && (tried || problem !== 'empty')
                ? t(`groupName_${problem}`)
                : undefined
            }
          >
            <Input
              value={name}
              onChange={({ detail }) => setName(detail.value)}
              autoComplete={false}
              spellcheck={false}
            />
          </FormField>
        </form>
        <PolicyTable chosen={policies} onChoose={setPolicies} />
      </SpaceBetween>
    </Modal>
  );
}
