// Turns a story's number into a button that copies its short address and says so.
//
// <a href="https://…" data-copy="https://…" data-copied="Address copied">76227</a>:
// without script, or where copying is refused, it stays what it is: a link.

const SAID_FOR = 4000;

function asButton(link) {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...link.childNodes);
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  link.replaceWith(button, said);
  button.addEventListener("click", () => copy(link.dataset, said));
}

async function copy({ copy: address, copied }, said) {
  try {
    await navigator.clipboard.writeText(address);
  } catch {
    location.assign(address);
    return;
  }
  said.textContent = copied;
  setTimeout(() => said.replaceChildren(), SAID_FOR);
}

if (navigator.clipboard) document.querySelectorAll("a[data-copy]").forEach(asButton);
