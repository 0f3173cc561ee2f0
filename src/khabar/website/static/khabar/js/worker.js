// Offline reading: stories that were read stay on the reader's machine, the last sixty of them.
//
// Pages come from the network; where it is silent for three seconds or fails, the stored copy
// stands in, and for a page without one the offline page of its language. Only stories are
// stored: no list, no comment, nothing of the desk. A story that was taken down goes.

const PAGES = "khabar-pages-1";
const FILES = "khabar-files-1";
const MOST = { [PAGES]: 60, [FILES]: 240 };
const PATIENCE = 3000;

const STORY = /^\/[a-z]{2}\/\d+\/$/;
const FILE = /^\/(static\/|media\/|brand-)/;

async function keep(name, address, response) {
  const cache = await caches.open(name);
  // What is put anew stands last, so that what leaves first was read longest ago.
  await cache.delete(address);
  await cache.put(address, response);
  const kept = await cache.keys();
  await Promise.all(kept.slice(0, -MOST[name]).map((old) => cache.delete(old)));
}

async function fetchAndKeep(name, address) {
  if (await caches.match(address)) return null;
  const response = await fetch(address);
  const copy = response.clone();
  if (response.ok && !response.redirected) await keep(name, address, response);
  return copy;
}

// A page of the paper's own, with the files that it names.
async function keepOfflinePage(language) {
  const page = await fetchAndKeep(FILES, `/${language}/offline/`);
  if (!page?.ok) return;
  const named = (await page.text()).matchAll(/(?:href|src)="(\/(?:static\/|brand-)[^"]+)"/g);
  await Promise.all([...named].map(([, address]) => fetchAndKeep(FILES, address)));
}

async function show(event) {
  const { pathname } = new URL(event.request.url);
  const stored = STORY.test(pathname) && (await caches.match(pathname));
  const answer = fetch(event.request).then((response) => {
    if (STORY.test(pathname)) {
      if (response.ok) event.waitUntil(keep(PAGES, pathname, response.clone()));
      if ([404, 410].includes(response.status)) {
        event.waitUntil(caches.open(PAGES).then((cache) => cache.delete(pathname)));
      }
    }
    return response.status >= 500 && stored ? stored : response;
  });
  if (!stored) {
    return answer.catch(async (error) => {
      const offline = await caches.match(`/${pathname.split("/")[1]}/offline/`);
      return offline ?? Promise.reject(error);
    });
  }
  event.waitUntil(answer.catch(() => {}));
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE, stored));
  return Promise.race([answer.catch(() => stored), patience]);
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname.startsWith("/desk/")) return;
  if (request.mode === "navigate") event.respondWith(show(event));
  else if (FILE.test(pathname)) {
    event.respondWith(
      fetch(request).catch(async (error) => (await caches.match(pathname)) ?? Promise.reject(error)),
    );
  }
});

// A page says what it is made of: the first one was there before this worker was.
addEventListener("message", (event) => {
  const { page, language, files } = event.data;
  const wanted = files.filter((address) => FILE.test(address));
  event.waitUntil(
    Promise.allSettled([
      STORY.test(page) && fetchAndKeep(PAGES, page),
      keepOfflinePage(language),
      ...wanted.map((address) => fetchAndKeep(FILES, address)),
    ]),
  );
});

async function begin() {
  for (const name of await caches.keys()) if (!(name in MOST)) await caches.delete(name);
  await clients.claim();
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(begin()));
