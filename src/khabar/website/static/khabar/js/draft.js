// Keeps an unsent comment on the reader's own machine until its receipt has come, and notes for
// the form when its writing began.
//
// A form with data-draft="<key>" is kept; a page with data-draft-sent="<key>" (the receipt)
// lets it go. The address of the reader's mailbox isn't kept.

const PREFIX = "khabar.draft.";
const KEPT = "textarea[name], input[name='name']";

function stored(key) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key)) ?? {};
  } catch {
    return {};
  }
}

function store(key, words) {
  try {
    if (Object.values(words).some((word) => word.trim())) {
      localStorage.setItem(PREFIX + key, JSON.stringify(words));
    } else {
      localStorage.removeItem(PREFIX + key);
    }
  } catch {}
}

// Only while the site is under attack does a browser get something to do.
async function work(form) {
  const answer = await fetch(form.dataset.task);
  if (answer.status !== 200 || !globalThis.crypto?.subtle) return;
  const { prove } = await import("./prove.js");
  form.elements.proof.value = await prove(await answer.json());
}

function begin(form) {
  form.elements.begun.value ||= String(Math.floor(Date.now() / 1000));
  work(form).catch(() => {});
}

const sent = document.querySelector("[data-draft-sent]");
if (sent) store(sent.dataset.draftSent, {});

for (const form of document.querySelectorAll("form[data-draft]")) {
  const { draft: key } = form.dataset;
  const fields = [...form.querySelectorAll(KEPT)];
  const kept = stored(key);
  for (const field of fields) field.value ||= kept[field.name] ?? "";
  form.addEventListener("focusin", () => begin(form), { once: true });
  form.addEventListener("input", () => {
    store(key, Object.fromEntries(fields.map((field) => [field.name, field.value])));
  });
}
