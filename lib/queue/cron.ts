import { Cron } from "croner";
import cronstrue from "cronstrue";
import { plus } from "@/lib/base/time";

const maxLookahead = { days: 8 };

/**
 * When a task of the schedule is due next, after a moment; null where that is over a week away.
 * @param match minute, hour, day, month, weekday, in UTC
 */
export function nextRun(match: string, after: Date): Date | null {
  const next = new Cron(match, { timezone: "UTC" }).nextRun(after);
  return next && next <= plus(after, maxLookahead) ? next : null;
}

/** A pattern of the schedule in words: "every 5 minutes", "at 03:20 (UTC)". */
export function scheduleWords(match: string): string {
  const words = cronstrue.toString(match, { use24HourTimeFormat: true });
  const [, hour = ""] = match.split(" ");
  const zone = hour.startsWith("*") ? "" : " (UTC)";
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}${zone}`;
}
