// Lists on the offline page the stories that are kept on this machine, the last read first.

const list = document.querySelector("[data-kept]");

async function entry(cache, request) {
  const html = await (await cache.match(request)).text();
  const page = new DOMParser().parseFromString(html, "text/html");
  const link = document.createElement("a");
  link.href = new URL(request.url).pathname;
  link.textContent = page.querySelector("h1").textContent;
  const item = document.createElement("li");
  item.lang = page.documentElement.lang;
  item.dir = page.documentElement.dir;
  item.append(link);
  return item;
}

const cache = await caches.open("khabar-pages-1");
const kept = (await cache.keys()).reverse();
list.replaceChildren(...(await Promise.all(kept.map((request) => entry(cache, request)))));
document.querySelector("[data-none]").hidden = kept.length > 0;
