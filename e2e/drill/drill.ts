import { checkNotifications, checkWebhooks } from "@/e2e/drill/check-events";
import { type Check, checkDigests, checkDrift, checkVotes } from "@/e2e/drill/checks";
import { type Client, openClient } from "@/e2e/drill/client";
import { keepFindingDigests } from "@/e2e/drill/digest-pulse";
import { fill } from "@/e2e/drill/fill";
import { type DrillHub, logFile, makeHub } from "@/e2e/drill/hub";
import { kinds, planKills } from "@/e2e/drill/kills";
import { type MailSink, startMailSink } from "@/e2e/drill/mail-sink";
import type { Options } from "@/e2e/drill/options";
import { untilQuiet } from "@/e2e/drill/quiet";
import { type Readers, startReaders } from "@/e2e/drill/readers";
import { killOnce, type Recovery } from "@/e2e/drill/recovery";
import { checksTable, recoveryTable } from "@/e2e/drill/report";
import { until } from "@/e2e/drill/until";
import { type FakeHooks, startFakeHooks } from "@/e2e/fakes/hooks";
import { amendConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { seededRandom } from "@/lib/base/random";
import { repairHeat } from "@/lib/papers/recount";
import { build, isBuilt } from "@/lib/server/build";
import { step } from "@/lib/server/steps";

/** How many people each reader acts as, one after the other, and how many subscriptions there are for each kill. */
const accountsPerReader = 25;
const subscriptionsPerKill = 120;

/** The longest time that the mail server takes to confirm a mail, in milliseconds. */
const maxMailDelayMs = 150;

type Fakes = { mail: MailSink; hooks: FakeHooks };

/** Runs the drill and prints what it found. @returns whether all was well */
export async function drill(options: Options): Promise<boolean> {
  if (!isBuilt()) await step("Building the pages", build);
  const mailRandom = seededRandom(`${options.seed} mail`);
  const mail = await startMailSink(() => mailRandom() * maxMailDelayMs);
  const hooks = await startFakeHooks();
  const hub = await makeHub({
    STARTER: "off",
    RATE_LIMITS: "off",
    LOG_LEVEL: "warn",
    LOG_FORMAT: "json",
    SMTP_URL: mail.url,
    OUTGOING_ALLOW: hooks.host,
  });
  // Also when the drill itself fails, nothing may go on running.
  process.once("exit", () => {
    hub.killAll();
    hub.remove();
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
  return drillHub(hub, { mail, hooks }, options);
}

async function drillHub(hub: DrillHub, fakes: Fakes, options: Options): Promise<boolean> {
  await step("Starting the hub", hub.start);
  const { query } = hub;
  const world = await fill(query, {
    accounts: options.readers * accountsPerReader,
    papers: options.papers,
    subscriptions: options.kills * subscriptionsPerKill,
    hooks: fakes.hooks.url,
  });
  const client = openClient(hub.url, options.readers);
  const readers = startReaders(world, client, options);
  const endPulse = keepFindingDigests(query);
  const recoveries = await killAll(hub, readers, options);
  await readers.stop();
  endPulse();
  await step("Waiting for the rest of the work", () => untilQuiet(query)).catch((error: Error) =>
    hub.faults.push(error.message),
  );
  const checks = await checkAll(hub, readers, fakes);
  await hub.stop();
  await client.close();
  return print({ options, hub, readers, client, recoveries, checks, fakes });
}

async function killAll(
  hub: DrillHub,
  readers: Readers,
  { kills, seed, readers: count }: Options,
): Promise<Recovery[]> {
  const random = seededRandom(seed);
  const recoveries: Recovery[] = [];
  const { counts } = readers;
  const acted = () => counts.upvotes + counts.takenBack;
  for (const planned of planKills(kills, random)) {
    const some = acted() + count * (1 + Math.floor(random() * 3));
    const isUsed = async () => {
      await hub.ensureRunning();
      return acted() >= some;
    };
    // After a hasty kill the next one follows at once.
    if (recoveries.at(-1)?.answered !== null) await until(isUsed, { failed: "The readers did nothing" });
    const recovery = await killOnce(planned, { hub, readers, random });
    recoveries.push(recovery);
    console.log(progressLine(recovery, recoveries.length, kills));
  }
  return recoveries;
}

function progressLine({ kind, answered, worked }: Recovery, n: number, of: number): string {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const times =
    answered === null || worked === null
      ? "the next one follows at once"
      : `answers again after ${seconds(answered)}, works after ${seconds(worked)}`;
  return `  ${String(n).padStart(String(of).length)}/${of}  ${kinds[kind].padEnd(27)} ${times}`;
}

async function checkAll(hub: DrillHub, { ledger }: Readers, { mail, hooks }: Fakes): Promise<Check[]> {
  const { query } = hub;
  amendConfig({ DATABASE_URL: hub.databaseUrl() });
  const drift = await repairHeat({ mend: false });
  await getDb().$disconnect();
  return [
    ...(await checkVotes(query, ledger)),
    ...(await checkDrift(query, drift)),
    ...(await checkDigests(query, mail.mails)),
    ...(await checkWebhooks(query, ledger, hooks.calls)),
    ...(await checkNotifications(query, mail.mails)),
  ];
}

type Drilled = {
  options: Options;
  hub: DrillHub;
  readers: Readers;
  client: Client;
  recoveries: Recovery[];
  checks: Check[];
  fakes: Fakes;
};

function print({ options, hub, readers, client, recoveries, checks, fakes }: Drilled): boolean {
  const { upvotes, takenBack, comments, failed } = readers.counts;
  const number = (value: number) => value.toLocaleString("en");
  console.log(`\n${recoveryTable(recoveries)}\n\n${checksTable(checks)}\n`);
  console.log(
    `  ${number(upvotes)} upvotes, ${number(takenBack)} taken back and ${number(comments)} comments were acknowledged; ${number(failed)} calls failed and were repeated.`,
  );
  console.log(
    `  ${number(fakes.mail.mails.length)} mails and ${number(fakes.hooks.calls.length)} messages to webhooks arrived.\n`,
  );
  const faults = [...hub.faults, ...readers.faults, ...client.faults()];
  for (const fault of faults) console.log(`  ✗ ${fault}`);
  const wrong = checks.filter((check) => check.wrong.length > 0).length;
  const well = faults.length === 0 && wrong === 0;
  const how = `seed ${options.seed}, ${options.kills} kills, ${options.readers} readers`;
  console.log(
    well
      ? `The drill passed: ${how}.`
      : `The drill failed: ${how}; ${faults.length} faults, ${wrong} checks with something wrong. What the hub printed is in ${logFile}.`,
  );
  return well;
}
