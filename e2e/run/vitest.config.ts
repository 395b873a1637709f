import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

const root = resolve(import.meta.dirname, "../..");

export default defineConfig({
  root,
  resolve: { alias: { "@": root } },
  test: {
    include: ["lib/**/*.test.ts", "e2e/**/*.test.ts", "components/**/*.test.{ts,tsx}", "prisma/**/*.test.ts"],
    globalSetup: "e2e/support/vitest-setup.ts",
    // One database for each worker; files in a worker take turns and each starts from an empty one.
    pool: "forks",
    maxWorkers: 2,
    isolate: true,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
