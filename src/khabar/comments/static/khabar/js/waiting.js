// How many comments wait, in the menu: asked each half minute while somebody looks, and as soon as
// somebody looks again. Without it the number is that of the page's making.
const EVERY = 30_000;
let timer;

const tell = async () => {
  const item = document.querySelector("[data-khabar-waiting]");
  if (!item || document.hidden) return;
  try {
    const answer = await fetch(item.dataset.khabarWaiting, { headers: { Accept: "application/json" } });
    // Signed out, or the site is away: the old number is better than none.
    if (!answer.ok || answer.redirected) return;
    const { label, waiting } = await answer.json();
    const text = item.querySelector(".menuitem-label") ?? item;
    if (text.textContent !== label) text.textContent = label;
    const count = document.querySelector("#khabar-queue [data-waiting]");
    if (count) count.textContent = waiting;
  } catch {
    // The network is away; the next time may be better.
  }
};

const keepTelling = () => {
  clearInterval(timer);
  if (document.hidden) return;
  timer = setInterval(tell, EVERY);
};

document.addEventListener("visibilitychange", () => { keepTelling(); tell(); });
keepTelling();
