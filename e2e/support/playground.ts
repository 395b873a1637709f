import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startFakeArxiv } from "@/e2e/fakes/arxiv";
import { startFakeHooks } from "@/e2e/fakes/hooks";
import { startMailCatcher } from "@/e2e/fakes/mail";
import { startOidcProvider } from "@/e2e/fakes/oidc";
import { startFakesControl } from "@/e2e/support/fakes-control";
import { seed } from "@/e2e/support/seed";
import { type RunningHub, startHub } from "@/e2e/support/start-hub";
import { freePort } from "@/lib/server/postgres";

// Runs a whole hub with fakes of all outside services, for the journeys, until it is stopped.
const dir = mkdtempSync(join(tmpdir(), "quire-journeys-"));
const port = await freePort();
const url = `http://localhost:${port}`;
const [mail, arxiv, oidc, hooks] = await Promise.all([
  startMailCatcher(),
  startFakeArxiv({ retryAfter: "0" }),
  startOidcProvider(url),
  startFakeHooks(),
]);
const control = await startFakesControl({ mail, arxiv });
const hub = await startHub({
  PORT: String(port),
  QUIRE_DIR: dir,
  SMTP_URL: mail.url,
  ARXIV_API_URL: arxiv.apiUrl,
  ARXIV_OAI_URL: arxiv.oaiUrl,
  ARXIV_INTERVAL_MS: "0",
  ARXIV_TIMEOUT_MS: "500",
  OIDC_ISSUER: oidc.issuer,
  OIDC_ID: oidc.clientId,
  OIDC_SECRET: oidc.clientSecret,
  OIDC_NAME: "Example University",
  OUTGOING_ALLOW: hooks.host,
  MAIL_EVENTS_TOKEN: "a-secret-of-the-mail-server",
});
await seed(hub.databaseUrl());
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void end());
const addresses = {
  TEST_HUB: url,
  TEST_DATABASE: hub.databaseUrl(),
  TEST_FAKES: control.url,
  TEST_HOOKS: hooks.url,
};
console.log(`ready ${JSON.stringify(addresses)}`);

async function end(): Promise<void> {
  const problem = await endCleanly(hub);
  if (problem) console.error(problem);
  rmSync(dir, { recursive: true, force: true });
  process.exit(problem ? 1 : 0);
}

async function endCleanly({ end, output }: RunningHub): Promise<string | null> {
  const code = await end("SIGTERM");
  const runtimeFiles = ["running.json", "database-url", "postgres/postmaster.pid"];
  const left = runtimeFiles.filter((name) => existsSync(join(dir, name)));
  if (code === 0 && left.length === 0) return null;
  return `The hub ended with ${code} and left ${left.join(", ") || "nothing"} behind:\n${output()}`;
}
