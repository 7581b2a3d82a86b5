// A cell whose value is asked for row by row: a dash while it is not there, AWS's refusal in a word where there is one.
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { ComponentChildren } from 'preact';
import { isDenied, isNotSimulated } from '../errors.ts';
import type { Outcome } from '../rows.ts';
import { t } from '../text.ts';

export function Detail<T>({
  outcome,
  children,
}: {
  outcome: Outcome<T> | undefined;
  children: (value: T) => ComponentChildren;
}) {
  if (outcome === undefined) return <span class="console-waiting">{t('waiting')}</span>;
  if ('value' in outcome) return <>{children(outcome.value)}</>;
  const { failure } = outcome;
  if (isNotSimulated(failure)) return <span title={failure.message}>-</span>;
  return (
    <span title={failure.message}>
      <StatusIndicator type="error">{isDenied(failure) ? t('accessDenied') : failure.code}</StatusIndicator>
    </span>
  );
}
