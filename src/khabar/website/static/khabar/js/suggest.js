// Suggests names and headlines below the search field while somebody types.
//
// A combobox as WAI-ARIA describes it: arrows choose, Enter follows, Escape closes. Without script,
// or while the line is slow, the field is a field.

const WAIT = 150;
const SHORTEST = 2;

const field = document.querySelector("[data-suggestions]");
const list = document.createElement("ul");
let timer;
let asked;

function close() {
  list.replaceChildren();
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function show(found) {
  list.replaceChildren(...found.map(asOption));
  field.setAttribute("aria-expanded", String(found.length > 0));
  field.removeAttribute("aria-activedescendant");
}

function asOption({ text, address }, place) {
  const option = document.createElement("li");
  option.id = `suggestion-${place}`;
  option.role = "option";
  option.dir = "auto";
  option.textContent = text;
  option.dataset.address = address;
  return option;
}

async function ask() {
  asked?.abort();
  const text = field.value.trim();
  if (text.length < SHORTEST) return close();
  asked = new AbortController();
  try {
    const answer = await fetch(`${field.dataset.suggestions}?q=${encodeURIComponent(text)}`, asked);
    if (answer.ok) show((await answer.json()).suggestions);
  } catch {
    close();
  }
}

function choose(step) {
  const options = [...list.children];
  if (!options.length) return;
  const now = options.findIndex((option) => option.ariaSelected === "true");
  const next = (now + step + options.length + (now < 0 && step < 0 ? 1 : 0)) % options.length;
  options.forEach((option, place) => (option.ariaSelected = String(place === next)));
  field.setAttribute("aria-activedescendant", options[next].id);
}

function press(event) {
  const chosen = list.querySelector('[aria-selected="true"]');
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    choose(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Escape" && list.children.length) {
    event.preventDefault();
    close();
  } else if (event.key === "Enter" && chosen) {
    event.preventDefault();
    location.assign(chosen.dataset.address);
  }
}

if (field) {
  list.id = "suggestions";
  list.className = "suggestions";
  list.role = "listbox";
  list.setAttribute("aria-label", field.labels[0].textContent);
  for (const [name, value] of [
    ["role", "combobox"],
    ["aria-autocomplete", "list"],
    ["aria-controls", list.id],
    ["aria-expanded", "false"],
  ])
    field.setAttribute(name, value);
  field.after(list);
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  field.addEventListener("keydown", press);
  field.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const option = event.target.closest("li");
    if (option) location.assign(option.dataset.address);
  });
}
