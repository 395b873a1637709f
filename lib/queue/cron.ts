import { Cron } from "croner";
import cronstrue from "cronstrue";
import { plus } from "@/lib/base/time";

const maxLookahead = { days: 8 };

/**
 * When a scheduled task is due next after a moment; null if that is more than about a week away.
 * @param match a cron pattern in UTC: minute, hour, day, month, weekday
 */
export function nextRun(match: string, after: Date): Date | null {
  const next = new Cron(match, { timezone: "UTC" }).nextRun(after);
  return next && next <= plus(after, maxLookahead) ? next : null;
}

/** A cron pattern in words: "every 5 minutes", "at 03:20 (UTC)". */
export function scheduleWords(match: string): string {
  const words = cronstrue.toString(match, { use24HourTimeFormat: true });
  const [, hour = ""] = match.split(" ");
  const zone = hour.startsWith("*") ? "" : " (UTC)";
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}${zone}`;
}
