// When the page has been seen: what is not needed for reading waits until then, so that it takes no bandwidth from
// the text. `client:painted` hydrates an island then (astro.config.mjs registers it; its type is in src/env.d.ts).

/** A tab in the background never paints; it is not kept waiting for ever. */
const PATIENCE_MS = 3000;

/** Calls back once, after the first paint, when the browser has nothing better to do. */
export function whenPainted(task: () => void): void {
  let waiting = true;
  const go = (): void => {
    if (!waiting) return;
    waiting = false;
    clearTimeout(timer);
    if ('requestIdleCallback' in window) requestIdleCallback(task, { timeout: 2000 });
    else setTimeout(task, 200);
  };
  const timer = setTimeout(go, PATIENCE_MS);
  try {
    new PerformanceObserver((list, observer) => {
      if (list.getEntriesByName('first-contentful-paint').length === 0) return;
      observer.disconnect();
      go();
    }).observe({ type: 'paint', buffered: true });
  } catch {
    // A browser that does not report paints.
    if (document.readyState === 'complete') go();
    else window.addEventListener('load', go);
  }
}
