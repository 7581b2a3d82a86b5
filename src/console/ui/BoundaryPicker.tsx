// «Set permissions boundary - optional»: folded away, a switch, and one policy to choose.
import Checkbox from '@cloudscape-design/components/checkbox';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { t } from '../text.ts';
import { PolicyTable } from './PolicyTable.tsx';

export interface BoundaryChoice {
  on: boolean;
  arn: string | undefined;
}

export function BoundaryPicker({
  choice,
  onChange,
}: {
  choice: BoundaryChoice;
  onChange: (choice: BoundaryChoice) => void;
}) {
  return (
    <ExpandableSection variant="container" headerText={t('setBoundary')}>
      <SpaceBetween size="m">
        <p class="console-sentence">{t('boundaryHelp')}</p>
        <Checkbox checked={choice.on} onChange={({ detail }) => onChange({ ...choice, on: detail.checked })}>
          {t('useBoundary')}
        </Checkbox>
        {choice.on && (
          <PolicyTable
            title={t('boundaryPolicies')}
            selection="single"
            chosen={choice.arn === undefined ? [] : [choice.arn]}
            onChoose={(arns) => onChange({ ...choice, arn: arns[0] })}
          />
        )}
      </SpaceBetween>
    </ExpandableSection>
  );
}
