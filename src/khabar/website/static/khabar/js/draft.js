// Keeps an unsent comment on the reader's own machine until its receipt has come.
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

const sent = document.querySelector("[data-draft-sent]");
if (sent) store(sent.dataset.draftSent, {});

for (const form of document.querySelectorAll("form[data-draft]")) {
  const { draft: key } = form.dataset;
  const fields = [...form.querySelectorAll(KEPT)];
  const kept = stored(key);
  for (const field of fields) field.value ||= kept[field.name] ?? "";
  form.addEventListener("input", () => {
    store(key, Object.fromEntries(fields.map((field) => [field.name, field.value])));
  });
}
