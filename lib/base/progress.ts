import { SingleBar } from "cli-progress";
import { grouped } from "@/lib/base/text";

export type Progress = { update: (done: number, items: number) => void; stop: () => void };

/**
 * Shows a progress bar on standard error with the rate and the time left; without a terminal, a line every ten seconds.
 * @param total what `done` counts up to (bytes); `items` are what the rate counts
 */
export function showProgress(total: number, noun: string): Progress {
  const started = Date.now();
  const rate = (items: number) => perSecond(items, Date.now() - started);
  if (!process.stderr.isTTY) return showLines(total, noun, rate);
  const format = `{bar} {percentage}% · {items} ${noun} · {rate}/s · {eta_formatted} left`;
  const bar = new SingleBar({ format, hideCursor: true, etaBuffer: 50, barsize: 30, gracefulExit: false });
  bar.start(total, 0, { items: "0", rate: "–" });
  return {
    update: (done, items) => bar.update(done, { items: grouped(items), rate: rate(items) }),
    stop: () => bar.stop(),
  };
}

/** Items a second over some milliseconds, "2,410". */
export function perSecond(items: number, ms: number): string {
  return grouped(Math.round(items / Math.max(ms / 1000, 0.001)));
}

function showLines(total: number, noun: string, rate: (items: number) => string): Progress {
  let last = Date.now();
  const update = (done: number, items: number) => {
    if (Date.now() - last < 10_000) return;
    last = Date.now();
    console.error(`${Math.floor((done / total) * 100)}% · ${grouped(items)} ${noun} · ${rate(items)}/s`);
  };
  return { update, stop: () => {} };
}
