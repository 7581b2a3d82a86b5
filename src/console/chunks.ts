// How a view's code comes: the SDK, Cloudscape's base and the view itself, each evaluated in a task of its own, so that a
// phone stays answerable meanwhile. What has come once stays. Tests: test/browser/console.test.ts.
import type { ComponentType } from 'preact';
import { NotFound } from './NotFound.tsx';
import type { Route, RouteOf, ViewName } from './routes.ts';
import { type ViewInfo, views } from './views.ts';

/** Lets the browser draw and answer before the next piece of work. */
export async function pause(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?: () => Promise<void> } };
  if (scheduler?.yield) await scheduler.yield();
  else await new Promise((done) => setTimeout(done));
}

export type Page = ComponentType<Route>;
export type Base = typeof import('./base.tsx');

const known = new Map<string, Page>();
let base: Promise<Base> | undefined;
let baseNow: Base | undefined;

/** Once loaded, what every view stands in. */
export const baseLoaded = (): Base | undefined => baseNow;

function loadBase(): Promise<Base> {
  base ??= (async () => {
    const sdk = import('./sdk.ts');
    (await sdk).provide();
    await pause();
    await (await import('./parts.ts')).loadParts(pause);
    await pause();
    baseNow = await import('./base.tsx');
    return baseNow;
  })();
  // A chunk that did not come may come the next time.
  base.catch(() => {
    base = undefined;
  });
  return base;
}

/** The view's component where it is there already. */
export const pageNow = (route: Route): Page | undefined =>
  route.view === 'unknown' ? (NotFound as Page) : baseNow && known.get(route.view);

/** @throws what the browser says when a chunk cannot be fetched */
export async function loadPage(route: Route): Promise<Page> {
  if (route.view === 'unknown') return NotFound as Page;
  await loadBase();
  await pause();
  const page = (await (views[route.view] as ViewInfo<ViewName>).load()) as ComponentType<
    RouteOf<ViewName>
  > as Page;
  await pause();
  known.set(route.view, page);
  return page;
}
