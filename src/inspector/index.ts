// The inspector: why a request was decided so, who can do what, what leads to what, what is different, the history and
// the account's clock. Works over an `AccountSource`: a practice account's host, or a picture of a real account. Loaded
// lazily; it brings the policy engine. May import rooms left of it. Entries by their paths: differences.ts, what is
// different between two pictures. Tests: test/inspector, test/browser.
import { h, render } from 'preact';
import type { AccountHost } from '../practice/index.ts';
import { Inspector, type InspectorProps } from './Inspector.tsx';
import { type AccountSource, hostSource } from './source.ts';

export { Inspector, type InspectorProps, inspectorViews } from './Inspector.tsx';
export { type AccountSource, hostSource, pictureSource } from './source.ts';

/** Puts the inspector into an element; `draw` again with another route. */
export function mountInspector(
  element: HTMLElement,
  options: InspectorProps,
): { navigate(route: string): void; unmount(): void } {
  const draw = (route: string): void => render(h(Inspector, { ...options, route }), element);
  draw(options.route);
  return { navigate: draw, unmount: () => render(null, element) };
}

interface OwnPlace {
  route: string;
  locale: string;
}

/** The inspector on a page whose address is something else's: it keeps its own place. */
export function mountOwnInspector(
  element: HTMLElement,
  { source, route, locale }: OwnPlace & { source: AccountSource },
): { navigate(route: string): void; unmount(): void } {
  const inspector = mountInspector(element, { source, route, onRoute: go, hrefBase: '#/', locale });
  function go(next: string): void {
    inspector.navigate(next);
  }
  const follow = (event: Event): void => {
    const link = (event.target as Element).closest('a[href^="#/"]');
    if (!link) return;
    event.preventDefault();
    go((link.getAttribute('href') ?? '').slice(2));
  };
  element.addEventListener('click', follow);
  return {
    navigate: go,
    unmount() {
      element.removeEventListener('click', follow);
      inspector.unmount();
    },
  };
}

/** The same of a practice account. */
export const mountHostInspector = (
  element: HTMLElement,
  { host, ...place }: OwnPlace & { host: AccountHost },
): { navigate(route: string): void; unmount(): void } =>
  mountOwnInspector(element, { source: hostSource(host), ...place });
