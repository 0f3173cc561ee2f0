// One key for each button of the queue. Who has turned keyboard shortcuts off in the account has
// none, and no key counts while something is typed.
const config = document.getElementById("wagtail-config");
const enabled = !config || JSON.parse(config.textContent).KEYBOARD_SHORTCUTS_ENABLED !== false;

// On an Arabic or Persian keyboard the key's place counts, as no Latin letter comes.
const letterOf = (event) =>
  /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : event.code.replace(/^Key/, "").toLowerCase();

const isTyping = (target) =>
  target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);

document.addEventListener("keydown", (event) => {
  if (!enabled || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target)) return;
  const letter = letterOf(event);
  if (!/^[a-z]$/.test(letter)) return;
  const meant = document.querySelector(`#khabar-queue [data-key="${letter}"]`);
  if (!meant) return;
  event.preventDefault();
  meant.click();
  if (meant.tagName === "SUMMARY") {
    meant.parentElement.querySelector("textarea, select, button")?.focus();
  }
});
