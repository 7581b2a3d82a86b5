// What was done, call by call, and the way back where there is one. Tests: test/browser/live-changes.test.ts.
import { type ChangesT, lineOf } from './PlanView.tsx';
import { type ChangeRecord, leftToUndo, lost } from './run.ts';

const tones = { done: 'allow', failed: 'deny', unknown: 'root', notRun: 'implicit' } as const;
const signs = { done: '✓', failed: '!', unknown: '?', notRun: '–' } as const;

interface Props {
  record: ChangeRecord;
  /** Undefined: not now. */
  undo: (() => void) | undefined;
  onSave: () => void;
  t: ChangesT;
}

export function RecordView({ record, undo, onSave, t }: Props) {
  const done = record.calls.filter(({ outcome }) => outcome === 'done').length;
  const left = leftToUndo(record);
  const gone = lost(record);
  const stopped = record.undone?.find(({ outcome }) => outcome !== 'done');
  return (
    <>
      <p role="status">
        {done === record.calls.length
          ? t('allDone', { count: done })
          : t('stoppedAt', { done, of: record.calls.length })}
      </p>
      <ol class="live-steps">
        {record.calls.map((call, index) => (
          <li key={`${call.operation} ${index}`} data-outcome={call.outcome}>
            <p>
              <span class={`chip ${tones[call.outcome]}`}>
                <span aria-hidden="true">{signs[call.outcome]}</span> {t(`outcome_${call.outcome}`)}
              </span>{' '}
              <code>{lineOf(call)}</code>
            </p>
            {call.message && (
              <p class="live-problem">
                {call.code}: {call.message}
              </p>
            )}
          </li>
        ))}
      </ol>
      {gone.length > 0 && (
        <>
          <p>{t('lost')}</p>
          <ul>
            {gone.map((call, index) => (
              <li key={`${call.operation} ${index}`}>
                <code>{call.operation}</code>: {call.never && t(`undoNever_${call.never}`)}
              </li>
            ))}
          </ul>
        </>
      )}
      <div role="status">
        {record.undone && !stopped && <p>{t('undoDone')}</p>}
        {stopped && <p>{t('undoStopped', { why: stopped.message ?? stopped.code ?? '' })}</p>}
      </div>
      {!record.undone && left.length === 0 && <p class="note">{t('undoNothing')}</p>}
      {left.length > 0 && <p>{t('undoLead', { count: left.length })}</p>}
      {left.length > 0 && (
        <ol class="live-steps">
          {left.map((call, index) => (
            <li key={`${call.operation} ${index}`}>
              <code>{lineOf(call)}</code>
            </li>
          ))}
        </ol>
      )}
      <p class="actions">
        {left.length > 0 && (
          <button type="button" class="button" disabled={!undo} onClick={undo}>
            {t('undo')}
          </button>
        )}
        <button type="button" class="button quiet" onClick={onSave}>
          {t('saveRecord')}
        </button>
      </p>
    </>
  );
}
