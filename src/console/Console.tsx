// The console's frame around one signed-in identity: top bar, the standing banner, side navigation, breadcrumbs and the
// view. Its layout is its own rather than Cloudscape's AppLayout, which assumes that it has the whole window: the console
// also opens in a sheet inside a lesson.
import { useEffect, useRef, useState } from 'preact/hooks';
import { pause } from './chunks.ts';
import { Breadcrumbs, crumbsOf, SideNavigation, TopBar } from './frame/Bars.tsx';
import { pageOf } from './routes.ts';
import { type Session, SessionContext } from './session.ts';
import type { SignedIn } from './signin/identity.ts';
import { usePlace } from './signin/place.ts';
import { t } from './text.ts';
import { View } from './View.tsx';
import { serviceOf, trailOf } from './views.ts';

export function Banner({ text }: { text: string }) {
  return (
    <div class="console-banner" role="note">
      <svg aria-hidden="true" viewBox="0 0 16 16" width="16" height="16">
        <path
          d="M8 1 1 14h14L8 1Z"
          fill="none"
          stroke="currentColor"
          stroke-width="1.5"
          stroke-linejoin="round"
        />
        <path d="M8 6v4M8 11.5v1" stroke="currentColor" stroke-width="1.5" />
      </svg>
      {text}
    </div>
  );
}

/** Asks who is signed in, once the SDK is there, and for the account's alias at each change. */
function useCaller(session: Session, visible: boolean): void {
  const revision = session.revision.value;
  // Dependencies: the alias can change with any change of the account
  useEffect(() => {
    if (!visible) return;
    let current = true;
    void (async () => {
      const [{ provide }, { accountAlias, whoAmI }] = await Promise.all([
        import('./sdk.ts'),
        import('./iam/account.ts'),
      ]);
      await pause();
      if (!current) return;
      provide();
      if (session.caller.value === undefined) session.caller.value = await whoAmI(session.clients.sts);
      // Who may not list aliases sees the account's number, as on AWS.
      session.alias.value = await accountAlias(session.clients.iam).catch(() => session.alias.value);
    })().catch((error: unknown) => {
      if (current && session.caller.value === undefined && !session.over.value)
        session.flash({
          type: 'error',
          header: t('whoAmIFailed'),
          text: error instanceof Error ? error.message : String(error),
        });
    });
    return () => {
      current = false;
    };
  }, [session, revision, visible]);
}

/** The session has ended: what is on the screen stays, and signing in again goes on with it. */
function SessionOver() {
  const { desk } = usePlace();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <div class="console-over" role="alertdialog" aria-label={t('sessionOver')}>
      <div>
        <h2>{t('sessionOver')}</h2>
        <p>{t('sessionOverHelp')}</p>
        <button type="button" class="console-button" ref={button} onClick={() => desk.signIn()}>
          {t('signInAgain')}
        </button>
      </div>
    </div>
  );
}

export function Console({ identity, visible }: { identity: SignedIn; visible: boolean }) {
  const place = usePlace();
  const { session } = identity;
  const route = session.route.value;
  const page = pageOf(route);
  const content = useRef<HTMLDivElement>(null);
  const first = useRef(true);
  const [open, setOpen] = useState(false);
  const crumbs = crumbsOf(route);
  const title = trailOf(route)
    .map((crumb) => crumb.text)
    .reverse()
    .concat(crumbs.length > trailOf(route).length ? (crumbs[0]?.text ?? '') : [])
    .join(' | ');

  useEffect(() => {
    if (visible) place.onTitle(title);
  }, [title, place, visible]);

  // Dependencies: another page, not another tab of it, moves the focus
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    setOpen(false);
    const area = content.current;
    if (!area) return;
    // A screen reader reads the new page's heading, and the next Tab goes into it; the heading may still be on its way.
    const toHeading = (): boolean => {
      const heading = area.querySelector<HTMLElement>('h1');
      heading?.setAttribute('tabindex', '-1');
      heading?.focus({ preventScroll: true });
      return heading !== null;
    };
    area.closest('.console')?.scrollIntoView({ block: 'nearest' });
    area.scrollTo?.({ top: 0 });
    if (toHeading()) return;
    area.focus({ preventScroll: true });
    const observer = new MutationObserver(() => {
      // Not if the learner has gone elsewhere meanwhile.
      if (document.activeElement !== area || toHeading()) observer.disconnect();
    });
    observer.observe(area, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [page]);

  useCaller(session, visible);

  return (
    <SessionContext.Provider value={session}>
      <div class="console-frame" hidden={!visible} data-service={serviceOf(route)}>
        <TopBar identity={identity} />
        {place.banner !== undefined && <Banner text={place.banner} />}
        <div class="console-bar">
          <button
            type="button"
            class="console-toggle"
            aria-label={t(open ? 'closeNavigation' : 'openNavigation')}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            <svg aria-hidden="true" viewBox="0 0 16 16" width="16" height="16">
              <path d="M1 3h14M1 8h14M1 13h14" stroke="currentColor" stroke-width="2" />
            </svg>
          </button>
          <Breadcrumbs crumbs={crumbs} />
        </div>
        <div class={`console-body${open ? ' console-body-open' : ''}`}>
          <SideNavigation onFollow={() => setOpen(false)} />
          <div class="console-main" ref={content} tabIndex={-1}>
            {session.readOnlyReason !== undefined && session.readOnlyReason !== '' && (
              <p class="console-readonly" role="note">
                {session.readOnlyReason}
              </p>
            )}
            <View key={page} route={route} />
          </div>
        </div>
        {session.over.value && <SessionOver />}
      </div>
    </SessionContext.Provider>
  );
}
