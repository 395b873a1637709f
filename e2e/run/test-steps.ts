import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { sizesReport } from "@/e2e/architecture/sizes";
import { hasProcessFiles } from "@/e2e/drill/processes";
import { ensureChromium } from "@/e2e/run/install-chromium";
import { runPackage, runProgram } from "@/e2e/run/run-program";
import {
  adviceOutcome,
  type Ended,
  journeysOutcome,
  type Outcome,
  singleOutcome,
  skippedOutcome,
  unitsOutcome,
} from "@/e2e/run/test-outcome";
import { build, isBuilt } from "@/lib/server/build";

export type Step = { name: string; run: () => Promise<Outcome> };

const results = "e2e/results";

/** The steps of `npm test`, the quickest first. */
export const steps: Step[] = [
  {
    name: "lint",
    run: async () => singleOutcome(await runPackage("@biomejs/biome/bin/biome", ["ci", "--colors=off"])),
  },
  { name: "unused", run: runUnused },
  { name: "sizes", run: async () => adviceOutcome(sizesReport()) },
  { name: "types", run: async () => singleOutcome(await runPackage("typescript/bin/tsc", ["-p", "."])) },
  { name: "units", run: runUnits },
  { name: "build", run: runBuild },
  { name: "drill", run: runDrill },
  { name: "journeys", run: runJourneys },
];

/** Looks for unused files, exports and dependencies, then for exports of the product that only tests use. */
async function runUnused(): Promise<Outcome> {
  const knip = (...args: string[]) =>
    runPackage("knip/bin/knip.js", ["--no-progress", "--no-config-hints", ...args]);
  const all = await knip("--config", ".knip.json");
  const kinds = "files,exports,types,duplicates";
  const product = await knip("--config", ".config/knip-production.json", "--production", "--include", kinds);
  return singleOutcome({ code: all.code || product.code, output: all.output + product.output });
}

function runUnits(): Promise<Outcome> {
  const file = reportFile("units");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const args = ["run", "--config", "e2e/run/vitest.config.ts", ...reporters];
  return withReport(file, runPackage("vitest/vitest.mjs", args), unitsOutcome);
}

async function runBuild(): Promise<Outcome> {
  if (isBuilt()) return singleOutcome({ code: 0, output: "" });
  return build().then(
    () => singleOutcome({ code: 0, output: "" }),
    (error: Error) => singleOutcome({ code: 1, output: error.message }),
  );
}

/** The short form of `npm run drill`. */
async function runDrill(): Promise<Outcome> {
  if (!isBuilt()) return skippedOutcome("There is no build.");
  if (!hasProcessFiles) return skippedOutcome("The drill needs Linux.");
  const size = ["--kills", "10", "--readers", "20", "--papers", "60"];
  return singleOutcome(
    await runProgram(process.execPath, ["lib/server/boot.mjs", "e2e/drill/main.ts", ...size]),
  );
}

async function runJourneys(): Promise<Outcome> {
  if (!isBuilt()) return skippedOutcome("There is no build.");
  const missing = await ensureChromium();
  if (missing) return singleOutcome({ code: 1, output: missing });
  const file = reportFile("journeys");
  const args = ["test", "--config", "e2e/run/playwright.config.ts"];
  return withReport(file, runPackage("@playwright/test/cli.js", args), journeysOutcome);
}

function reportFile(name: string): string {
  mkdirSync(results, { recursive: true });
  const file = `${results}/${name}.json`;
  // The report of an earlier run must not be taken for the report of this one.
  rmSync(file, { force: true });
  return file;
}

async function withReport(
  file: string,
  program: Promise<Ended>,
  read: (report: string, ended: Ended) => Outcome,
): Promise<Outcome> {
  const ended = await program;
  if (!existsSync(file)) return singleOutcome({ ...ended, code: ended.code || 1 });
  return read(readFileSync(file, "utf8"), ended);
}
