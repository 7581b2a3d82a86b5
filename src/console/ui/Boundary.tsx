// The permissions boundary of a user or a role: set, changed, removed.
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'preact/hooks';
import { type Holder, waysOf } from '../iam/holders.ts';
import { policyName } from '../iam/policies.ts';
import { useSession } from '../session.ts';
import { t } from '../text.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { FormDialog } from './FormDialog.tsx';
import { PolicyName } from './PolicyDocument.tsx';
import { PolicyTable } from './PolicyTable.tsx';

function BoundaryDialog({
  current,
  onSave,
  onDone,
  onCancel,
}: {
  current: string | undefined;
  onSave: (arn: string) => Promise<unknown>;
  onDone: () => void;
  onCancel: () => void;
}) {
  const [arn, setArn] = useState(current);
  return (
    <FormDialog
      size="max"
      title={t('setBoundaryButton')}
      submitLabel={t('setBoundaryButton')}
      disabled={arn === undefined}
      onSubmit={async () => arn !== undefined && (await onSave(arn))}
      onDone={onDone}
      onCancel={onCancel}
    >
      <p class="console-sentence">{t('boundaryHelp')}</p>
      <PolicyTable
        title={t('boundaryPolicies')}
        selection="single"
        chosen={arn === undefined ? [] : [arn]}
        onChoose={(arns) => setArn(arns[0])}
      />
    </FormDialog>
  );
}

/** @param arn of the policy that is set; undefined: none is */
export function Boundary({ holder, arn }: { holder: Holder; arn: string | undefined }) {
  const session = useSession();
  const { iam } = session.clients;
  const [dialog, setDialog] = useState<'set' | 'remove' | undefined>(undefined);
  const close = (): void => setDialog(undefined);
  const save = async (next: string | undefined): Promise<unknown> =>
    waysOf[holder.kind].setBoundary?.(iam, holder.name, next);
  const done = (header: string) => () => {
    close();
    session.flash({ type: 'success', header });
  };
  return (
    <ExpandableSection
      variant="container"
      defaultExpanded={arn !== undefined}
      headerText={t(arn === undefined ? 'boundaryNotSet' : 'boundarySet')}
    >
      <SpaceBetween size="m">
        <p class="console-sentence">{t('boundaryHelp')}</p>
        {arn !== undefined && (
          <Box>
            <PolicyName link={{ name: policyName(arn), arn, via: undefined }} />
          </Box>
        )}
        {!session.readOnly && (
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={() => setDialog('set')}>
              {t(arn === undefined ? 'setBoundaryButton' : 'changeBoundary')}
            </Button>
            {arn !== undefined && <Button onClick={() => setDialog('remove')}>{t('removeBoundary')}</Button>}
          </SpaceBetween>
        )}
      </SpaceBetween>
      {dialog === 'set' && (
        <BoundaryDialog current={arn} onSave={save} onDone={done(t('boundarySaved'))} onCancel={close} />
      )}
      {dialog === 'remove' && (
        <ConfirmDialog
          title={t('removeBoundaryTitle')}
          confirmLabel={t('removeBoundary')}
          onConfirm={() => save(undefined)}
          onDone={done(t('boundaryRemoved'))}
          onCancel={close}
        >
          <p class="console-sentence">{t('removeBoundaryHelp', { name: holder.name })}</p>
        </ConfirmDialog>
      )}
    </ExpandableSection>
  );
}
