// The exercise beside a lesson. Small until the learner opens the account: a list with ticks from the progress, and a
// button. Worker, data and everything else come with OpenPanel. Tests: test/exercise/panel.test.tsx, test/browser.
import './exercise.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { openProgress, type Progress } from '../progress/index.ts';
import { type Translation, translator } from '../strings/index.ts';
import type { ConsoleDoor, InspectorDoor, TerminalDoor } from './doors.ts';
import type { ExerciseOutline } from './exercise.ts';
import type { OpenPanelProps } from './OpenPanel.tsx';
import type { exerciseMessages, openMessages } from './strings.ts';
import { counted, TaskList, type Tick } from './TaskList.tsx';

export interface ExercisePanelProps {
  exercise: ExerciseOutline;
  /** The site's base path, with a slash at its end. */
  base: string;
  locale: string;
  /** Language of the tasks, hints and steps, where it is not the page's. */
  contentLocale?: string | undefined;
  messages: Translation<typeof exerciseMessages>;
  openMessages: Translation<typeof openMessages>;
  /** Loads the console; given by a room to the right, because this one may not know it. */
  console?: ConsoleDoor;
  /** Loads the terminal, likewise. */
  terminal?: TerminalDoor;
  /** Says why a request was refused. */
  inspector?: InspectorDoor;
}

type State =
  | { kind: 'closed' }
  | { kind: 'opening' }
  | { kind: 'failed'; reason: string }
  | { kind: 'open'; Panel: (props: OpenPanelProps) => ComponentChildren; opened: OpenPanelProps['opened'] };

export function ExercisePanel(props: ExercisePanelProps): ComponentChildren {
  const { exercise, base, locale, messages } = props;
  const t = translator(messages, locale);
  const [state, setState] = useState<State>({ kind: 'closed' });
  const [ready, setReady] = useState(false);
  const [before, setBefore] = useState<{ ticks: Record<string, Tick>; opened: boolean }>({
    ticks: {},
    opened: false,
  });

  useEffect(() => {
    setReady(true);
    let stop = (): void => {};
    let gone = false;
    const show = async (progress: Progress): Promise<void> => {
      const found = (await progress.read()).exercises[exercise.id];
      const ticks = Object.fromEntries(Object.keys(found?.tasks ?? {}).map((id) => [id, 'done' as Tick]));
      if (!gone) setBefore({ ticks, opened: found?.opened !== undefined });
    };
    // After the first paint: the list is there without it.
    const idle = window.requestIdleCallback ?? ((task: () => void) => setTimeout(task, 200));
    idle(async () => {
      const progress = await openProgress();
      stop = progress.subscribe(() => void show(progress));
      await show(progress);
    });
    return () => {
      gone = true;
      stop();
    };
  }, [exercise.id]);

  async function open(): Promise<void> {
    setState({ kind: 'opening' });
    try {
      const [{ OpenPanel }, { openExerciseAgain }] = await Promise.all([
        import('./OpenPanel.tsx'),
        import('./open.ts'),
      ]);
      const opened = await openExerciseAgain(exercise.id, { base });
      await (await openProgress()).record({ kind: 'exercise', exercise: exercise.id, what: 'opened' });
      setState({ kind: 'open', Panel: OpenPanel, opened });
    } catch (error) {
      setState({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
    }
  }

  if (state.kind === 'open') return <state.Panel {...props} opened={state.opened} />;
  const rules = Object.fromEntries(
    exercise.tasks.filter(({ keep }) => keep).map(({ id }) => [id, 'done' as Tick]),
  );
  const ticks = { ...rules, ...before.ticks };
  return (
    <div class="exercise">
      <section class="card" aria-labelledby="exercise-title">
        <header>
          <h2 id="exercise-title">{t('title')}</h2>
          <span class="soft">{t('count', counted(exercise.tasks, ticks))}</span>
        </header>
        <p class="soft">{t('intro')}</p>
        <TaskList tasks={exercise.tasks} ticks={ticks} t={t} lang={props.contentLocale} />
        <button
          type="button"
          class="button"
          disabled={!ready}
          aria-disabled={state.kind === 'opening'}
          onClick={() => state.kind !== 'opening' && void open()}
        >
          {t(state.kind === 'failed' ? 'again' : before.opened ? 'reopen' : 'open')}
        </button>
        <p class="soft" role="status">
          {state.kind === 'opening' && t('opening')}
          {state.kind === 'failed' && t('failed', { reason: state.reason })}
        </p>
        <noscript>
          <p>{t('withoutScript')}</p>
        </noscript>
      </section>
    </div>
  );
}
