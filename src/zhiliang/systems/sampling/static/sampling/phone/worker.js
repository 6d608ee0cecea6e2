// Serves the tasks from the phone where there is no network. The view that serves this script
// writes `self.KEPT` in front: the assets, their release, where static files are.
"use strict";

const ASSETS = `zhiliang-assets-${self.KEPT.release}`;
const PAGES = "zhiliang-kept-pages";
const SCOPE = new URL(self.registration.scope).pathname;
const OWNER = `${SCOPE}owner`;
const PATIENCE = 4000;
const LOOSELY = { ignoreSearch: true, ignoreVary: true };

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(ASSETS).then((cache) => cache.addAll(self.KEPT.assets)).then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("zhiliang-assets-") && name !== ASSETS;
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate" && pathname.startsWith(SCOPE)) event.respondWith(page(request));
  else if (pathname.startsWith(self.KEPT.static)) event.respondWith(asset(request));
});

self.addEventListener("message", (event) => {
  if (!event.data.keep) return;
  event.waitUntil(
    keep(event.data.keep, event.data.owner).then((kept) => event.ports[0]?.postMessage({ kept })),
  );
});

const isTask = (pathname) => /^(\d+\/(sheet|leave)\/)?$/.test(pathname.slice(SCOPE.length));

const keptPage = async (request) => (await caches.open(PAGES)).match(request, LOOSELY);

const store = async (request, answer) => {
  const { pathname } = new URL(request.url ?? request, location.origin);
  // a page that was answered by a redirect is the sign-in page, not the task
  if (answer.ok && !answer.redirected && isTask(pathname))
    await (await caches.open(PAGES)).put(pathname, answer.clone());
  return answer;
};

const late = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const page = async (request) => {
  const fresh = fetch(request).then((answer) => store(request, answer));
  const kept = await keptPage(request);
  if (!kept) return fresh.catch(() => notKept());
  fresh.catch(() => {});
  return Promise.race([fresh.catch(() => kept), late(PATIENCE).then(() => kept)]);
};

const notKept = async () =>
  (await caches.match(SCOPE, LOOSELY)) ? Response.redirect(SCOPE) : Response.error();

const asset = async (request) => {
  const cache = await caches.open(ASSETS);
  const exact = await cache.match(request, { ignoreVary: true });
  if (exact) return exact;
  // a page kept from before the last release names an older file: better a newer one than none
  return fetch(request).catch(async () => (await cache.match(request, LOOSELY)) ?? Response.error());
};

const keep = async (addresses, owner) => {
  const before = await caches.match(OWNER, LOOSELY);
  if (before && (await before.text()) !== owner) await caches.delete(PAGES);
  const cache = await caches.open(PAGES);
  await cache.put(OWNER, new Response(owner));
  const wanted = new Set([SCOPE, ...addresses]);
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith(SCOPE) && pathname !== OWNER && !wanted.has(pathname))
      await cache.delete(request);
  }
  let kept = 0;
  for (const address of wanted) {
    try {
      const answer = await fetch(address, { credentials: "same-origin", redirect: "manual" });
      if (!answer.ok) continue;
      await cache.put(address, answer);
      kept += 1;
    } catch {
      // what could not be fetched stays as it was kept
    }
  }
  return kept;
};
