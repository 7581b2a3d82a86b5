// Shows the route's view as soon as its code is there; says so while it is coming, and when it did not come.
import { useEffect, useState } from 'preact/hooks';
import { type Base, baseLoaded, type Page as Loaded, loadPage, pageNow } from './chunks.ts';
import type { Route } from './routes.ts';
import { useSession } from './session.ts';
import { t } from './text.ts';
import { useStage } from './ui/stage.ts';
import { changesOnly, trailOf } from './views.ts';

type State = { view: string; page: Loaded } | { view: string; failed: string } | undefined;

export function View({ route }: { route: Route }) {
  const session = useSession();
  const [state, setState] = useState<State>();
  const [attempt, setAttempt] = useState(0);
  const { view } = route;
  const fits = state?.view === view ? state : undefined;
  const page = pageNow(route) ?? (fits && 'page' in fits ? fits.page : undefined);

  // Dependencies: another attempt is asked for by the learner
  useEffect(() => {
    if (pageNow(route)) return;
    let current = true;
    loadPage(route).then(
      (loaded) => current && setState({ view, page: loaded }),
      (error: unknown) =>
        current && setState({ view, failed: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      current = false;
    };
  }, [view, attempt]);

  // A page that does nothing but change would only be a way to a refusal.
  if (session.readOnly && changesOnly(route))
    return (
      <div class="console-plain">
        <h1>{trailOf(route).at(-1)?.text}</h1>
        <p>{session.readOnlyReason || t('readOnlyHere')}</p>
      </div>
    );
  const base = baseLoaded();
  if (page && base) return <Page page={page} route={route} base={base} />;
  if (page) {
    const Shown = page;
    return <Shown {...route} />;
  }
  if (fits && 'failed' in fits)
    return (
      <div class="console-plain" role="alert">
        <h1>{t('viewNotLoaded')}</h1>
        <p>{t('viewNotLoadedHelp', { reason: fits.failed })}</p>
        <button
          type="button"
          class="console-button"
          onClick={() => {
            setState(undefined);
            setAttempt(attempt + 1);
          }}
        >
          {t('retry')}
        </button>
      </div>
    );
  return (
    <div class="console-coming" role="status">
      {t('loading')}
    </div>
  );
}

/** The view first; the place of the flashes above it a moment later, in a task of its own. */
function Page({ page: Shown, route, base }: { page: Loaded; route: Route; base: Base }) {
  const stage = useStage(1);
  return (
    <base.Words>
      {stage >= 1 && <base.Flashes />}
      <Shown {...route} />
    </base.Words>
  );
}
