// Small comforts for every page, signed in or not. Everything works without this file.
(() => {
  const root = document.documentElement;
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

  const setTheme = (theme) => {
    root.dataset.theme = theme;
    localStorage.setItem("theme", theme);
  };

  const move = (step) => {
    const all = [...document.querySelectorAll("[data-row]")];
    const at = all.findIndex((row) => row.hasAttribute("data-current"));
    // From a row that was folded away it goes on to the next one that was not.
    const ahead = step > 0 || at < 0 ? all.slice(at + 1) : all.slice(0, at).reverse();
    const next = ahead.find((row) => !row.querySelector(".folded"));
    if (!next) return;
    all[at]?.removeAttribute("data-current");
    next.setAttribute("data-current", "");
    next.scrollIntoView({ block: "nearest", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    next.querySelector("h2 a")?.focus({ preventScroll: true });
  };

  const current = () => document.querySelector("[data-row][data-current]:not(:has(.folded))") ?? document.querySelector("[data-paper]");

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    u: () => current()?.querySelector(".vote")?.click(),
    s: () => current()?.querySelector("[data-save]")?.click(),
    m: () => current()?.querySelector("[data-more]")?.click(),
    x: () => {
      const less = current()?.querySelector("[data-less]");
      // First on to the next row: the one that is left folds away.
      if (less?.closest("[data-row]")) move(1);
      less?.click();
    },
    o: () => current()?.querySelector("h2 a")?.click(),
    "?": () => document.getElementById("keys")?.showModal?.(),
    "/": () => [...document.querySelectorAll("[data-find]")].find((field) => field.checkVisibility())?.focus(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const action = keys[event.key];
    if (!action || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    action();
  });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-theme-toggle], [data-copy], [data-show-keys], [data-close]");
    if (!button) return;
    if (button.matches("[data-theme-toggle]")) setTheme(getComputedStyle(root).colorScheme === "dark" ? "light" : "dark");
    if (button.matches("[data-show-keys]")) document.getElementById("keys")?.showModal();
    if (button.matches("[data-close]")) button.closest("dialog")?.close();
    if (button.matches("[data-copy]")) {
      await navigator.clipboard.writeText(document.querySelector(button.dataset.copy)?.textContent ?? "");
      const label = button.textContent;
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = label; }, 1500);
    }
  });

  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });
})();
