// The inspector over the account that was read: the map, who can, why. Its code comes when it is first shown.
// Tests: test/browser/live.test.ts, test/browser/live-compare.test.ts.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { AccountPicture } from '../practice/picture.ts';

interface Props {
  picture: AccountPicture;
  /** 'map', 'who', 'why/ask?principal=…'; another object leads there, once more too. */
  place: { route: string };
  locale: string;
  loading: string;
  /** The heading gets the focus, because somebody asked for just this. */
  focus?: boolean;
}

export function InspectorPlace({ picture, place, locale, loading, focus = false }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const mounted = useRef<{ navigate(route: string): void }>(undefined);
  const wanted = useRef(place.route);
  wanted.current = place.route;
  const [there, setThere] = useState(false);

  useEffect(() => {
    const target = element.current;
    if (!target) return;
    let gone = false;
    let unmount = (): void => {};
    void import('../inspector/index.ts').then(({ mountOwnInspector, pictureSource }) => {
      if (gone) return;
      const inspector = mountOwnInspector(target, {
        source: pictureSource(picture),
        route: wanted.current,
        locale,
      });
      mounted.current = inspector;
      unmount = () => inspector.unmount();
      setThere(true);
    });
    return () => {
      gone = true;
      mounted.current = undefined;
      unmount();
    };
  }, [picture, locale]);

  useEffect(() => {
    mounted.current?.navigate(place.route);
    if (!there || !focus) return;
    const heading = element.current?.querySelector('h1');
    heading?.setAttribute('tabindex', '-1');
    heading?.focus();
  }, [place, there, focus]);

  return (
    <>
      {!there && <p role="status">{loading}</p>}
      <div ref={element} class="live-inspector" />
    </>
  );
}
