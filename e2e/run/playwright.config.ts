import { defineConfig } from "@playwright/test";
import { findChromium } from "@/lib/server/chromium";

// Without these options Chromium contacts Google's hosts at every start.
const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"];

export default defineConfig({
  testDir: "../journeys",
  outputDir: "../results/journeys",
  reporter: [["list"], ["json", { outputFile: "../results/journeys.json" }]],
  globalSetup: "../support/playwright-setup.ts",
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    locale: "en-GB",
    timezoneId: "UTC",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: findChromium() ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", ...quiet],
    },
  },
});
