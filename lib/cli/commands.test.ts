import { spawn } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { startFakeArxiv } from "@/e2e/fakes/arxiv";
import { makeHubDir } from "@/e2e/support/hub-dir";
import { makePaper } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { databaseUrl, getDb } from "@/lib/base/db";

withTestDb();

const dir = makeHubDir("commands");
afterAll(() => rmSync(dir, { recursive: true }));

type Settings = Record<string, string | undefined>;

/** Runs a command as npm does, and gives what it printed and its exit code; `settings` go over the environment. */
function command(name: string, args: string[], settings: Settings = {}) {
  const env = { ...process.env, DATABASE_URL: databaseUrl(), QUIRE_DIR: dir, ...settings };
  const child = spawn(process.execPath, ["--import", "tsx", `lib/cli/${name}.ts`, ...args], { env });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output += chunk;
  });
  const done = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once("close", (code) => resolve({ code, output }));
  });
  return { child, done };
}

function papers(name: string, first: number, count: number): string {
  const line = (i: number) => ({
    id: `2603.${String(first + i).padStart(5, "0")}`,
    title: `Paper ${i}`,
    abstract: "We study it.",
    authors: ["Ada Lovelace"],
    categories: ["cs.CL"],
    announced: "2026-03-03",
  });
  const lines = Array.from({ length: count }, (_, i) => JSON.stringify(line(i)));
  writeFileSync(join(dir, name), gzipSync([...lines, "{"].join("\n")));
  return join(dir, name);
}

describe("npm run import", { timeout: 90_000 }, () => {
  it("ends with a line that says what it did", async () => {
    const { code, output } = await command("import", [papers("a.jsonl.gz", 1, 1500)]).done;
    expect(output).toContain("a.jsonl.gz:1501: is not a JSON object");
    expect(output).toMatch(
      /^1,500 papers read in \d+ s \([\d,]+\/s\): 1,500 new, 0 updated, 1 lines skipped$/m,
    );
    expect(code).toBe(0);
  });

  it("stops after a whole batch on Ctrl-C", async () => {
    const before = await getDb().paper.count();
    const { child, done } = command("import", [papers("long.jsonl.gz", 2000, 60_000)]);
    await expect.poll(() => getDb().paper.count(), { timeout: 60_000 }).toBeGreaterThan(before);
    child.kill("SIGINT");
    const { code, output } = await done;
    expect(output).toContain("run the same command again to go on");
    expect(code).toBe(130);
    const added = (await getDb().paper.count()) - before;
    expect(added % 1000).toBe(0);
    expect(added).toBeLessThan(60_000);
  });

  it("prints its usage, and reports a missing file", async () => {
    expect(await command("import", []).done).toMatchObject({
      code: 0,
      output: expect.stringContaining("--votes"),
    });
    const missing = await command("import", [join(dir, "none.jsonl")]).done;
    expect(missing).toEqual({ code: 1, output: `There is no file ${join(dir, "none.jsonl")}\n` });
  });
});

describe("npm run repair", { timeout: 60_000 }, () => {
  it("shows drift, and corrects it unless it is a dry run", async () => {
    await getDb().paper.deleteMany();
    const paper = await makePaper();
    await getDb().paper.update({ where: { id: paper.id }, data: { upvotes: 7 } });
    const dry = await command("repair", ["--dry-run"]).done;
    expect(dry.output).toContain(paper.key);
    expect(dry.output).toContain("1 papers differ from their votes.");
    expect((await command("repair", []).done).output).toContain("now agree");
    expect((await command("repair", []).done).output).toBe("Every paper agrees with its votes.\n");
  });
});

describe("npm run pull", { timeout: 60_000 }, () => {
  it("pulls from arXiv once and says what it got, or that arXiv does not answer", async () => {
    const arxiv = await startFakeArxiv();
    const settings = { ARXIV_OAI_URL: arxiv.oaiUrl, ARXIV_INTERVAL_MS: "0", ARXIV_CATEGORIES: "cs.CL" };
    const good = await command("pull", [], settings).done;
    expect(good).toMatchObject({
      code: 0,
      output: expect.stringMatching(/papers found: \d+ new, \d+ updated\.\n$/),
    });
    expect(await getDb().arxivPull.count({ where: { error: null } })).toBe(1);
    await arxiv.close();
  });
});

describe("npm run search", { timeout: 240_000 }, () => {
  it("says what can be searched, rebuilds the table, and prints its usage", async () => {
    expect((await command("search", ["status"]).done).output).toContain("There is no search table yet");
    const { code, output } = await command("search", ["rebuild"]).done;
    expect(output).toMatch(/[\d,]+ papers can be searched in .*search, after/);
    expect(code).toBe(0);
    expect((await command("search", ["status"]).done).output).toMatch(
      /([\d,]+) of \1 papers can be searched/,
    );
    expect(await command("search", ["nonsense"]).done).toMatchObject({ code: 2 });
  });
});

describe("npm run replay", () => {
  it("reports what another half-life would have changed, and rejects invalid arguments", async () => {
    await makePaper({ key: "2603.99999" });
    const { code, output } = await command("replay", ["--half-life", "24", "--days", "2"]).done;
    expect(output).toContain("of the first ten");
    expect(code).toBe(0);
    const wrong = await command("replay", ["--half-life", "soon"]).done;
    expect(wrong.output).toBe('--half-life takes a number from 0.5 to 8760, not "soon".\n');
    expect(wrong.code).toBe(2);
  });
});

describe("npm run doctor", { timeout: 60_000 }, () => {
  const away = {
    ARXIV_API_URL: "http://arxiv.invalid/api",
    ARXIV_PULL: "on",
    GITHUB_API_URL: "http://github.invalid",
    GITHUB_STARS: "on",
    SMTP_URL: "",
  };

  it("exits with 0 on a machine without a network, and says what it could not reach", async () => {
    await makePaper();
    const { code, output } = await command("doctor", [], away).done;
    expect(output).toContain("○ arXiv       cannot be reached");
    expect(output).toContain("○ GitHub      github.invalid cannot be reached");
    expect(code).toBe(0);
  });

  it("exits with 1 if a setting is invalid", async () => {
    const { code, output } = await command("doctor", [], { ...away, PORT: "none" }).done;
    expect(output).toContain("✗ Settings    PORT");
    expect(code).toBe(1);
  });
});
