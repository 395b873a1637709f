import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

const root = resolve(import.meta.dirname, "../..");

export default defineConfig({
  root,
  resolve: { alias: { "@": root } },
  test: {
    include: ["lib/**/*.test.ts", "e2e/**/*.test.ts", "components/**/*.test.{ts,tsx}", "prisma/**/*.test.ts"],
    globalSetup: "e2e/support/vitest-setup.ts",
    // Each test file that needs a database gets an empty one of its own.
    pool: "forks",
    maxWorkers: 2,
    isolate: true,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
