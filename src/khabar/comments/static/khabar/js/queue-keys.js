// One key for each button of the queue. Who has turned keyboard shortcuts off in the account has
// none, and no key counts while something is typed.
const config = document.getElementById("wagtail-config");
const isOn = !config || JSON.parse(config.textContent).KEYBOARD_SHORTCUTS_ENABLED !== false;
const HELP = new Set(["?", "؟"]);
const TYPED = "input:not([type=checkbox], [type=radio], [type=submit]), textarea, select";
let isLeaving = false;

// A Latin letter counts as it is written, wherever it stands. On an Arabic or Persian keyboard,
// from which none comes, its place counts.
const keyOf = (event) => {
  if (HELP.has(event.key)) return "?";
  if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
  return /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : "";
};

const isTyping = ({ target }) => target.isContentEditable || target.matches(TYPED);

const press = (meant) => {
  meant.click();
  if (meant.tagName !== "SUMMARY") return;
  const { parentElement: details } = meant;
  if (details.open) details.querySelector("textarea, select, input:not([type=hidden]), form button")?.focus();
};

// The first listener of all: "?" would open Wagtail's own list of keys as well.
document.addEventListener(
  "keydown",
  (event) => {
    if (!isOn || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const meant = document.querySelector(`#khabar-queue [data-key="${keyOf(event)}"]`);
    if (!meant || document.querySelector("dialog[open], .w-dialog:not([aria-hidden=true])")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // A key held down, or pressed again before the next comment is there, decides nothing twice.
    if (!event.repeat && !isLeaving) press(meant);
  },
  { capture: true },
);

document.addEventListener("submit", () => { isLeaving = true; });
window.addEventListener("pageshow", () => { isLeaving = false; });

document.getElementById("khabar-queue").dataset.keys = isOn ? "on" : "off";
