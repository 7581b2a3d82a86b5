// «Delete everything»: progress, practice accounts, quizzes that were brought in, the colour setting; every database and key of this site.
import type { Progress } from '../../progress/index.ts';

/** Rejects when something could not be deleted. */
export async function deleteEverything(progress: Progress): Promise<void> {
  await progress.clear();
  // Practice accounts: their database is emptied, not dropped, so that other tabs need not be closed first.
  const { default: localforage } = await import('localforage');
  const store = localforage.createInstance({
    name: 'rootless',
    storeName: 'accounts',
    driver: localforage.INDEXEDDB,
  });
  await store.ready().then(
    () => store.clear(),
    // Storage is refused: then nothing was kept either.
    () => undefined,
  );
  const { clearShelf } = await import('../../quiz/exchange/shelf.ts');
  await clearShelf().catch(() => undefined);
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith('rootless')) localStorage.removeItem(key);
  } catch {
    // Refused as well.
  }
  delete document.documentElement.dataset.theme;
}
