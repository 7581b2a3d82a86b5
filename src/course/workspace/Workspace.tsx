// The practice page once its account is open: the tools, the menu of doors, one door or two side by side, the palette.
// The address behind the # is the first door's; the one beside it is remembered. Tests: test/browser/workspace.test.ts
import './workspace.css';
import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { AccountTools, type AccountToolsProps } from '../../exercise/AccountTools.tsx';
import type { ExerciseData } from '../../exercise/index.ts';
import { Said, useSaid } from '../../exercise/Said.tsx';
import { whyOf } from '../../exercise/why.ts';
import type { AccountHost, GoalState } from '../../practice/index.ts';
import { localize, translator } from '../../strings/index.ts';
import { DoorPlace } from './DoorPlace.tsx';
import { doorMounts } from './doors.ts';
import { type Layout, rememberedLayout, rememberLayout } from './memory.ts';
import { Palette } from './Palette.tsx';
import { type Door, doors, formatHash, inspections, parseHash, type Route } from './routes.ts';
import { Separator } from './Separator.tsx';
import { Start } from './Start.tsx';
import { messages } from './strings.ts';
import { type ExerciseChoice, Tasks } from './Tasks.tsx';
import { accountTools } from './tools.ts';
import { usePaletteCommands } from './usePaletteCommands.ts';

export interface WorkspaceProps extends Pick<AccountToolsProps, 'scenarios' | 'fetchScenario'> {
  host: AccountHost;
  /** The exercise whose account this is; null in free play. */
  exercise: { id: string; tasks: ExerciseData['tasks'] } | null;
  onExercise: (id: string | null) => void;
  exercises: readonly ExerciseChoice[];
  lessons: readonly { id: string; title: string }[];
  challenges: readonly { id: string; title: string }[];
  base: string;
  /** Address of a page of this language: 'lessons/x/'. */
  pageHref: (path: string) => string;
  locale: string;
  toolMessages: AccountToolsProps['messages'];
  title: string;
}

