// The bar at the bottom edge: its button closes it without any script. Here Escape closes it
// too, and closing it is remembered for a day.

const REMEMBERED = "khabar.advert-closed";
const A_DAY = 24 * 60 * 60 * 1000;

// Storage may be refused; then nothing is remembered and nothing else is lost.
function lastClosed() {
  try {
    return Number(localStorage.getItem(REMEMBERED));
  } catch {
    return 0;
  }
}

function remember() {
  try {
    localStorage.setItem(REMEMBERED, String(Date.now()));
  } catch {}
}

const bar = document.querySelector(".advert-overlay");

if (bar) {
  if (Date.now() - lastClosed() < A_DAY) bar.open = false;
  else bar.addEventListener("toggle", () => bar.open || remember());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && bar.open && !event.defaultPrevented) bar.open = false;
  });
}
