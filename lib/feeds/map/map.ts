import { LRUCache } from "lru-cache";
import { getDb } from "@/lib/base/db";
import { findSetting } from "@/lib/base/settings";
import { findRegions, type Region } from "@/lib/feeds/map/regions";
import { type MapWindow, maxOnMap } from "@/lib/feeds/map/windows";
import { listedSql } from "@/lib/papers/conditions";

/** A paper on the map. */
export type Dot = {
  key: string;
  title: string;
  authors: string[];
  /** Its primary topic. */
  topic: string;
  heat: number;
  upvotes: number;
  /** The position, from 0 to 1. */
  x: number;
  y: number;
};

export type PaperMap = {
  window: MapWindow;
  /** The hottest first. */
  dots: Dot[];
  regions: Region[];
  /** The most common topics with their number of papers on the map; all other topics share one colour. */
  topics: { topic: string; papers: number }[];
  /** Whether the hub can draw maps at all. */
  possible: boolean;
};

const maxTopics = 7;

/** A window's map as it was last drawn; without dots before the first time. */
export async function getMap(window: MapWindow): Promise<PaperMap> {
  const rows = await getDb().$queryRaw<(Dot & { keywords: string[] })[]>`
    SELECT p.key, p.title, p.authors, coalesce(p.topics[1], '') AS topic, p.heat, p.upvotes,
      m.x::float8 AS x, m.y::float8 AS y, e.keywords
    FROM map_points m JOIN papers p ON p.id = m.paper_id JOIN enrichments e ON e.paper_id = p.id
    WHERE m.window = ${window} AND ${listedSql}
    ORDER BY p.heat DESC, p.id DESC LIMIT ${maxOnMap[window]}`;
  const regions = regionsOf(window, rows);
  const dots = rows.map(({ keywords: _, ...dot }) => dot);
  return {
    window,
    dots,
    regions,
    topics: countTopics(dots),
    possible: dots.length > 0 || (await canDrawMaps()),
  };
}

/** Whether the worker has an embedding model, as its last run noted: asking the model itself would load it into this process. */
async function canDrawMaps(): Promise<boolean> {
  return (await findSetting("search-sweep"))?.model !== null;
}

// Naming 2,000 dots takes longer than reading them, and the names stay the same as long as the dots do.
const named = new LRUCache<string, Region[]>({ max: 12 });

function regionsOf(window: MapWindow, dots: (Dot & { keywords: string[] })[]): Region[] {
  const sum = dots.reduce((all, { x, y, keywords }) => all + x + 2 * y + keywords.length, 0);
  const key = `${window} ${dots.length} ${sum.toFixed(3)}`;
  const regions = named.get(key) ?? findRegions(dots);
  named.set(key, regions);
  return regions;
}

function countTopics(dots: Dot[]): PaperMap["topics"] {
  const counts = new Map<string, number>();
  for (const { topic } of dots) if (topic) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  return [...counts]
    .map(([topic, papers]) => ({ topic, papers }))
    .sort((a, b) => b.papers - a.papers || a.topic.localeCompare(b.topic))
    .slice(0, maxTopics);
}
