// Shows the button of the system's own way of sharing, where there is one.
//
// <button data-share="https://…" data-title="…" hidden>

const button = document.querySelector("[data-share]");

if (button && navigator.share) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const { share: url, title } = button.dataset;
    // Whoever closes the system's own window hasn't made a mistake.
    navigator.share({ title, url }).catch(() => {});
  });
}
