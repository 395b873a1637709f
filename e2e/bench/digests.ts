import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Logger, runOnce } from "graphile-worker";
import { postgresVersion } from "@/e2e/bench/databases";
import { fillDigests } from "@/e2e/bench/digests-fill";
import { machineLine } from "@/e2e/bench/machine";
import { startProgram } from "@/e2e/bench/programs";
import { searchPools } from "@/e2e/bench/real-pools";
import { short, table } from "@/e2e/bench/table";
import { forEachConcurrently } from "@/lib/base/concurrency";
import { amendConfig } from "@/lib/base/config";
import { databaseUrl, getDb } from "@/lib/base/db";
import { deliverDigest, deliverySchema } from "@/lib/digests/deliver";
import { findDueDigests } from "@/lib/digests/find-due-digests";
import { mailOf } from "@/lib/digests/mail-content/mail";
import { previewEveryones } from "@/lib/digests/preview";
import { closeSharedMailer, mailConnections, openMailer } from "@/lib/mail/mailer";
import { freePort, startPostgres } from "@/lib/server/postgres";

const papers = 20_000;

/** The target of 10,000 digests in ten minutes, in digests per second. */
const promised = 10_000 / 600;

/**
 * Measures how fast digests are composed and handed to a mail server on the same machine, compared with a loop that only
 * hands over the same number of mails.
 * @param args how many subscriptions; 10,000 by default
 * @returns the figures as plain text
 */
export async function measureDigests([count = "10000"]: string[]): Promise<string> {
  const subscriptions = Number(count);
  const dir = mkdtempSync(join(tmpdir(), "quire-digests-"));
  const postgres = await startPostgres(dir);
  const port = await freePort();
  const sink = await startProgram("e2e/bench/mail-sink.ts", {}, [String(port)]);
  try {
    const url = await fillDigests(postgres, { papers, subscriptions, pools: await searchPools() });
    const settings = { NODE_ENV: "production", LOG_LEVEL: "error", MAIL_PER_SECOND: "1000", QUIRE_DIR: dir };
    amendConfig({ ...settings, DATABASE_URL: url, SMTP_URL: `smtp://127.0.0.1:${port}` } as const);
    const ours = await timed(sendAll);
    const states = await countStates();
    const bare = await timed(() => handOver(ours.result));
    const head = `${machineLine(await postgresVersion(postgres))}\n${subscriptions} subscriptions over ${papers} papers, ${states}`;
    return `${head}\n\n${report(ours, bare)}\n`;
  } finally {
    await getDb().$disconnect();
    await sink.stop();
    await postgres.stop();
    for (const path of [dir, postgres.home]) rmSync(path, { recursive: true, force: true });
  }
}

/** Runs the scheduled task, then its delivery jobs as a worker does, until none is left. @returns how many mails were sent */
async function sendAll(): Promise<number> {
  const { signal } = new AbortController();
  await findDueDigests({ now: new Date(), signal });
  let sent = 0;
  await runOnce({
    connectionString: databaseUrl(),
    concurrency: mailConnections,
    noHandleSignals: true,
    logger: new Logger(() => () => undefined),
    taskList: {
      "deliver-digest": async (payload) => {
        const { state } = await deliverDigest(deliverySchema.parse(payload), { now: new Date(), signal });
        if (state === "sent") sent += 1;
      },
    },
  });
  closeSharedMailer();
  return sent;
}

async function handOver(count: number): Promise<number> {
  const content = { ...(await previewEveryones()), token: "bare" };
  const mailer = openMailer();
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  await forEachConcurrently(numbers, mailConnections, (i) =>
    mailer.send(mailOf(content, `bare-${i}@example.org`, `<bare.${i}@example.org>`)),
  );
  mailer.close();
  return count;
}

async function countStates(): Promise<string> {
  const rows = await getDb().digest.groupBy({ by: ["state"], _count: true });
  return rows.map(({ state, _count }) => `${_count} ${state}`).join(", ");
}

/** `cpu` is the processor time of this process in seconds. Unlike `seconds`, it does not depend on how busy the machine is. */
type Timed = { seconds: number; cpu: number; result: number };

async function timed(run: () => Promise<number>): Promise<Timed> {
  const started = performance.now();
  const before = process.cpuUsage();
  const result = await run();
  const { user, system } = process.cpuUsage(before);
  return { result, seconds: (performance.now() - started) / 1000, cpu: (user + system) / 1e6 };
}

function report(ours: Timed, bare: Timed): string {
  const row = (name: string, { result, seconds, cpu }: Timed) => [
    name,
    String(result),
    short(seconds / 60),
    short(result / seconds),
    short((1000 * cpu) / result),
  ];
  const rows = [row("composed and handed over", ours), row("handed over only", bare)];
  return table(
    ["Digests", "mails", "minutes", `a second (promised ${short(promised)})`, "CPU ms a mail"],
    rows,
  );
}
