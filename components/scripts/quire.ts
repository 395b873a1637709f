// Keyboard shortcuts, theme, copy buttons and menus of every page. Pages also work without this script.
const root = document.documentElement;

const shortcuts: Record<string, () => void> = {
  j: () => move(1),
  k: () => move(-1),
  u: () => clickIn(".vote"),
  s: () => clickIn("[data-save]"),
  m: () => clickIn("[data-more]"),
  x: () => {
    const less = current()?.querySelector<HTMLElement>("[data-less]");
    // A dismissed row folds, so the mark moves to the next row first.
    if (less?.closest("[data-row]")) move(1);
    less?.click();
  },
  o: () => clickIn("h2 a"),
  "?": showKeys,
  "/": () =>
    [...document.querySelectorAll<HTMLElement>("[data-find]")]
      .find((field) => field.checkVisibility())
      ?.focus(),
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
    return;
  const action = shortcuts[event.key];
  if (!action || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  action();
});

document.addEventListener("click", async ({ target }) => {
  if (!(target instanceof Element)) return;
  const button = target.closest<HTMLElement>(
    "[data-theme-toggle], [data-copy], [data-show-keys], [data-close]",
  );
  if (!button) return;
  if (button.matches("[data-theme-toggle]")) toggleTheme();
  if (button.matches("[data-show-keys]")) showKeys();
  if (button.matches("[data-close]")) button.closest("dialog")?.close();
  if (button.dataset.copy !== undefined) await copy(button, button.dataset.copy);
});

// A click anywhere else closes an open menu.
document.addEventListener("click", ({ target }) => {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]"))
    if (!(target instanceof Node) || !menu.contains(target)) menu.open = false;
});

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
}

function toggleTheme(): void {
  const theme = getComputedStyle(root).colorScheme === "dark" ? "light" : "dark";
  root.dataset.theme = theme;
  localStorage.setItem("theme", theme);
}

function showKeys(): void {
  const dialog = document.getElementById("keys");
  if (dialog instanceof HTMLDialogElement) dialog.showModal();
}

/** Copies the text of the selected element, and shows that on the button for a moment. */
async function copy(button: HTMLElement, selector: string): Promise<void> {
  await navigator.clipboard.writeText(document.querySelector(selector)?.textContent ?? "");
  const label = button.textContent;
  button.textContent = "Copied";
  setTimeout(() => {
    button.textContent = label;
  }, 1500);
}

/** The paper that shortcuts act on: the marked row of a list, or the paper of the page. */
function current(): Element | null {
  return (
    document.querySelector("[data-row][data-current]:not(:has(.folded))") ??
    document.querySelector("[data-paper]")
  );
}

function clickIn(selector: string): void {
  current()?.querySelector<HTMLElement>(selector)?.click();
}

/** Marks the next row (1) or the previous one (-1), skipping dismissed rows. */
function move(step: 1 | -1): void {
  const all = [...document.querySelectorAll("[data-row]")];
  const at = all.findIndex((row) => row.hasAttribute("data-current"));
  const ahead = step > 0 || at < 0 ? all.slice(at + 1) : all.slice(0, at).reverse();
  const next = ahead.find((row) => !row.querySelector(".folded"));
  if (!next) return;
  all[at]?.removeAttribute("data-current");
  next.setAttribute("data-current", "");
  const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)").matches;
  next.scrollIntoView({ block: "nearest", behavior: reducedMotion ? "auto" : "smooth" });
  next.querySelector<HTMLElement>("h2 a")?.focus({ preventScroll: true });
}

export {};
