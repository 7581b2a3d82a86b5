// Guided changes: ask, plan, try in a copy, confirm by typing, run, record, take back. Loaded when somebody opens it; the
// part that changes something only when it is confirmed, and behind a fence that knows the plan's calls and no others.
// Tests: test/browser/live-changes.test.ts.
import './changes.css';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type CheckupWords, collect, type Evidence, isExpiry } from '../../checkup/index.ts';
import { downloadText } from '../../exercise/download.ts';
import { localize, translator } from '../../strings/index.ts';
import type { Access } from '../access.ts';
import { fenced, planFence, readOnlyFence } from '../fence.ts';
import { wait } from '../wait.ts';
import { AskForm, type Suggested } from './AskForm.tsx';
import { Confirm } from './Confirm.tsx';
import { askThrough } from './commands.ts';
import type { DryRun } from './dry-run.ts';
import { type ChangesT, PlanView, planText, TriedView } from './PlanView.tsx';
import type { PlainCall, Plan, Problem, Wanted } from './plan.ts';
import { planChange, standsAsPlanned } from './planner.ts';
import { RecordView } from './RecordView.tsx';
import { type ChangeRecord, leftToUndo, type RunOptions, runPlan, undoChange, writeRecord } from './run.ts';
import type { Ask } from './state.ts';
import { messages } from './strings.ts';

export interface ChangesProps {
  /** Undefined once the credentials are gone: then only the record stays, to be saved. */
  access: Access | undefined;
  evidence: Evidence;
  suggested: Suggested | undefined;
  words: CheckupWords;
  locale: string;
  onEvidence: (evidence: Evidence) => void;
}

