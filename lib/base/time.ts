export type Period = { from: string; until: string };

const dayMs = 86_400_000;

/** The same date when it is one (YYYY-MM-DD that exists), else null. */
export function parseDay(text: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const date = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || isoDay(date) !== text ? null : text;
}

/** Monday to Sunday of an ISO week such as 2026-W11, or null. */
export function parseWeek(text: string): Period | null {
  const match = /^(\d{4})-W(\d{2})$/.exec(text);
  if (!match) return null;
  const [year, week] = [Number(match[1]), Number(match[2])];
  // Week 1 is the one with 4 January in it.
  const fourth = new Date(Date.UTC(year, 0, 4));
  const monday = new Date(fourth.getTime() + (7 * (week - 1) - ((fourth.getUTCDay() + 6) % 7)) * dayMs);
  const from = isoDay(monday);
  return weekOf(from) === text ? { from, until: addDays(from, 6) } : null;
}

/** First to last day of a month such as 2026-03, or null. */
export function parseMonth(text: string): Period | null {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return null;
  const next = shiftMonth(text, 1);
  return { from: `${text}-01`, until: addDays(`${next}-01`, -1) };
}

/** ISO week of a day: 2026-03-12 → 2026-W11. */
export function weekOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  // The Thursday of a week decides which year the week belongs to.
  const thursday = new Date(date.getTime() + (3 - ((date.getUTCDay() + 6) % 7)) * dayMs);
  const year = thursday.getUTCFullYear();
  const week = 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * dayMs));
  return `${year}-W${String(week).padStart(2, "0")}`;
}

/** Month of a day: 2026-03-12 → 2026-03. */
export function monthOf(day: string): string {
  return day.slice(0, 7);
}

export function addDays(day: string, days: number): string {
  return isoDay(new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs));
}

export function shiftMonth(month: string, months: number): string {
  const [year, number] = month.split("-").map(Number);
  return new Date(Date.UTC(year ?? 0, (number ?? 1) - 1 + months, 1)).toISOString().slice(0, 7);
}

/** The day in UTC: the form in which a date column comes from the database. */
export function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** The moment a day ends in the hub's time zone (its last millisecond). */
export function endOfDay(day: string, timeZone: string): Date {
  const guess = new Date(`${addDays(day, 1)}T00:00:00Z`);
  const next = new Date(guess.getTime() - offsetMs(timeZone, guess));
  // The offset at the guess may differ from that at the real midnight when clocks change that night.
  return new Date(guess.getTime() - offsetMs(timeZone, next) - 1);
}

function offsetMs(timeZone: string, at: Date): number {
  const local = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "medium",
  }).format(at);
  return Date.parse(`${local.replace(" ", "T")}Z`) - Math.floor(at.getTime() / 1000) * 1000;
}
