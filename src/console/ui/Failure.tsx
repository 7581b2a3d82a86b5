// A refusal as the console shows it: AWS's own sentence, its code, and the way to «Why?» where it was a denial.
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type Failure, isDenied, isNotSimulated } from '../errors.ts';
import { useSession } from '../session.ts';
import { t } from '../text.ts';

/** AWS's sentence with its code; `label` says which part of the work it is about. */
export function FailureText({ failure, label }: { failure: Failure; label?: string | undefined }) {
  const session = useSession();
  const { requestId } = failure;
  const { onWhy } = session;
  return (
    <div class="console-failure">
      {label !== undefined && <strong>{label} </strong>}
      <span>{failure.message}</span>{' '}
      <Box variant="small" color="inherit" display="inline">
        {t('failureCode', { code: failure.code })}
      </Box>{' '}
      {isNotSimulated(failure) && <span>{t('notSimulated')} </span>}
      {onWhy && requestId !== undefined && isDenied(failure) && (
        <Link
          href={`#/why/${encodeURIComponent(requestId)}`}
          color="inverted"
          onFollow={(event) => {
            event.preventDefault();
            onWhy(requestId);
          }}
        >
          {t('why')}
        </Link>
      )}
    </div>
  );
}

export function FailureAlert({
  failure,
  header,
  onRetry,
}: {
  failure: Failure | undefined;
  header?: string | undefined;
  onRetry?: (() => void) | undefined;
}) {
  const { onWhy } = useSession();
  if (!failure) return null;
  const retry = isNotSimulated(failure) ? undefined : onRetry;
  const { requestId } = failure;
  return (
    <div role="alert">
      <Alert
        type={isNotSimulated(failure) ? 'info' : 'error'}
        header={header ?? (isDenied(failure) ? t('accessDenied') : undefined)}
        action={
          (retry || (onWhy && requestId !== undefined && isDenied(failure))) && (
            <SpaceBetween direction="horizontal" size="xs">
              {onWhy && requestId !== undefined && isDenied(failure) && (
                <Button onClick={() => onWhy(requestId)}>{t('why')}</Button>
              )}
              {retry && <Button onClick={retry}>{t('retry')}</Button>}
            </SpaceBetween>
          )
        }
      >
        <p class="console-sentence">{failure.message}</p>
        <Box variant="small" color="inherit">
          {t('failureCode', { code: failure.code })}
          {requestId !== undefined && ` · ${t('requestId', { id: requestId })}`}
        </Box>
        {isNotSimulated(failure) && <p class="console-sentence">{t('notSimulated')}</p>}
      </Alert>
    </div>
  );
}