export function Changes({ access, evidence, suggested, words, locale, onEvidence }: ChangesProps) {
  const t: ChangesT = useMemo(() => translator(localize(messages, locale), locale), [locale]);
  const [problem, setProblem] = useState<Problem>();
  const [plan, setPlan] = useState<Plan>();
  const [tried, setTried] = useState<DryRun>();
  const [record, setRecord] = useState<ChangeRecord>();
  /** What is under way; empty: nothing. */
  const [busy, setBusy] = useState('');
  const [said, setSaid] = useState('');
  const stop = useRef<AbortController>(undefined);
  const title = useRef<HTMLHeadingElement>(null);
  const whole = useRef<HTMLDivElement>(null);
  const details = evidence.details.seen ? evidence.details.value : undefined;
  useEffect(() => () => stop.current?.abort(), []);
  useEffect(() => {
    if (title.current) title.current.focus();
    else if (document.activeElement === document.body) whole.current?.focus({ preventScroll: true });
  }, [plan, record === undefined]);

  // Another way in, or none: what was planned belongs to the one before.
  useEffect(() => {
    stop.current?.abort();
    setPlan(undefined);
    setTried(undefined);
    setProblem(undefined);
    setSaid('');
  }, [access]);

  const fence = (access: Access, calls: readonly PlainCall[]): Ask => {
    const sentences = {
      host: (host: string) => t('fenced', { operation: host }),
      changes: (operation: string) => t('fenced', { operation }),
    };
    return askThrough(
      fenced(access.config, calls.length > 0 ? planFence(calls, sentences) : readOnlyFence(sentences)),
    );
  };
  const controller = (): AbortSignal => {
    stop.current?.abort();
    stop.current = new AbortController();
    return stop.current.signal;
  };
  const options = (access: Access, calls: readonly PlainCall[], say: 'running' | 'undoing'): RunOptions => ({
    ask: fence(access, calls),
    account: access.account,
    by: access.arn,
    now: Date.now,
    wait,
    onProgress: (done, of) => setBusy(t(say, { done: done + 1, of })),
    signal: controller(),
  });

  async function make(access: Access, wanted: Wanted): Promise<void> {
    setProblem(undefined);
    setSaid('');
    setBusy(t('planning', { operation: '' }));
    const reading = fence(access, []);
    const signal = controller();
    try {
      const found = await planChange(wanted, {
        ask: (operation, input) => {
          setBusy(t('planning', { operation }));
          return reading(operation, input, signal);
        },
        account: access.account,
        caller: access.arn,
        signal,
      });
      setTried(undefined);
      setRecord(undefined);
      if (found.ok) setPlan(found.plan);
      else {
        setPlan(undefined);
        setProblem(found.problem);
        setSaid(t(`problem_${found.problem.code}` as 'problem_nothing', found.problem.params));
      }
    } catch (error) {
      if (!signal.aborted) setSaid(t('readDenied', { why: (error as Error).message }));
    } finally {
      setBusy('');
    }
  }

  async function tryIt(access: Access, asked: Plan): Promise<void> {
    if (!details) return;
    setSaid('');
    setBusy(t('trying', { count: 0 }));
    const signal = controller();
    try {
      const { dryRun } = await import('./dry-run.ts');
      const found = await dryRun(asked, {
        evidence,
        details,
        account: access.account,
        caller: access.arn,
        signal,
        onProgress: (count) => setBusy(t('trying', { count })),
      });
      setTried(found);
    } catch (error) {
      if (!signal.aborted) setSaid(t('tryFailed', { why: (error as Error).message }));
    } finally {
      setBusy('');
    }
  }

  async function go(access: Access, asked: Plan): Promise<void> {
    setSaid('');
    setBusy(t('running', { done: 1, of: asked.steps.length }));
    try {
      const run = options(access, asked.steps, 'running');
      if (!(await standsAsPlanned(asked, run.ask))) {
        setSaid(t('stale'));
        setPlan(undefined);
        return;
      }
      setRecord(await runPlan(asked, run));
    } catch (error) {
      setSaid(t('readDenied', { why: (error as Error).message }));
    } finally {
      setBusy('');
    }
  }

  async function undo(access: Access, done: ChangeRecord): Promise<void> {
    setBusy(t('undoing', { done: 1, of: leftToUndo(done).length }));
    try {
      setRecord(await undoChange(done, options(access, leftToUndo(done), 'undoing')));
    } finally {
      setBusy('');
    }
  }

  async function look(access: Access): Promise<void> {
    const signal = controller();
    setSaid('');
    try {
      const found = await collect({
        send: access.send,
        now: Date.now,
        wait,
        signal,
        onProgress: ({ operation }) => setBusy(t('looking', { operation })),
      });
      onEvidence({ ...found.evidence, account: access.account, alias: evidence.alias });
      setSaid(t('looked'));
    } catch (error) {
      if (!signal.aborted && !isExpiry(error)) setSaid(t('readDenied', { why: (error as Error).message }));
    } finally {
      setBusy('');
    }
  }

  const save = (name: string, text: string, ending: string): void =>
    downloadText(
      `rootless-${name}-${new Date().toISOString().slice(0, 16).replace(/\D/g, '')}.${ending}`,
      text,
    );

  return (
    <div class="live-changes" ref={whole} tabIndex={-1}>
      {access && !record && (
        <AskForm
          suggested={suggested}
          details={details}
          problem={problem}
          busy={busy !== ''}
          onWanted={(wanted) => void make(access, wanted)}
          t={t}
        />
      )}
      <div role="status">
        {busy && <p>{busy}</p>}
        {said && <p>{said}</p>}
      </div>
      {busy && record === undefined && plan && (
        <button type="button" class="button quiet" onClick={() => stop.current?.abort()}>
          {t('stop')}
        </button>
      )}
      {access && plan && !record && (
        <>
          <h3 ref={title} tabIndex={-1}>
            {t('planTitle')}
          </h3>
          <p>{t('planLead', { count: plan.steps.length })}</p>
          <PlanView plan={plan} tried={tried} t={t} />
          <p class="actions">
            <button type="button" class="button quiet" onClick={() => save('plan', planText(plan, t), 'txt')}>
              {t('savePlan')}
            </button>
          </p>
          <h3>{t('tryTitle')}</h3>
          <p>{t(details ? 'tryLead' : 'tryNeedsDetails')}</p>
          {details && (
            <p class="actions">
              <button
                type="button"
                class="button"
                disabled={busy !== ''}
                onClick={() => void tryIt(access, plan)}
              >
                {t('try')}
              </button>
            </p>
          )}
          {tried && <TriedView tried={tried} words={words} locale={locale} t={t} />}
          <Confirm
            key={JSON.stringify(plan.wanted) + plan.steps.length}
            plan={plan}
            tried={tried !== undefined}
            access={access}
            busy={busy !== ''}
            onGo={() => void go(access, plan)}
            t={t}
          />
        </>
      )}
      {record && (
        <>
          <h3 ref={title} tabIndex={-1}>
            {t('recordTitle')}
          </h3>
          <RecordView
            record={record}
            // Only by the way that it was done.
            undo={
              access?.account === record.account && busy === '' ? () => void undo(access, record) : undefined
            }
            onSave={() => save('record', writeRecord(record), 'json')}
            t={t}
          />
          <p class="actions">
            <button
              type="button"
              class="button quiet"
              disabled={busy !== '' || !access}
              onClick={() => access && void look(access)}
            >
              {t('lookAgain')}
            </button>
            <button
              type="button"
              class="button quiet"
              disabled={busy !== ''}
              onClick={() => {
                setRecord(undefined);
                setPlan(undefined);
                setTried(undefined);
                setSaid('');
              }}
            >
              {t('again')}
            </button>
          </p>
        </>
      )}
    </div>
  );
}
