// Undo and redo: the short word is shown, what it would take back or bring again is said.
import type { ComponentChildren } from 'preact';
import type { Translate } from '../strings/index.ts';
import type { openMessages } from './strings.ts';

/** Operation, or what a replacement is called. */
export function stepName(label: string | null | undefined, t: Translate<typeof openMessages>): string {
  if (label === 'reset') return t('stepReset');
  if (label === 'scenario') return t('stepScenario');
  if (label === 'import') return t('stepImport');
  if (label === 'snapshot') return t('stepSnapshot');
  return label ?? '';
}

export function StepButton(props: {
  kind: 'undo' | 'redo';
  able: boolean | undefined;
  label: string | null | undefined;
  onStep: (kind: 'undo' | 'redo') => Promise<void>;
  t: Translate<typeof openMessages>;
}): ComponentChildren {
  const { kind, able = false, label, onStep, t } = props;
  const words = able ? t(kind === 'undo' ? 'undoes' : 'redoes', { step: stepName(label, t) }) : t(kind);
  return (
    <button
      type="button"
      class="link"
      aria-disabled={!able}
      // The short word is shown, what it would take back is said.
      aria-label={words}
      title={words}
      onClick={() => void onStep(kind)}
    >
      {t(kind)}
    </button>
  );
}
