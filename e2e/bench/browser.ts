import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { createSyntheticDb, postgresVersion } from "@/e2e/bench/databases";
import { startHub } from "@/e2e/bench/hub";
import { machineLine } from "@/e2e/bench/machine";
import { addSignedIn, sessionToken } from "@/e2e/bench/sessions";
import { percentile } from "@/e2e/bench/stats";
import { makeReader } from "@/e2e/bench/synthetic-reader";
import { syntheticKey } from "@/e2e/bench/synthetic-sql";
import { table } from "@/e2e/bench/table";
import { build, isBuilt } from "@/lib/server/build";
import { findChromium } from "@/lib/server/chromium";
import { startPostgres } from "@/lib/server/postgres";
import { step } from "@/lib/server/steps";

const papers = 10_000;
const runs = 5;

/** What a page took in one visit: LCP and the INP of an upvote in milliseconds, CLS without a unit, all that came in kB. */
type Visit = { lcp: number; cls: number; inp: number; kB: number };

// Lighthouse's phone: a processor at a quarter of its speed, and slow 4G.
const slowdown = 4;
const slow4g = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (750 * 1024) / 8,
};

/**
 * Visits a member's pages in Chromium as on a phone, and upvotes a paper on each: `npm run bench -- browser`.
 * @returns a table of medians
 * @throws Error when there is no Chromium
 */
export async function measureBrowser(): Promise<string> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error("There is no Chromium to measure with.");
  const dir = mkdtempSync(join(tmpdir(), "quire-bench-"));
  if (!isBuilt()) await step("Building the pages", build);
  const postgres = await startPostgres(dir);
  try {
    const url = await step("Synthetic papers", () => createSyntheticDb(postgres, papers));
    const person = await addSignedIn(url, 1);
    await makeReader(url, person);
    const hub = await startHub(url);
    const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
    try {
      const rows = await measurePages(browser, hub.url, person);
      const head = ["a member's page, on a phone", "LCP ms", "CLS", "INP of an upvote ms", "received kB"];
      return `${table(head, rows)}\n\n${machineLine(await postgresVersion(postgres))}`;
    } finally {
      await browser.close();
      await hub.stop();
    }
  } finally {
    await postgres.stop();
    for (const path of [dir, postgres.home]) rmSync(path, { recursive: true, force: true });
  }
}

async function measurePages(browser: Browser, url: string, person: number): Promise<string[][]> {
  const rows: string[][] = [];
  for (const [name, path] of [
    ["trending", "/trending"],
    ["own page", "/for-you"],
    ["paper page", `/papers/${syntheticKey(papers - 100)}`],
  ] as const) {
    const visits: Visit[] = [];
    for (let run = 0; run < runs; run++) visits.push(await visit(browser, `${url}${path}`, person));
    const middle = (of: (one: Visit) => number) => percentile(visits.map(of), 0.5);
    rows.push([
      name,
      middle(({ lcp }) => lcp).toFixed(0),
      middle(({ cls }) => cls).toFixed(3),
      middle(({ inp }) => inp).toFixed(0),
      middle(({ kB }) => kB).toFixed(0),
    ]);
  }
  return rows;
}

/** One visit with empty caches: the page is loaded, and a paper is upvoted or the upvote taken back. */
async function visit(browser: Browser, url: string, person: number): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
  });
  await context.addCookies([{ name: "next-auth.session-token", value: sessionToken(person), url }]);
  const page = await context.newPage();
  const phone = await context.newCDPSession(page);
  await phone.send("Network.enable");
  await phone.send("Network.emulateNetworkConditions", slow4g);
  await phone.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  let bytes = 0;
  phone.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  // The compiler marks functions with a helper that the page does not have.
  await page.addInitScript("globalThis.__name = (marked) => marked");
  await page.addInitScript(observe);
  await page.goto(url, { waitUntil: "load" });
  const button = page.locator(".vote").first();
  const pressed = await button.getAttribute("aria-pressed");
  const answered = page.waitForResponse("**/upvote");
  await button.tap();
  await answered;
  const measured = await seen(page);
  await context.close();
  if (pressed === null) throw new Error(`${url} has no upvote button`);
  return { ...measured, kB: bytes / 1000 };
}

type Seen = { lcp: number; cls: number; inp: number };

/** Runs in the page before its own scripts: notes what the browser reports. */
function observe(): void {
  const found: Seen = { lcp: 0, cls: 0, inp: 0 };
  Object.assign(window, { found });
  const watch = (type: string, note: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({
      type,
      buffered: true,
      durationThreshold: 16,
    } as PerformanceObserverInit);
  watch("largest-contentful-paint", ({ startTime }) => {
    found.lcp = startTime;
  });
  watch("layout-shift", (entry) => {
    if (Reflect.get(entry, "hadRecentInput") === false) found.cls += Number(Reflect.get(entry, "value"));
  });
  watch("event", (entry) => {
    if (Reflect.get(entry, "interactionId")) found.inp = Math.max(found.inp, entry.duration);
  });
}

/** What was reported until now; the browser reports an interaction once it is painted, a moment later. */
async function seen(page: Page): Promise<Seen> {
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
  return page.evaluate(() => Reflect.get(window, "found"));
}
