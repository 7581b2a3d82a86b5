// Rootless without a connection. The build writes BUILD and FILES in front of this (src/course/build/offline.ts).
// A page and everything it loads come from one build: the one that was kept. A newer one is fetched beside it and waits
// until the learner takes it. Tests: test/browser/offline.test.ts.
/* global BUILD, FILES */

const CACHE = `rootless-${BUILD}`;
const root = new URL('./', self.location.href);
const digests = { ...FILES.kept, ...FILES.whenUsed };

/** The file's path as the list has it, or undefined: then it is none of ours (the server's doors, another site). */
function listed(url) {
  if (url.origin !== root.origin || !url.pathname.startsWith(root.pathname)) return undefined;
  const path = decodeURIComponent(url.pathname.slice(root.pathname.length));
  return path in digests ? path : undefined;
}

/** From an older build where the very same bytes were kept, else from the network, past the browser's own cache. */
async function fetchFile(path, older) {
  for (const { cache, files } of older)
    if (files[path] === digests[path]) {
      const known = await cache.match(new URL(path, root));
      if (known) return known;
    }
  const answer = await fetch(new URL(path, root), { cache: 'no-cache' });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

/** What other builds kept. Each keeps its own list under the name `.files`. */
async function olderBuilds() {
  const builds = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith('rootless-') || name === CACHE) continue;
    const cache = await caches.open(name);
    const list = await cache.match(new URL('.files', root));
    if (list) builds.push({ cache, files: await list.json() });
  }
  return builds;
}

async function keep() {
  const cache = await caches.open(CACHE);
  const older = await olderBuilds();
  const paths = Object.keys(FILES.kept);
  // Few at once: the page the learner reads comes first.
  const next = paths.values();
  const one = async () => {
    for (const path of next) {
      const address = new URL(path, root);
      if (!(await cache.match(address))) await cache.put(address, await fetchFile(path, older));
    }
  };
  await Promise.all([one(), one(), one(), one()]);
  // What was used of the older build stays usable, where it has not changed.
  for (const build of older)
    for (const path of Object.keys(FILES.whenUsed)) {
      const known = build.files[path] === digests[path] && (await build.cache.match(new URL(path, root)));
      if (known) await cache.put(new URL(path, root), known);
    }
  await cache.put(new URL('.files', root), new Response(JSON.stringify(digests)));
}

async function answer(path) {
  const cache = await caches.open(CACHE);
  const address = new URL(path, root);
  const known = await cache.match(address);
  if (known) return known;
  const fresh = await fetch(address);
  if (fresh.ok) await cache.put(address, fresh.clone()).catch(() => undefined);
  return fresh;
}

self.addEventListener('install', (event) => event.waitUntil(keep()));

self.addEventListener('activate', (event) => {
  const tidy = async () => {
    for (const name of await caches.keys())
      if (name.startsWith('rootless-') && name !== CACHE) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

self.addEventListener('message', (event) => {
  if (event.data === 'use-new-version') self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const path = listed(new URL(request.url));
  if (path !== undefined) event.respondWith(answer(path));
  else if (request.mode === 'navigate' && new URL(request.url).pathname.startsWith(root.pathname))
    // A page that is not of this build: the network knows, else the page that says so.
    event.respondWith(fetch(request).catch(() => answer('offline/')));
});
