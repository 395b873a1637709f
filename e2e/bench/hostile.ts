import { parseArgs } from "node:util";
import { table } from "@/e2e/bench/table";
import { startHostileHub } from "@/e2e/hostile/hostile-hub";
import { faultWords, type HostileOutcome, type KindOutcome, runHostile } from "@/e2e/hostile/run-hostile";
import { kinds } from "@/e2e/hostile/surface";
import { build, isBuilt } from "@/lib/server/build";
import { step } from "@/lib/server/steps";

const slowMs = 5000;
const shownFaults = 30;

/**
 * Sends hostile requests to a hub that is started for them: `npm run bench -- hostile [--count 20000] [--seed 1]`.
 * @returns a table by kind of address, and the faults
 */
export async function measureHostile(args: string[]): Promise<{ report: string; failed: boolean }> {
  const { values } = parseArgs({
    args,
    options: { count: { type: "string", default: "20000" }, seed: { type: "string", default: "1" } },
  });
  if (!isBuilt()) await step("Building the pages", build);
  const hub = await step("Starting a hub", startHostileHub);
  try {
    const count = Number(values.count);
    const started = performance.now();
    const outcome = await runHostile(hub, {
      seed: Number(values.seed),
      count,
      atOnce: 8,
      patience: 60_000,
      onProgress: (sent) => sent % 1000 === 0 && console.error(`${sent} of ${count} requests`),
    });
    const seconds = (performance.now() - started) / 1000;
    const slow = [...outcome.kinds.values()].some(({ slowest }) => (slowest?.ms ?? 0) > slowMs);
    return { report: reportOf(outcome, seconds), failed: slow || outcome.faults.length > 0 };
  } finally {
    await hub.stop();
  }
}

const classes = [2, 3, 4, 5] as const;

function reportOf({ kinds: found, faults }: HostileOutcome, seconds: number): string {
  const head = ["Hostile requests", "sent", ...classes.map((one) => `${one}xx`), "none", "slowest ms"];
  const rows = kinds.flatMap((kind) => {
    const outcome = found.get(kind);
    return outcome ? [rowOf(kind, outcome)] : [];
  });
  const all = [...found.values()];
  const sent = all.reduce((sum, one) => sum + one.sent, 0);
  return [
    table(head, [...rows, rowOf("all", sumOf(all))]),
    statusLine(all),
    `${sent.toLocaleString("en")} requests in ${Math.round(seconds)} s.`,
    ...all.flatMap(({ slowest }) =>
      slowest && slowest.ms > slowMs
        ? [
            `Slow: ${faultWords({ request: slowest.request, reply: { status: 200, ms: slowest.ms, start: "" } })}`,
          ]
        : [],
    ),
    ...faults.slice(0, shownFaults).map(faultWords),
    faults.length ? `${faults.length} faults.` : "No answer was 5xx, and none was missing.",
  ].join("\n\n");
}

function rowOf(name: string, { sent, statuses, unanswered, slowest }: KindOutcome): string[] {
  const counts = classes.map((hundreds) =>
    [...statuses].reduce(
      (sum, [status, count]) => sum + (Math.floor(status / 100) === hundreds ? count : 0),
      0,
    ),
  );
  return [
    name,
    ...[sent, ...counts, unanswered, Math.round(slowest?.ms ?? 0)].map((one) => one.toLocaleString("en")),
  ];
}

function sumOf(all: KindOutcome[]): KindOutcome {
  const statuses = new Map<number, number>();
  for (const one of all)
    for (const [status, count] of one.statuses) statuses.set(status, (statuses.get(status) ?? 0) + count);
  const slowest = all.map((one) => one.slowest).sort((a, b) => (b?.ms ?? 0) - (a?.ms ?? 0))[0] ?? null;
  const sum = (count: (one: KindOutcome) => number) => all.reduce((total, one) => total + count(one), 0);
  return { sent: sum((one) => one.sent), unanswered: sum((one) => one.unanswered), statuses, slowest };
}

function statusLine(all: KindOutcome[]): string {
  const { statuses } = sumOf(all);
  const counts = [...statuses]
    .sort(([a], [b]) => a - b)
    .map(([status, count]) => `${status}: ${count.toLocaleString("en")}`);
  return `Statuses: ${counts.join(", ")}`;
}
