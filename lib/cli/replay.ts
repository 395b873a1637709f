import { parseArgs } from "node:util";
import { getConfig } from "@/lib/base/config";
import { elapsed, isoDay, parseDay } from "@/lib/base/time";
import { findLatestDay } from "@/lib/feeds/around";
import { type Evening, listMoved, type Moved, replayTrending } from "@/lib/feeds/replay";
import { type HeatConstants, heatConstants } from "@/lib/papers/heat";
import { withDatabase } from "@/lib/server/with-database";

const usage = `npm run replay -- [--half-life HOURS] [--prior VOTES] [--commenter VOTES] [--days 30] [--until YYYY-MM-DD]

Tells how other constants of heat would have reordered the trending pages of past evenings. Reads only.

  --half-life   hours in which a vote loses half its weight (now ${heatConstants.halfLifeHours})
  --prior       votes that a fresh paper starts with (now ${heatConstants.priorWeight})
  --commenter   votes that each distinct commenter adds (now ${heatConstants.commenterWeight})
  --days        how many evenings, at most 366
  --until       the last evening; the newest day with papers unless said otherwise`;

const { values } = parseArgs({
  options: {
    "half-life": { type: "string" },
    prior: { type: "string" },
    commenter: { type: "string" },
    days: { type: "string", default: "30" },
    until: { type: "string" },
    help: { type: "boolean", short: "h", default: false },
  },
});

if (values.help) console.log(usage);
else
  try {
    const constants = readConstants();
    const days = number("days", values.days, 1, 366);
    if (values.until !== undefined && parseDay(values.until) === null)
      throw new RangeError(`--until takes a day as YYYY-MM-DD, not "${values.until}".`);
    await withDatabase(() => replay(constants, days));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }

async function replay(constants: HeatConstants, days: number): Promise<void> {
  const until = values.until ?? (await findLatestDay(isoDay(new Date())));
  const { HUB_TIME_ZONE: timeZone } = getConfig();
  const evenings = await replayTrending({ constants, until, days, timeZone });
  if (evenings.length === 0) return console.log(`There were no papers by ${until}.`);
  report(evenings);
}

function readConstants(): HeatConstants {
  return {
    halfLifeHours: number("half-life", values["half-life"], 0.5, 24 * 365) ?? heatConstants.halfLifeHours,
    priorWeight: number("prior", values.prior, 0.001, 1000) ?? heatConstants.priorWeight,
    commenterWeight: number("commenter", values.commenter, 0.001, 1000) ?? heatConstants.commenterWeight,
  };
}

function number<T extends string | undefined>(
  name: string,
  text: T,
  least: number,
  most: number,
): T extends string ? number : number | undefined;
function number(name: string, text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() && value >= least && value <= most) return value;
  throw new RangeError(`--${name} takes a number from ${least} to ${most}, not "${text}".`);
}

function report(evenings: Evening[]): void {
  console.table(evenings.map(row));
  const mean = (of: (one: Evening) => number) =>
    evenings.reduce((sum, one) => sum + of(one), 0) / evenings.length;
  console.log(
    `Over ${evenings.length} evenings ${mean(({ shared }) => shared).toFixed(1)} of the first ten stay among them; the order agrees by ${mean(({ tau }) => tau).toFixed(2)} (Kendall's tau).`,
  );
  const { up, down } = listMoved(evenings);
  list("Would have stood higher:", up);
  list("Would have stood lower:", down);
}

function row({ day, before, after, shared, tau }: Evening) {
  return {
    evening: day,
    "of the first ten stay": shared,
    tau: tau.toFixed(2),
    "days old, now": ageOf(before, day),
    "days old, then": ageOf(after, day),
    "first, now": before[0]?.key,
    "first, then": after[0]?.key,
  };
}

/** Mean age in days of a page's first ten. */
function ageOf(page: Evening["before"], evening: string): string {
  const ages = page.slice(0, 10).map(({ day }) => elapsed(day, new Date(evening), "days"));
  return (ages.reduce((sum, age) => sum + age, 0) / ages.length).toFixed(1);
}

function list(title: string, moved: Moved[]): void {
  if (moved.length === 0) return;
  console.log(`\n${title}`);
  for (const { key, title, places } of moved.slice(0, 5))
    console.log(`  ${Math.abs(places).toFixed(1).padStart(5)} places  ${key}  ${title}`);
}
