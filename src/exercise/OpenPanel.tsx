// The panel once the account is open: tasks that tick themselves, hints, undo, start over, the log, who one works as,
// and the doors. Loaded by ExercisePanel when the learner opens the account.
import './open.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type AccountHost, type HostNotice, hasServer, type ServerHost } from '../practice/index.ts';
import { openProgress } from '../progress/index.ts';
import { translator } from '../strings/index.ts';
import { Ask } from './Ask.tsx';
import { useAccount } from './account.ts';
import { EventLog } from './EventLog.tsx';
import type { ExercisePanelProps } from './ExercisePanel.tsx';
import { errorText } from './errors.ts';
import type { ExerciseData } from './exercise.ts';
import { Hints } from './Hints.tsx';
import { type Door, rememberDoor } from './last-door.ts';
import { Notices } from './Notices.tsx';
import { openExerciseHost, openExerciseOnServer } from './open.ts';
import { Said, useSaid } from './Said.tsx';
import { Score } from './Score.tsx';
import { Overlay, Sheet, type SheetDoor } from './Sheet.tsx';
import { Solution } from './Solution.tsx';
import { StepButton, stepName } from './StepButton.tsx';
import { counted, TaskList } from './TaskList.tsx';
import { Terminal } from './Terminal.tsx';
import { ticksOf, useAnnouncements, useRecording } from './ticks.ts';
import { whyOf } from './why.ts';

export interface OpenPanelProps extends ExercisePanelProps {
  opened: {
    host: AccountHost;
    data: ExerciseData;
    /** The account on the server was wanted, and is out of reach. */
    away: boolean;
  };
}

