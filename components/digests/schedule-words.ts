import { dayAndTimeIn } from "@/lib/base/date-words";
import type { Schedule } from "@/lib/digests/subscriptions/schema";

/** The cadences to choose from. */
export const cadenceChoices = [
  { value: "daily", label: "Every day" },
  { value: "weekdays", label: "Monday to Friday" },
  { value: "weekly", label: "Once a week" },
];

const weekdays = ["Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"];

/** When a digest is due: "Monday, 16 March at 07:00, Europe/Berlin". */
export function dueWords(nextAt: Date, timeZone: string): string {
  return `${dayAndTimeIn(timeZone, nextAt)}, ${timeZone.replaceAll("_", " ")}`;
}

/** A schedule in words: "every day at 07:00, Europe/Berlin". */
export function scheduleWords({ cadence, hour, weekday, timeZone }: Omit<Schedule, "most">): string {
  const days = {
    daily: "every day",
    weekdays: "Monday to Friday",
    weekly: weekdays[weekday - 1] ?? "once a week",
  };
  const time = `${String(hour).padStart(2, "0")}:00`;
  return `${days[cadence]} at ${time}, ${timeZone.replaceAll("_", " ")}`;
}
