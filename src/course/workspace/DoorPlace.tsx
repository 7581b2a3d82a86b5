// The place of one door: loaded when it is first shown, with an honest state meanwhile; kept when another is shown, so
// that what was typed and who is signed in stay. Tests: test/browser/workspace.test.ts
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Inline } from '../../strings/Inline.tsx';
import type { Translate } from '../../strings/index.ts';
import type { Door } from './routes.ts';
import type { messages } from './strings.ts';

export interface MountedDoor {
  unmount(): void;
  navigate?: (path: string) => void;
  focus?: () => void;
  /** Whether something would be lost. */
  hasWork?: () => boolean;
}

export type DoorMount = (element: HTMLElement, path: string) => Promise<MountedDoor>;

export interface DoorPlaceProps {
  door: Door;
  /** 'main', 'side', or '' while it is not shown. */
  place: 'main' | 'side' | '';
  path: string;
  mount: DoorMount;
  served: boolean;
  t: Translate<typeof messages>;
}

export function DoorPlace({ door, place, path, mount, served, t }: DoorPlaceProps): ComponentChildren {
  const area = useRef<HTMLDivElement>(null);
  const mounted = useRef<MountedDoor | undefined>(undefined);
  const wanted = useRef(path);
  wanted.current = path;
  const [state, setState] = useState<'not yet' | 'loading' | 'there' | 'failed'>('not yet');
  const [turn, setTurn] = useState(0);
  const begun = place !== '' || state !== 'not yet';

  useEffect(() => {
    if (!begun || !area.current) return;
    let gone = false;
    setState('loading');
    const began = wanted.current;
    mount(area.current, began).then(
      (one) => {
        if (gone) return one.unmount();
        mounted.current = one;
        setState('there');
        if (wanted.current !== began) one.navigate?.(wanted.current);
      },
      () => {
        if (!gone) setState('failed');
      },
    );
    return () => {
      gone = true;
      mounted.current?.unmount();
      mounted.current = undefined;
    };
  }, [begun, mount, turn]);

  useEffect(() => {
    if (place !== '') mounted.current?.navigate?.(path);
  }, [path, place]);

  return (
    <div class={`door door-${door} ${place}`} hidden={place === ''}>
      {/* The other doors have headings of their own, once they are there. */}
      {(door === 'terminal' || state !== 'there') && <h1 class="visually-hidden">{t(door)}</h1>}
      {state !== 'there' && (
        <div class="door-state">
          <p role="status">
            {state === 'failed' ? (
              <Inline text={t(served ? 'failedServer' : 'failed', { door: t(door) })} />
            ) : (
              t('loading', { door: t(door) })
            )}
          </p>
          {state === 'failed' && (
            <button type="button" class="button quiet" onClick={() => setTurn(turn + 1)}>
              {t('again')}
            </button>
          )}
        </div>
      )}
      <div ref={area} class="door-area" />
    </div>
  );
}
