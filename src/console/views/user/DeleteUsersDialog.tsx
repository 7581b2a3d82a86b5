// Deleting one user or several, with the text to type. Labels of the dialog: unverified against today's console.
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import { deleteUser } from '../../iam/deleteUser.ts';
import { useSession } from '../../session.ts';
import { t } from '../../text.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';

export function DeleteUsersDialog({
  names,
  onDone,
  onCancel,
}: {
  names: readonly string[];
  onDone: () => void;
  onCancel: () => void;
}) {
  const session = useSession();
  const only = names.length === 1 ? names[0] : undefined;
  return (
    <ConfirmDialog
      title={
        only === undefined ? t('deleteUsersTitle', { count: names.length }) : t('deleteTitle', { name: only })
      }
      phrase={only ?? t('confirmWord')}
      phraseLabel={
        only === undefined ? t('typeWord', { phrase: t('confirmWord') }) : t('typeUserName', { name: only })
      }
      confirmLabel={only === undefined ? t('deleteUsers') : t('deleteUser')}
      onConfirm={async () => {
        for (const name of names) await deleteUser(session.clients.iam, name);
      }}
      onDone={() => {
        onDone();
        session.flash({
          type: 'success',
          header:
            only === undefined
              ? t('usersDeleted', { count: names.length })
              : t('userDeleted', { name: only }),
        });
      }}
      onCancel={onCancel}
    >
      <Box>{t('deleteUserHelp')}</Box>
      {only === undefined && (
        <ul class="console-names">
          {names.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      )}
      <Alert type="warning">{t('deleteUserWarning')}</Alert>
    </ConfirmDialog>
  );
}
