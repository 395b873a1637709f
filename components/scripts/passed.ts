// Reports the papers of a reader's own page that were passed over: of which half was on screen for a second.
const visibleMs = 1000;
const maxPapers = 200;

const own = document.querySelector("[data-own]");
if (own) notePassed(own);

function notePassed(own: Element): void {
  const passed = new Set<string>();
  const observer = watchRows((row) => passed.add(row.id.replace(/^p-/, "")));
  const seen = new WeakSet<Element>();

  const observeRows = () => {
    for (const row of own.querySelectorAll("[data-row]")) {
      if (seen.has(row)) continue;
      seen.add(row);
      observer.observe(row);
    }
  };

  const send = () => {
    if (passed.size === 0) return;
    const body = JSON.stringify({ papers: [...passed].slice(0, maxPapers) });
    navigator.sendBeacon("/api/v1/me/passed", new Blob([body], { type: "application/json" }));
    passed.clear();
  };

  observeRows();
  // The list changes in place when a slider of the mix moves.
  new MutationObserver(observeRows).observe(own, { childList: true, subtree: true });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") send();
  });
  addEventListener("pagehide", send);
}

/** Calls back for each row of which half was visible for a second. */
function watchRows(onPassed: (row: Element) => void): IntersectionObserver {
  const timers = new Map<Element, ReturnType<typeof setTimeout>>();
  const check = ({ target, isIntersecting }: IntersectionObserverEntry) => {
    clearTimeout(timers.get(target));
    if (isIntersecting)
      timers.set(
        target,
        setTimeout(() => onPassed(target), visibleMs),
      );
  };
  return new IntersectionObserver((entries) => entries.forEach(check), { threshold: 0.5 });
}

export {};
