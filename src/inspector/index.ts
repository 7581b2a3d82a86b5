// The inspector: why a request was decided so, who can do what, what leads to what, what is different, the history and
// the account's clock. Works over an `AccountSource`: a practice account's host, or a picture of a real account. Loaded
// lazily; it brings the policy engine. May import rooms left of it. Tests: test/inspector, test/browser.
import { h, render } from 'preact';
import { Inspector, type InspectorProps } from './Inspector.tsx';

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
