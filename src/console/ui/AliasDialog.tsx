// «Create alias for AWS account»: gives the account a name for its sign-in URL, or takes it away.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'preact/hooks';
import { signInUrl } from '../caller.ts';
import { aliasIsFine, createAlias, deleteAlias } from '../iam/account.ts';
import { useAction } from '../query.ts';
import { useSession } from '../session.ts';
import { t } from '../text.ts';
import { DialogButtons } from './DialogButtons.tsx';
import { FailureAlert } from './Failure.tsx';

export function AliasDialog({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const { iam } = session.clients;
  const current = session.alias.value;
  const action = useAction();
  const [alias, setAlias] = useState(current ?? '');
  const fine = aliasIsFine(alias);
  const save = async (): Promise<void> => {
    if (!fine || action.busy) return;
    const done = await action.run(async () => {
      await createAlias(iam, alias);
      session.alias.value = alias;
    });
    if (!done) return;
    onClose();
    session.flash({ type: 'success', header: t('aliasSaved', { alias }) });
  };
  const remove = async (): Promise<void> => {
    if (current === undefined || action.busy) return;
    const done = await action.run(async () => {
      await deleteAlias(iam, current);
      session.alias.value = undefined;
    });
    if (!done) return;
    onClose();
    session.flash({ type: 'success', header: t('aliasDeleted', { alias: current }) });
  };
  return (
    <Modal
      visible
      header={t(current === undefined ? 'createAliasTitle' : 'editAliasTitle')}
      closeAriaLabel={t('closeDialog')}
      onDismiss={() => !action.busy && onClose()}
      footer={
        <DialogButtons
          submitLabel={t('saveChanges')}
          busy={action.busy}
          disabled={!fine}
          extra={
            current !== undefined && (
              <Button disabled={action.busy} onClick={() => void remove()}>
                {t('deleteAlias')}
              </Button>
            )
          }
          onSubmit={save}
          onCancel={onClose}
        />
      }
    >
      <SpaceBetween size="m">
        <FailureAlert failure={action.failure} />
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <FormField
            label={t('preferredAlias')}
            constraintText={t('aliasRule')}
            errorText={alias !== '' && !fine ? t('aliasWrong') : undefined}
          >
            <Input
              value={alias}
              autoComplete={false}
              spellcheck={false}
              onChange={({ detail }) => setAlias(detail.value)}
            />
          </FormField>
        </form>
        <div>
          <Box variant="awsui-key-label">{t('newSignInUrl')}</Box>
          <span class="console-arn">
            {signInUrl(alias === '' ? (session.caller.value?.account ?? '') : alias)}
          </span>
        </div>
      </SpaceBetween>
    </Modal>
  );
}
