// Lets stories that were read be read again without a network: starts the worker and tells it
// what the page is made of. Where the browser refuses, nothing is lost.

function tell(worker) {
  const files = performance.getEntriesByType("resource").map(({ name }) => new URL(name));
  worker.postMessage({
    page: location.pathname,
    language: document.documentElement.lang,
    files: files.filter(({ origin }) => origin === location.origin).map(({ pathname }) => pathname),
  });
}

async function start() {
  try {
    await navigator.serviceWorker.register("/sw.js");
    tell((await navigator.serviceWorker.ready).active);
  } catch {}
}

if ("serviceWorker" in navigator) {
  if (document.readyState === "complete") start();
  else addEventListener("load", start);
}
