// Turns a story's number into a button that copies its short address and says so.
//
// <span data-copy="https://…" data-copied="Copied"><a href="https://…">…</a></span>:
// without script, or where copying is refused, the number stays what it is: a link.

function announcer() {
  const line = document.createElement("span");
  line.setAttribute("role", "status");
  line.setAttribute("aria-live", "polite");
  return line;
}

function asButton(holder) {
  const link = holder.querySelector("a");
  const button = document.createElement("button");
  button.type = "button";
  button.append(...link.childNodes);
  link.replaceWith(button);
  const line = announcer();
  holder.append(line);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(holder.dataset.copy);
    } catch {
      location.href = holder.dataset.copy;
      return;
    }
    line.textContent = holder.dataset.copied;
    setTimeout(() => line.replaceChildren(), 4000);
  });
}

if (navigator.clipboard) document.querySelectorAll("[data-copy]").forEach(asButton);
