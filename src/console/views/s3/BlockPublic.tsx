// The four switches of «Block public access», with the one above them.
import Checkbox from '@cloudscape-design/components/checkbox';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type Block, blockAll, blockNone, blockSwitches } from '../../s3.ts';
import { t } from '../../text.ts';

export const blocksAll = (block: Block): boolean => blockSwitches.every((one) => block[one]);

export function BlockPublic({
  block,
  onChange,
  acknowledged,
  onAcknowledge,
}: {
  block: Block;
  onChange: (block: Block) => void;
  acknowledged: boolean;
  onAcknowledge: (yes: boolean) => void;
}) {
  return (
    <SpaceBetween size="s">
      <Checkbox
        checked={blocksAll(block)}
        onChange={({ detail }) => onChange(detail.checked ? blockAll : blockNone)}
      >
        <strong>{t('blockAllPublic')}</strong>
      </Checkbox>
      <div class="console-indent">
        <SpaceBetween size="xs">
          {blockSwitches.map((one) => (
            <Checkbox
              key={one}
              checked={block[one]}
              onChange={({ detail }) => onChange({ ...block, [one]: detail.checked })}
            >
              {t(`block_${one}`)}
            </Checkbox>
          ))}
        </SpaceBetween>
      </div>
      {!blocksAll(block) && (
        <Checkbox checked={acknowledged} onChange={({ detail }) => onAcknowledge(detail.checked)}>
          {t('acknowledgePublic')}
        </Checkbox>
      )}
    </SpaceBetween>
  );
}
