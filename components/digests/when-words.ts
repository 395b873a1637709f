/** How often a list may come, to choose from. */
export const cadenceChoices = [
  { value: "daily", label: "Every day" },
  { value: "weekdays", label: "Monday to Friday" },
  { value: "weekly", label: "Once a week" },
];

const weekdays = ["Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"];

type Schedule = { cadence: "daily" | "weekdays" | "weekly"; hour: number; weekday: number; timeZone: string };

/** When the next mail is due: "Monday, 16 March at 07:00, Europe/Berlin". */
export function dueWords(nextAt: Date, timeZone: string): string {
  const day = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", timeZone });
  const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "short", timeZone });
  return `${day.format(nextAt).replace(" ", ", ")} at ${time.format(nextAt)}, ${timeZone.replaceAll("_", " ")}`;
}

/** "every day at 07:00, Europe/Berlin". */
export function whenWords({ cadence, hour, weekday, timeZone }: Schedule): string {
  const days = {
    daily: "every day",
    weekdays: "Monday to Friday",
    weekly: weekdays[weekday - 1] ?? "once a week",
  };
  const time = `${String(hour).padStart(2, "0")}:00`;
  return `${days[cadence]} at ${time}, ${timeZone.replaceAll("_", " ")}`;
}
