// Registers the service worker (src/course/build/service-worker.js) and says when a newer version of the site waits.
// Nothing is forced: the learner takes it when they like. The words stand in the page.

export async function keepOffline(): Promise<void> {
  const notice = document.querySelector<HTMLElement>('[data-update]');
  // Over plain http from another machine there is none; the site works all the same.
  if (!notice || !('serviceWorker' in navigator)) return;
  const registration = await navigator.serviceWorker
    .register(notice.dataset.worker ?? '', { scope: notice.dataset.scope ?? '/' })
    // Refused by the browser's settings.
    .catch(() => undefined);
  if (!registration) return;

  let wanted = false;
  notice.querySelector('button')?.addEventListener('click', () => {
    wanted = true;
    registration.waiting?.postMessage('use-new-version');
  });
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (wanted) location.reload();
  });

  const show = (): void => {
    // The first version of all has nothing to replace.
    if (registration.waiting && navigator.serviceWorker.controller) notice.hidden = false;
  };
  show();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', show);
  });
}
