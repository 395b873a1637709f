import { parseDay } from "@/lib/base/time";
import { OaiRefusal } from "@/lib/programs/oai/refusal";

/** When records must have changed: from the first moment up to, but not at, the second. */
export type OaiWindow = { start: Date | null; end: Date | null };

const day = 86_400_000;
// Years that PostgreSQL and JavaScript spell alike; no paper changes outside of them.
const [earliest, latest] = [0, Date.UTC(9999, 11, 31)];

/**
 * The time that `from` and `until` name, both included, in days or in seconds of UTC.
 * @throws OaiRefusal badArgument
 */
export function readWindow(from: string | undefined, until: string | undefined): OaiWindow {
  const [first, last] = [from, until].map((text) => (text === undefined ? null : readDate(text)));
  if (first && last && first.span !== last.span) throw bad("from and until are not of one granularity.");
  if (first && last && first.at > last.at) throw bad("from is later than until.");
  return { start: first ? bounded(first.at) : null, end: last ? bounded(last.at + last.span) : null };
}

/** A moment as OAI-PMH writes it: to the second, in UTC. */
export function datestamp(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

function readDate(text: string): { at: number; span: number } {
  const [date = "", time, more] = text.split("T");
  // XML knows no year 0.
  const known = parseDay(date) && date >= "0001" && more === undefined;
  if (known && time === undefined) return { at: Date.parse(`${date}T00:00:00Z`), span: day };
  if (known && /^([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/.test(time ?? ""))
    return { at: Date.parse(text), span: 1000 };
  throw bad("A date is written YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.");
}

function bounded(at: number): Date {
  return new Date(Math.min(Math.max(at, earliest), latest));
}

function bad(message: string): OaiRefusal {
  return new OaiRefusal("badArgument", message);
}
