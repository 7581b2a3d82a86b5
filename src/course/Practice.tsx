// The practice page's island: the honest waiting, then the workspace over an account. Everything else is loaded with the
// account, and each door with its first use. Tests: test/browser/workspace.test.ts
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { AccountToolsProps } from '../exercise/AccountTools.tsx';
import type { AccountHost } from '../practice/index.ts';
import { type Translation, translator } from '../strings/index.ts';
import type { en } from './strings/en.ts';
import { rememberedLayout } from './workspace/memory.ts';
import { parseHash } from './workspace/routes.ts';
import type { ExerciseChoice } from './workspace/Tasks.tsx';
import type { Workspace, WorkspaceProps } from './workspace/Workspace.tsx';

/** The scenario of free play: an account in which something is going on already. */
const SCENARIO = 'small-startup';

export interface PracticeProps {
  base: string;
  locale: string;
  /** What addresses of this language begin with: '/', '/rootless/qps/'. */
  home: string;
  messages: Translation<(typeof en)['practicePage']>;
  /** What the account's tools say, and what they can start it from. */
  toolMessages: AccountToolsProps['messages'];
  scenarios: AccountToolsProps['scenarios'];
  exercises: readonly ExerciseChoice[];
  lessons: readonly { id: string; title: string }[];
  challenges: readonly { id: string; title: string }[];
}

type Opened = { host: AccountHost; exercise: WorkspaceProps['exercise'] };
type State =
  | { kind: 'waiting' }
  | { kind: 'open'; opened: Opened; View: typeof Workspace }
  | { kind: 'failed'; reason: string };

async function openAccount(exercise: string | null, base: string): Promise<Opened> {
  const { openExerciseAgain, openScenarioHost } = await import('../exercise/open.ts');
  if (exercise === null) return { host: await openScenarioHost(SCENARIO, { base }), exercise: null };
  const { host, data } = await openExerciseAgain(exercise, { base });
  return { host, exercise: { id: data.id, tasks: data.tasks } };
}

export function Practice(props: PracticeProps) {
  const { base, locale, home, messages, toolMessages, scenarios, exercises, lessons, challenges } = props;
  const t = translator(messages, locale);
  const [state, setState] = useState<State>({ kind: 'waiting' });
  const current = useRef<AccountHost | undefined>(undefined);
  const turn = useRef(0);

  const open = useCallback(
    async (exercise: string | null, fallback: boolean): Promise<void> => {
      turn.current += 1;
      const mine = turn.current;
      try {
        const [opened, { Workspace: View }] = await Promise.all([
          openAccount(exercise, base),
          import('./workspace/Workspace.tsx'),
        ]);
        if (mine !== turn.current) return void opened.host.close();
        const before = current.current;
        current.current = opened.host;
        setState({ kind: 'open', opened, View });
        // What was open goes on working until the next one is there.
        await before?.close();
      } catch (error) {
        if (mine !== turn.current) return;
        // An exercise that is not there any more must not keep the page shut.
        if (exercise !== null && fallback) return open(null, false);
        if (!current.current)
          setState({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
      }
    },
    [base],
  );

  useEffect(() => {
    const { last, exercise } = rememberedLayout();
    const wanted = parseHash(location.hash);
    // Without an address one comes back to where one was.
    if (wanted.door === 'start' && location.hash === '' && last !== '') history.replaceState(null, '', last);
    const asked = wanted.door === 'tasks' && wanted.path !== '' ? wanted.path : exercise;
    void open(exercises.some(({ id }) => id === asked) ? asked : null, true);
    return () => {
      turn.current += 1;
      void current.current?.close();
    };
  }, [open]);

  const pageHref = useCallback((path: string) => home + path, [home]);
  const fetchScenario = useCallback(
    async (id: string) => (await import('../exercise/open.ts')).fetchScenario(id, base),
    [base],
  );

  if (state.kind === 'open') {
    const { View, opened } = state;
    return (
      <View
        key={opened.exercise?.id ?? ''}
        host={opened.host}
        exercise={opened.exercise}
        onExercise={(id) => void open(id, false)}
        exercises={exercises}
        lessons={lessons}
        challenges={challenges}
        scenarios={scenarios}
        fetchScenario={fetchScenario}
        base={base}
        pageHref={pageHref}
        locale={locale}
        toolMessages={toolMessages}
        title={t('title')}
      />
    );
  }
  return (
    <div class="waiting">
      <h1>{t('title')}</h1>
      <p class="lead">{t('description')}</p>
      <div role="status">
        <p>{state.kind === 'failed' ? t('failed') : t('loading')}</p>
        <p class="note">
          {state.kind === 'failed' ? `${t('failedMore')} (${state.reason})` : t('loadingMore')}
        </p>
      </div>
      <noscript>
        <p>{t('needsScript')}</p>
      </noscript>
    </div>
  );
}
