import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { startFakeArxiv } from "@/e2e/fakes/arxiv";
import { startFakeGithub } from "@/e2e/fakes/github";
import { startMailCatcher } from "@/e2e/fakes/mail";
import { makePaper } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { getConfig, parseConfig } from "@/lib/base/config";
import { databaseUrl, getDb } from "@/lib/base/db";
import { checkChromium, findDatabaseUrl, listDatabaseFindings, listFindings } from "@/lib/server/doctor";

withTestDb();

const dir = mkdtempSync(join(tmpdir(), "quire-doctor-"));
afterAll(() => rmSync(dir, { recursive: true }));

const configOf = (env: Record<string, string>) =>
  parseConfig({ QUIRE_DIR: dir, ARXIV_PULL: "off", GITHUB_STARS: "off", ...env });

async function marks(env: Record<string, string>): Promise<Record<string, string>> {
  const findings = await listFindings(configOf(env));
  return Object.fromEntries(findings.map(({ name, mark }) => [name, mark]));
}

describe("settings", () => {
  it("are fine, or use their defaults, if nothing is set", async () => {
    const found = await marks({});
    expect(Object.values(found)).not.toContain("✗");
    expect(found).toMatchObject({ Mail: "–", "Sign-in": "–", "Time zone": "–", Address: "–", Secret: "–" });
  });

  it("say whether nightly backups have a place", async () => {
    expect(await marks({})).toMatchObject({ Backups: "–" });
    expect(await marks({ BACKUP_DIR: dir })).toMatchObject({ Backups: "✓" });
    expect(await marks({ BACKUP_DIR: join(dir, "none") })).toMatchObject({ Backups: "✗" });
  });

  it("show what is configured", async () => {
    const [mail, arxiv, github] = await Promise.all([
      startMailCatcher(),
      startFakeArxiv(),
      startFakeGithub(),
    ]);
    Object.assign(getConfig(), { OUTGOING_ALLOW: [github.host] });
    const found = await marks({
      HUB_URL: "https://hub.example",
      NEXTAUTH_SECRET: "x".repeat(32),
      SMTP_URL: mail.url,
      ARXIV_PULL: "on",
      ARXIV_API_URL: arxiv.apiUrl,
      GITHUB_STARS: "on",
      GITHUB_API_URL: github.apiUrl,
      GITHUB_API_TOKEN: github.token,
      BACKUP_DIR: dir,
      ORCID_ID: "a",
      ORCID_SECRET: "b",
      HUB_TIME_ZONE: "Europe/Paris",
    });
    const { Chromium: _, ...others } = found;
    expect(new Set(Object.values(others))).toEqual(new Set(["✓"]));
    await Promise.all([mail.close(), arxiv.close(), github.close()]);
  });

  it("show what does not answer", async () => {
    const gone = { SMTP_URL: "smtp://127.0.0.1:1", ARXIV_API_URL: "http://127.0.0.1:1/api" };
    const found = await marks({ ...gone, ARXIV_PULL: "on", HUB_URL: "http://hub.example" });
    expect(found).toMatchObject({ Mail: "✗", arXiv: "○", Address: "✗" });
  });

  it("distinguish what a machine without a network cannot reach from errors", async () => {
    const away = {
      SMTP_URL: "smtp://mail.invalid",
      ARXIV_API_URL: "http://arxiv.invalid/api",
      GITHUB_API_URL: "http://github.invalid",
    };
    const found = await marks({ ...away, ARXIV_PULL: "on", GITHUB_STARS: "on" });
    expect(found).toMatchObject({ Mail: "○", arXiv: "○", GitHub: "○" });
    expect(Object.values(found)).not.toContain("✗");
  });

  it("need a browser only for the tests", () => {
    expect(checkChromium(null).mark).toBe("–");
    expect(checkChromium("/usr/bin/chromium").mark).toBe("✓");
  });
});

describe("the database", () => {
  it("is found by the note of a running hub", async () => {
    expect(findDatabaseUrl(configOf({}))).toBeNull();
    expect(await listDatabaseFindings(configOf({}))).toMatchObject([{ mark: "–" }]);
    writeFileSync(join(dir, "database-url"), databaseUrl());
    const [first] = await listDatabaseFindings(configOf({}));
    expect(first).toMatchObject({ mark: "–", say: "the hub's own PostgreSQL answers" });
  });

  it("reports migrations, papers and the last pull", async () => {
    const config = configOf({ DATABASE_URL: databaseUrl() });
    const names = async () => (await listDatabaseFindings(config)).map(({ name, mark }) => `${mark} ${name}`);
    expect(await names()).toEqual(["✓ Database", "✓ Migrations", "✗ Papers", "– Last pull"]);
    await makePaper();
    const day = new Date("2026-03-02");
    await getDb().arxivPull.create({ data: { setName: "cs", fromDay: day, untilDay: day, added: 3 } });
    expect(await names()).toEqual(["✓ Database", "✓ Migrations", "✓ Papers", "✓ Last pull"]);
    await getDb().arxivPull.create({ data: { setName: "cs", fromDay: day, untilDay: day, error: "down" } });
    expect((await names()).at(-1)).toBe("○ Last pull");
  });

  it("is reported as wrong if it does not answer or was never migrated", async () => {
    const gone = configOf({ DATABASE_URL: "postgresql://127.0.0.1:1/quire" });
    expect(await listDatabaseFindings(gone)).toMatchObject([{ mark: "✗", hint: "see DATABASE_URL" }]);
    const bare = configOf({ DATABASE_URL: databaseUrl().replace(/test_\w+$/, "postgres") });
    expect((await listDatabaseFindings(bare)).at(-1)).toMatchObject({ mark: "✗", name: "Migrations" });
  });
});
