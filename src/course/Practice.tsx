// What fills the practice page: the honest waiting, then the console over the free-play account, with the address behind
// the # in step with the view. An island, so that the console's style sheet comes with the console, not with the page.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { AccountTools, AccountToolsProps } from '../exercise/AccountTools.tsx';
import type { AccountHost } from '../practice/index.ts';
import { type Translation, translator } from '../strings/index.ts';
import type { en } from './strings/en.ts';

/** The scenario of free play: an account in which something is going on already. */
const SCENARIO = 'small-startup';
const CONSOLE = '#/console/';
export interface PracticeProps {
  base: string;
  locale: string;
  messages: Translation<(typeof en)['practicePage']>;
  /** What the account's tools say, and what they can start it from. */
  toolMessages: AccountToolsProps['messages'];
  scenarios: AccountToolsProps['scenarios'];
}

type State =
  | { kind: 'waiting' }
  | { kind: 'open'; host: AccountHost; Tools: typeof AccountTools }
  | { kind: 'failed'; reason: string };

const routeOf = (hash: string): string => (hash.startsWith(CONSOLE) ? hash.slice(CONSOLE.length) : '');

export function Practice({ base, locale, messages, toolMessages, scenarios }: PracticeProps) {
  const t = translator(messages, locale);
  const [state, setState] = useState<State>({ kind: 'waiting' });
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let close = (): void => {};
    let gone = false;
    async function open(): Promise<void> {
      const [{ mountConsole }, { openScenarioHost }, { AccountTools: Tools }] = await Promise.all([
        import('../console/index.ts'),
        import('../exercise/open.ts'),
        import('../exercise/AccountTools.tsx'),
      ]);
      const host = await openScenarioHost(SCENARIO, { base });
      if (gone || !place.current) return;
      const title = document.title;
      const console = mountConsole(place.current, {
        host,
        locale,
        route: routeOf(location.hash),
        hrefBase: CONSOLE,
        onRoute: (path) => {
          if (routeOf(location.hash) !== path) history.pushState(null, '', CONSOLE + path);
        },
        onTitle: (view) => {
          document.title = view ? `${view} · ${title}` : title;
        },
      });
      const follow = (): void => console.navigate(routeOf(location.hash));
      addEventListener('popstate', follow);
      close = () => {
        removeEventListener('popstate', follow);
        console.unmount();
        host.close();
      };
      setState({ kind: 'open', host, Tools });
    }
    open().catch((error: unknown) => {
      setState({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
    });
    return () => {
      gone = true;
      close();
    };
  }, [base, locale]);

  return (
    <>
      {state.kind !== 'open' && (
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
      )}
      {state.kind === 'open' && (
        <state.Tools
          host={state.host}
          scenarios={scenarios}
          fetchScenario={async (id) => (await import('../exercise/open.ts')).fetchScenario(id, base)}
          locale={locale}
          messages={toolMessages}
        />
      )}
      <div ref={place} />
    </>
  );
}
