// Exercises on the learner's real account: what earlier ones left, a switch and a word, the steps, the count of what was
// made, and the cleaning up. Loaded when somebody opens it. Tests: test/browser/live-exercises.test.ts.
import '../changes/changes.css';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { localize, translator } from '../../strings/index.ts';
import type { Access } from '../access.ts';
import { Consent } from '../Consent.tsx';
import { wait } from '../wait.ts';
import type { Found } from './clean-up.ts';
import { exercisesFor, type LiveExercise, type Verdict } from './exercises.ts';
import { exercisePath, exerciseTag, type Made, type MadeKind } from './place.ts';
import { type ExercisesT, StepView } from './StepView.tsx';
import { openSession } from './session.ts';
import { messages } from './strings.ts';

export interface ExercisesProps {
  access: Access;
  locale: string;
}

const word = 'rootless';
const names = { path: exercisePath, tag: `${exerciseTag.Key}=${exerciseTag.Value}` };

export function Exercises({ access, locale }: ExercisesProps) {
  const t: ExercisesT = useMemo(() => translator(localize(messages, locale), locale), [locale]);
  const session = useMemo(
    () =>
      openSession({
        config: access.config,
        words: {
          host: (host) => t('fenced', { operation: host, ...names }),
          changes: (operation) => t('fenced', { operation, ...names }),
        },
        account: access.account,
        by: access.arn,
        now: Date.now,
        wait,
      }),
    [access, t],
  );
  const all = useMemo(() => exercisesFor(access.account), [access.account]);
  const [found, setFound] = useState<Found>();
  const [made, setMade] = useState<readonly Made[]>([]);
  const [allowed, setAllowed] = useState(false);
  const [typed, setTyped] = useState('');
  const [exercise, setExercise] = useState<LiveExercise>();
  const [at, setAt] = useState(0);
  const [through, setThrough] = useState(false);
  const [answer, setAnswer] = useState<Verdict>();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const step = exercise?.steps[at];

  /** What is under way, with its end and its failure said. */
  async function during(work: () => Promise<string>, failed: 'failed' | 'findFailed'): Promise<void> {
    setBusy(true);
    setSaid(failed === 'findFailed' ? t('finding') : t('working'));
    try {
      setSaid(await work());
    } catch (error) {
      setSaid(t(failed, { why: (error as Error).message }));
    } finally {
      setMade(session.made);
      setBusy(false);
    }
  }

  useEffect(() => {
    void during(async () => {
      const now = await session.find();
      setFound(now);
      return '';
    }, 'findFailed');
  }, [session]);
  useEffect(() => heading.current?.focus(), [exercise, at]);

  const begin = (one: LiveExercise): void => {
    setExercise(one);
    setAt(0);
    setThrough(false);
    setAnswer(undefined);
    setSaid('');
  };
  const make = (): Promise<void> =>
    during(async () => {
      if (step?.kind !== 'make') return '';
      const calls = await session.make(step.calls);
      const failed = calls.find(({ outcome }) => outcome === 'failed' || outcome === 'unknown');
      if (failed) return t('failed', { why: `${failed.code}: ${failed.message}` });
      setThrough(true);
      return '';
    }, 'failed');
  const ask = (): Promise<void> =>
    during(async () => {
      if (step?.kind !== 'predict') return '';
      setAnswer(await session.decide(step));
      setThrough(true);
      return '';
    }, 'failed');
  const clean = (): Promise<void> =>
    during(async () => {
      const left = await session.cleanUp((count) => setSaid(t('cleaning', { count })));
      setExercise(undefined);
      const first = left[0];
      if (first) return t('notClean', { why: `${first.operation}: ${first.message ?? first.code ?? ''}` });
      setFound({ ours: [], others: found?.others ?? [] });
      return t('clean');
    }, 'failed');
  const next = (): void => {
    setAt(at + 1);
    setThrough(false);
    setAnswer(undefined);
    setSaid('');
  };
  const count = (kind: MadeKind): number => made.filter((one) => one.kind === kind).length;
  const ready = allowed && typed.trim() === word;

  return (
    <div class="live-changes">
      <p>{t('rules', names)}</p>
      {found && found.others.length > 0 && (
        <p class="note">
          {t('others', { path: exercisePath, names: found.others.map(({ name }) => name).join(', ') })}
        </p>
      )}
      {!access.mayWrite && <p class="note">{t('onlyReads')}</p>}
      {access.mayWrite && !exercise && (
        <div class="form">
          <Consent
            allow={t('allow', { path: exercisePath, account: access.account })}
            type={t('typeWord', { word })}
            allowed={allowed}
            onAllowed={setAllowed}
            typed={typed}
            onTyped={setTyped}
          />
        </div>
      )}
      {made.length > 0 && !exercise && !busy && <p>{t('leftOver', { count: made.length })}</p>}
      {access.mayWrite && !exercise && (
        <p class="actions">
          {all.map((one) => (
            <button
              key={one.id}
              type="button"
              class="button quiet"
              disabled={!ready || busy || made.length > 0}
              onClick={() => begin(one)}
            >
              {t('begin', { title: t(`title_${one.id}`) })}
            </button>
          ))}
        </p>
      )}
      {exercise && step && (
        <>
          <h3>{t(`title_${exercise.id}`)}</h3>
          <h4 ref={heading} tabIndex={-1}>
            {t('step', { number: at + 1, of: exercise.steps.length })}
          </h4>
          <StepView
            key={at}
            step={step}
            busy={busy}
            made={through}
            answer={answer}
            onMake={() => void make()}
            onAsk={() => void ask()}
            t={t}
          />
          {through && at + 1 < exercise.steps.length && (
            <p class="actions">
              <button type="button" class="button" onClick={next}>
                {t('next')}
              </button>
            </p>
          )}
          {through && at + 1 === exercise.steps.length && <p>{t('done')}</p>}
        </>
      )}
      <div role="status">
        {said && <p>{said}</p>}
        {made.length > 0 && (
          <p>
            {t('count', {
              users: t('users', { count: count('user') }),
              groups: t('groups', { count: count('group') }),
              policies: t('policies', { count: count('policy') }),
            })}
          </p>
        )}
      </div>
      {access.mayWrite && (made.length > 0 || exercise) && (
        <p class="actions">
          <button
            type="button"
            class="button quiet"
            disabled={busy || (!exercise && !ready)}
            onClick={() => void clean()}
          >
            {t('cleanUp')}
          </button>
        </p>
      )}
    </div>
  );
}
