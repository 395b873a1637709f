import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

const root = resolve(import.meta.dirname, "../..");

/** What a test file mentions that uses a database, the environment or other programs, and so needs a process of its own. */
const alone =
  /support\/(test-db|backups|old-database)|adminUrl|DATABASE_URL|getDb|spawn|execFile|process\.(env|exit)/;

const files = ["lib", "e2e", "components", "prisma"].flatMap((folder) =>
  readdirSync(resolve(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.test\.tsx?$/.test(name))
    .map((name) => `${folder}/${name}`),
);
// To start a process and load the packages takes longer than the tests of most files.
const together = files.filter((file) => !alone.test(readFileSync(resolve(root, file), "utf8")));

export default defineConfig({
  root,
  resolve: { alias: { "@": root } },
  test: {
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: "alone",
          include: files.filter((file) => !together.includes(file)),
          // Each test file that needs a database gets an empty one of its own.
          globalSetup: "e2e/support/vitest-setup.ts",
          isolate: true,
        },
      },
      {
        extends: true,
        test: {
          name: "together",
          include: together,
          setupFiles: "e2e/support/fresh-file.ts",
          isolate: false,
        },
      },
    ],
  },
});
