// The reader's own size of text, remembered on the reader's machine.
//
// No module: it runs before the first paint, so that nothing moves. The control
// <div data-sizes hidden> with buttons data-step="-1" and "1" shows itself only here.

{
  const KEPT = "khabar.text-size";
  const SIZES = ["smaller", "", "larger", "largest"];
  const root = document.documentElement;

  // Storage may be refused; then the size holds for this page.
  const kept = () => {
    try {
      return localStorage.getItem(KEPT) ?? "";
    } catch {
      return "";
    }
  };
  const keep = (size) => {
    try {
      localStorage.setItem(KEPT, size);
    } catch {}
  };

  const set = (size) => {
    if (size && SIZES.includes(size)) root.dataset.text = size;
    else delete root.dataset.text;
  };

  set(kept());

  addEventListener("DOMContentLoaded", () => {
    const control = document.querySelector("[data-sizes]");
    if (!control) return;
    const buttons = [...control.querySelectorAll("button")];
    const now = () => SIZES.indexOf(root.dataset.text ?? "");
    const show = () => {
      // Not "disabled": the focus would be lost at the last step.
      for (const button of buttons) {
        button.setAttribute("aria-disabled", !(now() + Number(button.dataset.step) in SIZES));
      }
    };
    control.addEventListener("click", ({ target }) => {
      const step = target.closest("button")?.dataset.step;
      const size = SIZES[now() + Number(step)];
      if (step === undefined || size === undefined) return;
      set(size);
      keep(size);
      show();
    });
    control.hidden = false;
    show();
  });
}