export function OpenPanel(props: OpenPanelProps): ComponentChildren {
  const { exercise, base, locale, console: door, terminal: shell, inspector } = props;
  const t = useMemo(() => translator(props.messages, locale), [props.messages, locale]);
  const say = useMemo(() => translator(props.openMessages, locale), [props.openMessages, locale]);
  const [{ host, data }, setOpened] = useState<{ host: AccountHost; data: ExerciseData }>(props.opened);
  const account = useAccount(host);
  const announcement = useAnnouncements(exercise, account.goals, say);

  const [hints, setHints] = useState<Readonly<Record<string, number>>>({});
  const [solution, setSolution] = useState(false);
  useRecording(exercise, account.goals, solution);
  const [said, setSaid] = useSaid();
  const [goneWorker, setGoneWorker] = useSaid();
  const [away, setAway] = useState(props.opened.away);
  const [sheet, setSheet] = useState<SheetDoor>();
  const [why, setWhy] = useState<string>();
  const [identity, setIdentity] = useState<string | undefined>(undefined);
  const [server, setServer] = useState(false);
  const [moving, setMoving] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    heading.current?.focus();
    void hasServer(base).then(setServer);
  }, [base]);
  useEffect(() => () => void host.close(), [host]);

  const { summary } = account;
  // Who worked may be gone: taken back, or the account was started over.
  const working = summary?.identities.find(({ arn }) => arn === identity) ?? summary?.identities[0];

  useEffect(() => {
    if (!summary || identity === undefined || summary.identities.some(({ arn }) => arn === identity)) return;
    setIdentity(undefined);
    setGoneWorker(say('workerGone', { who: identity.slice(identity.lastIndexOf('/') + 1) }));
  }, [summary, identity, say, setGoneWorker]);

  function workAs(arn: string): void {
    setIdentity(arn);
    setGoneWorker('');
  }

  async function moveTo(door: Door): Promise<void> {
    setMoving(true);
    try {
      const open = door === 'server' ? openExerciseOnServer : openExerciseHost;
      const opened = await open(exercise.id, { base });
      rememberDoor(exercise.id, door);
      setOpened(opened);
      setAway(false);
      setGoneWorker('');
      setIdentity(undefined);
      setSaid('');
    } catch (error) {
      setSaid(errorText(error, say));
    }
    setMoving(false);
  }

  function showHint(task: string): void {
    const hint = hints[task] ?? 0;
    setHints({ ...hints, [task]: hint + 1 });
    void openProgress().then((progress) =>
      progress.record({ kind: 'exercise', exercise: exercise.id, what: 'hint', task, hint }),
    );
  }

  function showSolution(): void {
    setSolution(true);
    void openProgress().then((progress) =>
      progress.record({ kind: 'exercise', exercise: exercise.id, what: 'solution' }),
    );
  }

  const notices: readonly HostNotice[] = away
    ? [{ code: 'server-away' }, ...account.notices]
    : account.notices;

  function dismiss(notice: HostNotice): void {
    if (notice.code === 'server-away') setAway(false);
    else account.dismiss(notice);
  }

  /** Does it; says why where it cannot be done, such as when the server is gone. */
  async function attempt(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      setSaid(errorText(error, say));
    }
  }

  function step(kind: 'undo' | 'redo'): Promise<void> {
    const label = kind === 'undo' ? summary?.undoes : summary?.redoes;
    return attempt(async () => {
      const moved = await host.tools[kind]();
      if (!moved) setSaid(say(kind === 'undo' ? 'nothingToUndo' : 'nothingToRedo'));
      else setSaid(say(kind === 'undo' ? 'undone' : 'redone', { step: stepName(label, say) }));
    });
  }

  const ticks = ticksOf(account.goals);
  const count = counted(exercise.tasks, ticks);
  const solved = account.goals.length > 0 && account.goals.every(({ done }) => done);

  const tasks = (
    <TaskList
      lang={props.contentLocale}
      tasks={exercise.tasks}
      ticks={ticks}
      t={t}
      under={({ id, keep }) => {
        const task = data.tasks.find((one) => one.id === id);
        if (!task || (ticks[id] === 'done' && !(hints[id] ?? 0)) || (keep && ticks[id] === 'done'))
          return null;
        return (
          <Hints
            task={task}
            shown={hints[id] ?? 0}
            onMore={() => showHint(id)}
            lang={props.contentLocale}
            t={say}
          />
        );
      }}
    />
  );
  const tools = (
    <div class="tools">
      <StepButton kind="undo" able={summary?.canUndo} label={summary?.undoes} onStep={step} t={say} />
      <StepButton kind="redo" able={summary?.canRedo} label={summary?.redoes} onStep={step} t={say} />
      <Ask
        label={say('reset')}
        question={say('resetAsk')}
        yes={say('resetDo')}
        no={say('cancel')}
        onYes={() =>
          void attempt(async () => {
            await host.tools.reset();
            setSaid(say('wasReset'));
          })
        }
      />
    </div>
  );
  const served = 'endpoint' in host ? (host as ServerHost) : undefined;

  return (
    <div class="exercise">
      <section class="card" aria-labelledby="exercise-title">
        <header>
          <h2 id="exercise-title" tabIndex={-1} ref={heading}>
            {t('title')}
          </h2>
          {working?.kind === 'root' ? (
            <span class="chip root">◆ {say('root')}</span>
          ) : (
            <span class="chip user">● {working?.name}</span>
          )}
        </header>
        <Notices
          notices={notices}
          host={host}
          onDismiss={(notice) => {
            dismiss(notice);
            heading.current?.focus();
          }}
          t={say}
        />
        <div class="work-as">
          <label for="work-as">{say('workAs')}</label>
          <select
            id="work-as"
            value={working?.arn}
            onChange={({ currentTarget }) => workAs(currentTarget.value)}
          >
            {(summary?.identities ?? []).map(({ arn, kind, name }) => (
              <option key={arn} value={arn} translate={kind === 'root'}>
                {kind === 'root' ? say('root') : name}
              </option>
            ))}
          </select>
        </div>
        <p class="soft" role="status">
          <Said {...goneWorker} />
        </p>
        <fieldset class="doors">
          <legend class="visually-hidden">{say('doors')}</legend>
          {door && (
            <button type="button" class="button" onClick={() => setSheet('console')}>
              {say('console')}
            </button>
          )}
          {shell && (
            <button type="button" class="button" onClick={() => setSheet('terminal')}>
              {say('shell')}
            </button>
          )}
          {(server || served) && (
            <button
              type="button"
              class="button quiet"
              aria-disabled={moving}
              onClick={() => !moving && void moveTo(served ? 'browser' : 'server')}
            >
              {say(served ? 'browser' : 'terminal')}
            </button>
          )}
        </fieldset>
        {served && working && <Terminal host={served} identity={working} t={say} />}
        {tasks}
        <p class="soft">{t('count', count)}</p>
        <div role="status" class={solved ? 'solved' : 'visually-hidden'}>
          {solved && say('solved')}
        </div>
        {solved && exercise.score && (
          <Score exercise={exercise} score={exercise.score} host={host} lang={props.contentLocale} t={say} />
        )}
        <p class="visually-hidden" role="status">
          {announcement}
        </p>
        {tools}
        {!solution && (
          <Ask
            label={say('solution')}
            question={say('solutionAsk')}
            yes={say('solutionDo')}
            no={say('cancel')}
            onYes={showSolution}
          />
        )}
        <p class="soft" role="status">
          <Said {...said} />
        </p>
      </section>
      {solution && <Solution solution={data.solution} t={say} />}
      <EventLog
        events={account.events}
        {...(inspector
          ? {
              onWhy: (id: string) => {
                setWhy(whyOf(id));
                setSheet('why');
              },
            }
          : {})}
        t={say}
      />
      {sheet && (
        <Overlay>
          <Sheet
            title={exercise.title}
            doors={{ console: door, terminal: shell, why: inspector }}
            why={why}
            first={sheet}
            terminalKey={`exercise/${exercise.id}`}
            host={host}
            served={served !== undefined}
            notices={notices}
            onDismiss={dismiss}
            identity={working?.arn}
            locale={locale}
            onIdentity={workAs}
            onClose={() => setSheet(undefined)}
            counted={count}
            t={say}
            tasks={
              <>
                {tasks}
                {tools}
                <p class="visually-hidden" role="status">
                  {announcement}
                </p>
                <p class="soft" role="status">
                  {solved && say('solved')}
                </p>
                <p class="soft" role="status">
                  <Said {...said} />
                </p>
                <p class="soft" role="status">
                  <Said {...goneWorker} />
                </p>
              </>
            }
          />
        </Overlay>
      )}
    </div>
  );
}
