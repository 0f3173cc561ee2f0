// One tick for all that are listed, and ticks that stay while the comments are read one by one.
// Without a script each is ticked by itself, on one page.
const KEPT = "khabar-ticks";
const form = document.querySelector(".khabar-queue__bulk");
const all = form?.querySelector("[data-tick-all]");
const ticks = [...(form?.querySelectorAll("input[name=comment]") ?? [])];

// A tick is for the comment as it was seen: if something was done since, it is gone.
const keep = () => {
  const ticked = ticks.filter(({ checked }) => checked).map(({ value }) => value);
  sessionStorage.setItem(KEPT, JSON.stringify(ticked));
  if (all) all.checked = ticks.length > 0 && ticked.length === ticks.length;
};

if (form) {
  const kept = new Set(JSON.parse(sessionStorage.getItem(KEPT) ?? "[]"));
  for (const tick of ticks) {
    if (kept.has(tick.value)) tick.checked = true;
    tick.addEventListener("change", keep);
  }
  keep();
  form.addEventListener("submit", () => sessionStorage.removeItem(KEPT));
}

if (all && ticks.length > 1) {
  all.closest("[hidden]").hidden = false;
  all.addEventListener("change", () => {
    for (const tick of ticks) tick.checked = all.checked;
    keep();
  });
}
