import { getDb } from "@/lib/base/db";
import { addDays, endOfDay } from "@/lib/base/time";
import { kendallTau } from "@/lib/feeds/kendall-tau";
import { aliveSql } from "@/lib/feeds/list-feed";
import { listedSql } from "@/lib/papers/conditions";
import { type HeatConstants, heatConstants } from "@/lib/papers/heat";
import { heatFromRowsSql } from "@/lib/papers/heat-sql";

type Placed = { key: string; title: string; day: Date; upvotes: number };

/** One evening's trending page as it was and as other constants would have made it. */
export type Evening = {
  day: string;
  before: Placed[];
  after: Placed[];
  /** Papers among the first ten of both. */
  shared: number;
  /** Kendall's tau-b of the order of the papers on either page: 1 the same order, −1 the reverse. */
  tau: number;
};

type Options = { constants: HeatConstants; until: string; days: number; timeZone: string; limit?: number };

/**
 * Computes the trending pages of past evenings under other constants, next to the real ones. Both come from the same
 * votes, which are kept as events. Nothing is written.
 * @param options.until the last evening, YYYY-MM-DD
 * @param options.days how many evenings, the last included
 * @param options.limit papers a page
 */
export async function replayTrending({
  constants,
  until,
  days,
  timeZone,
  limit = 50,
}: Options): Promise<Evening[]> {
  const evenings: Evening[] = [];
  for (let back = days - 1; back >= 0; back--) {
    const day = addDays(until, -back);
    const at = endOfDay(day, timeZone);
    const [before, after] = await Promise.all([
      listPlaced(at, heatConstants, limit),
      listPlaced(at, constants, limit),
    ]);
    if (before.length) evenings.push({ day, before, after, ...compare(before, after) });
  }
  return evenings;
}

export type Moved = { key: string; title: string; evenings: number; places: number };

/** Papers by how many places they move on average, over the evenings on which they are on either page. */
export function listMoved(evenings: Evening[], limit = 50): { up: Moved[]; down: Moved[] } {
  const moved = new Map<string, Moved>();
  for (const { before, after } of evenings)
    for (const [key, title] of new Map([...before, ...after].map((paper) => [paper.key, paper.title]))) {
      const one = moved.get(key) ?? { key, title, evenings: 0, places: 0 };
      one.places += placeOf(key, before, limit) - placeOf(key, after, limit);
      one.evenings++;
      moved.set(key, one);
    }
  const all = [...moved.values()].map((one) => ({ ...one, places: one.places / one.evenings }));
  const sorted = all.sort((a, b) => b.places - a.places || (a.key < b.key ? -1 : 1));
  return {
    up: sorted.filter(({ places }) => places > 0),
    down: sorted.filter(({ places }) => places < 0).reverse(),
  };
}

function listPlaced(at: Date, constants: HeatConstants, limit: number): Promise<Placed[]> {
  const hours = Math.max(constants.halfLifeHours, heatConstants.halfLifeHours);
  return getDb().$queryRaw<Placed[]>`
    SELECT p.key, p.title, p.day, h.upvotes
    FROM (${heatFromRowsSql(aliveSql(at, hours), at, constants)}) h JOIN papers p ON p.id = h.paper_id
    WHERE ${listedSql} ORDER BY h.heat DESC, p.id DESC LIMIT ${limit}`;
}

function compare(before: Placed[], after: Placed[]): Pick<Evening, "shared" | "tau"> {
  const first = new Set(before.slice(0, 10).map(({ key }) => key));
  const keys = [...new Set([...before, ...after].map(({ key }) => key))];
  const limit = Math.max(before.length, after.length);
  const places = keys.map((key) => [placeOf(key, before, limit), placeOf(key, after, limit)] as const);
  return { shared: after.slice(0, 10).filter(({ key }) => first.has(key)).length, tau: kendallTau(places) };
}

/** A paper's place, from 1. A paper that is not on the page gets the place after the last. */
function placeOf(key: string, page: Placed[], limit: number): number {
  const at = page.findIndex((paper) => paper.key === key);
  return at < 0 ? limit + 1 : at + 1;
}
