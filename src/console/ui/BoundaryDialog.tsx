// Choosing the policy that bounds a user's permissions.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'preact/hooks';
import { useAction } from '../query.ts';
import { t } from '../text.ts';
import { FailureAlert } from './Failure.tsx';
import { PolicyTable } from './PolicyTable.tsx';

export function BoundaryDialog({
  current,
  onSave,
  onDone,
  onCancel,
}: {
  current: string | undefined;
  onSave: (arn: string) => Promise<void>;
  onDone: () => void;
  onCancel: () => void;
}) {
  const action = useAction();
  const [arn, setArn] = useState(current);
  return (
    <Modal
      visible
      size="max"
      header={t('setBoundaryButton')}
      closeAriaLabel={t('closeDialog')}
      onDismiss={onCancel}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onCancel}>
              {t('cancel')}
            </Button>
            <Button
              variant="primary"
              disabled={arn === undefined}
              loading={action.busy}
              onClick={async () => {
                if (arn !== undefined && (await action.run(() => onSave(arn)))) onDone();
              }}
            >
              {t('setBoundaryButton')}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <FailureAlert failure={action.failure} />
        <p class="console-sentence">{t('boundaryHelp')}</p>
        <PolicyTable
          title={t('boundaryPolicies')}
          selection="single"
          chosen={arn === undefined ? [] : [arn]}
          onChoose={(arns) => setArn(arns[0])}
        />
      </SpaceBetween>
    </Modal>
  );
}
