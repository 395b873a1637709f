import { percentile } from "@/e2e/bench/stats";
import { table } from "@/e2e/bench/table";
import type { Check } from "@/e2e/drill/checks";
import { type Kind, kinds } from "@/e2e/drill/kills";
import type { Recovery } from "@/e2e/drill/recovery";

/** How many of the things that are wrong are printed for each check. */
const maxShown = 5;

/** The times of recovery by kind of kill, in seconds: the median and the longest. */
export function recoveryTable(recoveries: Recovery[]): string {
  const rows = (Object.keys(kinds) as Kind[]).flatMap((kind) => {
    const all = recoveries.filter((one) => one.kind === kind);
    return all.length ? [recoveryRow(kinds[kind], all)] : [];
  });
  const head = ["Killed", "times", "answers again", "at the latest", "works again", "at the latest"];
  return table(head, [...rows, recoveryRow("all", recoveries)]);
}

function recoveryRow(name: string, all: Recovery[]): string[] {
  const answered = all.flatMap((one) => one.answered ?? []);
  const worked = all.flatMap((one) => one.worked ?? []);
  return [name, String(all.length), ...middleAndLatest(answered), ...middleAndLatest(worked)];
}

function middleAndLatest(times: number[]): string[] {
  if (times.length === 0) return ["–", "–"];
  return [percentile(times, 0.5), Math.max(...times)].map((ms) => `${(ms / 1000).toFixed(1)} s`);
}

/** The checks with how many things each looked at and how many were wrong, followed by some of these. */
export function checksTable(checks: Check[]): string {
  const rows = checks.map(({ name, looked, wrong }) => [
    name,
    looked.toLocaleString("en"),
    String(wrong.length),
  ]);
  const details = checks.flatMap(({ wrong }) => [
    ...wrong.slice(0, maxShown).map((sentence) => `  ✗ ${sentence}`),
    ...(wrong.length > maxShown ? [`  … and ${wrong.length - maxShown} more`] : []),
  ]);
  return [table(["Checked", "looked at", "wrong"], rows), ...details].join("\n");
}