export function Workspace(props: WorkspaceProps): ComponentChildren {
  const { host, exercise, onExercise, exercises, lessons, challenges, base, pageHref, locale, title } = props;
  const t = useMemo(() => translator(localize(messages, locale), locale), [locale]);
  const [route, setRoute] = useState<Route>(() => parseHash(location.hash));
  const [layout, setLayout] = useState<Layout>(rememberedLayout);
  const [palette, setPalette] = useState(false);
  const [said, say] = useSaid();
  const goals = useGoals(host);
  const latest = useRef({ route, layout });
  // Where one was in each view: the menu leads back there.
  const places = useRef(new Map<string, string>());
  places.current.set(nameOf(route), route.path);
  latest.current = { route, layout };

  const change = useCallback((part: Partial<Layout>): void => {
    setLayout((last) => {
      const next = { ...last, ...part };
      rememberLayout(next);
      return next;
    });
  }, []);

  /** To an address, as a link would. */
  const go = useCallback((to: Route): void => {
    const hash = formatHash(to);
    if (location.hash !== hash) history.pushState(null, '', hash);
    setRoute(to);
  }, []);

  useEffect(() => {
    const follow = (): void => setRoute(parseHash(location.hash));
    addEventListener('popstate', follow);
    addEventListener('hashchange', follow);
    return () => {
      removeEventListener('popstate', follow);
      removeEventListener('hashchange', follow);
    };
  }, []);

  useEffect(() => {
    change({ last: formatHash(route), exercise: exercise?.id ?? null });
    if (route.door !== 'console')
      document.title = route.door === 'start' ? title : `${t(nameOf(route))} · ${title}`;
  }, [route, exercise?.id, change, title, t]);

  useEffect(() => {
    const open = (event: KeyboardEvent): void => {
      if (
        event.key.toLowerCase() !== 'k' ||
        !(event.ctrlKey || event.metaKey) ||
        event.altKey ||
        event.shiftKey
      )
        return;
      event.preventDefault();
      event.stopPropagation();
      setPalette((last) => !last);
    };
    // Before any door hears it: the palette is everywhere.
    addEventListener('keydown', open, true);
    return () => removeEventListener('keydown', open, true);
  }, []);

  const mounts = useMemo(
    () =>
      doorMounts({
        host,
        locale,
        t,
        pageHref,
        files: exercise ? `exercise/${exercise.id}` : 'free-play',
        onTitle: (view) => {
          if (latest.current.route.door === 'console') document.title = view ? `${view} · ${title}` : title;
        },
        onPath(door, path) {
          const { route: here, layout: now } = latest.current;
          if (here.door === door) go({ door, path });
          else if (now.side === door) change({ sidePath: path });
        },
        onWhy(path) {
          // Where the inspector stands beside it, the answer comes there, and nothing is left.
          if (latest.current.layout.side === 'inspector' && latest.current.route.door !== 'start')
            change({ sidePath: path });
          else go({ door: 'inspector', path });
        },
      }),
    [host, locale, t, title, go, change, exercise, pageHref],
  );

  const tools = useMemo(() => accountTools(host, base, locale, t), [host, base, locale, t]);
  const commands = usePaletteCommands({
    host,
    open: palette,
    go,
    tools,
    say,
    lessons,
    exercises,
    challenges,
    pageHref,
    onExercise,
    onSplit: (door) => split(door),
    t,
  });

  const side = route.door === 'start' || layout.side === route.door ? null : layout.side;

  function split(door: Door | null): void {
    change({ side: door, sidePath: door === 'inspector' ? 'history' : '' });
    if (door !== null && latest.current.route.door === 'start') go({ door: 'console', path: '' });
  }

  /** The two change places. */
  function swap(): void {
    if (!side || route.door === 'start') return;
    const { door, path } = route;
    go({ door: side, path: layout.sidePath });
    change({ side: door, sidePath: path });
  }

  const placeOf = (door: Door): 'main' | 'side' | '' =>
    route.door === door ? 'main' : side === door ? 'side' : '';
  const served = 'endpoint' in host;

  return (
    <>
      <AccountTools
        host={host}
        scenarios={props.scenarios}
        fetchScenario={props.fetchScenario}
        locale={locale}
        messages={props.toolMessages}
        base={base}
        onWhy={(id) => go({ door: 'inspector', path: whyOf(id) })}
      >
        <span class="desk-controls">
          <label>
            {t('splitWith')}{' '}
            <select
              value={side ?? ''}
              onChange={({ currentTarget }) => split((currentTarget.value || null) as Door | null)}
            >
              <option value="">{t('splitNone')}</option>
              {doors
                .filter((door) => door !== route.door)
                .map((door) => (
                  <option key={door} value={door}>
                    {t(door)}
                  </option>
                ))}
            </select>
          </label>
          {side && (
            <button type="button" class="link" onClick={swap}>
              {t('splitSwap')}
            </button>
          )}
          <button type="button" class="link" onClick={() => setPalette(true)} aria-haspopup="dialog">
            {t('paletteOpen')} <kbd>Ctrl K</kbd>
          </button>
        </span>
        <span class="desk-said" role="status">
          <Said {...said} />
        </span>
      </AccountTools>
      <nav class="desk-menu" aria-label={t('doors')}>
        <ul>
          {menu.map((to) => (
            <li key={formatHash(to)}>
              <a
                href={formatHash({ ...to, path: places.current.get(nameOf(to)) ?? to.path })}
                aria-current={isCurrent(to, route) ? 'page' : undefined}
              >
                {t(nameOf(to))}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Desk split={side !== null} share={layout.share}>
        {route.door === 'start' && (
          <Start host={host} exercise={exercises.find(({ id }) => id === exercise?.id)?.title} t={t} />
        )}
        {doors.map((door) =>
          door === 'tasks' ? (
            <div key={door} class={`door door-tasks ${placeOf(door)}`} hidden={placeOf(door) === ''}>
              <Tasks
                exercises={exercises}
                open={exercise}
                goals={goals}
                onChoose={onExercise}
                lessonHref={(lesson) => pageHref(`lessons/${lesson}/`)}
                locale={locale}
                t={t}
              />
            </div>
          ) : (
            <DoorPlace
              key={door}
              door={door}
              place={placeOf(door)}
              path={route.door === door ? route.path : layout.sidePath}
              mount={mounts[door]}
              served={served}
              t={t}
            />
          ),
        )}
        {side && (
          <Separator share={layout.share} onShare={(share) => change({ share })} label={t('separator')} />
        )}
      </Desk>
      {palette && <Palette commands={commands} onClose={() => setPalette(false)} t={t} />}
    </>
  );
}

const menu: readonly Route[] = [
  { door: 'start', path: '' },
  { door: 'console', path: '' },
  { door: 'terminal', path: '' },
  { door: 'editor', path: '' },
  ...inspections.map((path): Route => ({ door: 'inspector', path })),
  { door: 'checkup', path: '' },
  { door: 'tasks', path: '' },
];

/** What a view is called: the inspector's by its first word. */
function nameOf({ door, path }: Route): keyof typeof messages {
  if (door !== 'inspector') return door;
  const [first = 'why'] = path.split('/');
  return inspections.find((name) => name === first) ?? 'why';
}

const isCurrent = (to: Route, route: Route): boolean =>
  to.door === route.door && nameOf(to) === nameOf(route);

/** The share is set by script: the page's policy allows no style in its HTML. */
function Desk(props: { split: boolean; share: number; children: ComponentChildren }): ComponentChildren {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    element.current?.style.setProperty('--share', `${props.share}%`);
  }, [props.share]);
  return (
    <div ref={element} class={`desk${props.split ? ' split' : ''}`}>
      {props.children}
    </div>
  );
}

function useGoals(host: AccountHost): readonly GoalState[] {
  const [goals, setGoals] = useState<readonly GoalState[]>([]);
  useEffect(() => {
    let gone = false;
    setGoals([]);
    void host.tools.goals().then(
      (states) => !gone && setGoals(states),
      () => {},
    );
    const stop = host.subscribe((change) => {
      if (!gone && change.kind === 'goals') setGoals(change.goals);
    });
    return () => {
      gone = true;
      stop();
    };
  }, [host]);
  return goals;
}
