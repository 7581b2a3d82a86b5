// All identities that are signed in, one of them on the screen: the others stay as they are behind it, like other tabs,
// so that a half-filled form is still there when one comes back. Or the sign-in page.
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Banner, Console } from './Console.tsx';
import { type Place, PlaceContext } from './signin/place.ts';
import { t } from './text.ts';

export function Desk({ place }: { place: Place }) {
  const { desk } = place;
  const current = desk.current.value;
  return (
    <PlaceContext.Provider value={place}>
      {desk.identities.value.map((identity) => (
        <Console key={identity.id} identity={identity} visible={identity.id === current} />
      ))}
      {current === undefined && <SignInDoor place={place} />}
    </PlaceContext.Provider>
  );
}

/** The sign-in page, fetched when it is wanted. */
function SignInDoor({ place }: { place: Place }) {
  const [SignIn, setSignIn] = useState<{ page: ComponentType } | undefined>();
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  // Dependencies: another attempt is asked for by the learner
  useEffect(() => {
    let current = true;
    setFailed(false);
    import('./signin/SignIn.tsx').then(
      (loaded) => current && setSignIn({ page: loaded.SignIn }),
      () => current && setFailed(true),
    );
    return () => {
      current = false;
    };
  }, [attempt]);
  useEffect(() => place.onTitle(t('signInTitle')), [place]);
  return (
    <div class="console-frame">
      {place.banner !== undefined && <Banner text={place.banner} />}
      {SignIn && <SignIn.page />}
      {!SignIn && !failed && (
        <div class="console-coming" role="status">
          {t('loading')}
        </div>
      )}
      {failed && (
        <div class="console-plain" role="alert">
          <h1>{t('viewNotLoaded')}</h1>
          <button type="button" class="console-button" onClick={() => setAttempt(attempt + 1)}>
            {t('retry')}
          </button>
        </div>
      )}
    </div>
  );
}
