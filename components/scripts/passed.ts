// Tells the hub which papers of a reader's own page were looked past: half on screen for a second, then left.
(() => {
  const own = document.querySelector("[data-own]");
  if (!own) return;
  const lookMs = 1000;
  const passed = new Set();
  const timers = new Map();

  const looks = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        clearTimeout(timers.get(target));
        if (isIntersecting) timers.set(target, setTimeout(() => passed.add(target.id.replace(/^p-/, "")), lookMs));
      }
    },
    { threshold: 0.5 },
  );

  const watch = () => {
    for (const row of own.querySelectorAll("[data-row]")) if (!timers.has(row)) timers.set(row, looks.observe(row));
  };

  const tell = () => {
    if (passed.size === 0) return;
    const body = JSON.stringify({ papers: [...passed].slice(0, 200) });
    navigator.sendBeacon("/api/v1/me/passed", new Blob([body], { type: "application/json" }));
    passed.clear();
  };

  watch();
  // The list changes in place when the mixer moves.
  new MutationObserver(watch).observe(own, { childList: true, subtree: true });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && tell());
  addEventListener("pagehide", tell);
})();
