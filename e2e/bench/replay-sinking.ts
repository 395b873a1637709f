import { percentile } from "@/e2e/bench/stats";
import { table } from "@/e2e/bench/table";
import { plus } from "@/lib/base/time";
import type { FeedItem } from "@/lib/feeds/feed-item";
import { noteOpened, noteVisit } from "@/lib/feeds/for-you/impressions";
import { type Mix, plainMix } from "@/lib/feeds/for-you/mix";
import { listFeed } from "@/lib/feeds/list-feed";
import { importLibrary } from "@/lib/feeds/taste/library";
import { trainReader } from "@/lib/feeds/taste/train-reader";
import { savePaper } from "@/lib/papers/saves";
import { upvotePaper } from "@/lib/papers/upvotes";
import type { Viewer } from "@/lib/people/viewer";

/** How many papers of one visit a reader upvotes, saves, opens or imports. */
const taken = 20;
/** The place of a paper that the next visit does not list at all. */
const notListed = 1001;

const acts = {
  upvoted: (viewer: Viewer, { key }: FeedItem, now: Date) => upvotePaper(viewer, key, now),
  saved: (viewer: Viewer, { key }: FeedItem, now: Date) => savePaper(viewer, key, now),
  opened: (viewer: Viewer, { id }: FeedItem, now: Date) => noteOpened(viewer, id, now),
  imported: (viewer: Viewer, { key }: FeedItem, now: Date) => importLibrary(viewer, [key], now),
};
type Act = keyof typeof acts;

const mixes: Record<string, Mix> = {
  "plain mix": plainMix,
  "taste double": { ...plainMix, taste: 2 },
  "trend double": { ...plainMix, trend: 2 },
};

/** A reader before their next visit: what they did to which papers, and where those stood in each mix. */
export type Sinking = { viewer: Viewer; act: Act; places: { mix: string; key: string; before: number }[] };

/** Where a paper stood in one visit and in the next; 1 is the top. */
type Move = { act: Act; mix: string; before: number; after: number };

/** The act of the reader with this index: half of them upvote. */
function actOf(reader: number): Act {
  const others: Act[] = ["saved", "opened", "imported"];
  return reader % 2 === 0 ? "upvoted" : (others[((reader - 1) / 2) % others.length] ?? "saved");
}

/**
 * Lets a reader read their page, upvote (save, open, import) twenty papers of it and be trained on that. Every second
 * reader takes the first twenty, the others every third paper.
 */
export async function visitOnce(viewer: Viewer, reader: number, now: Date): Promise<Sinking> {
  const act = actOf(reader);
  const places: Sinking["places"] = [];
  let listed: FeedItem[] = [];
  for (const [name, mix] of Object.entries(mixes)) {
    const items = await listAll(viewer, mix, now);
    if (name === "plain mix") listed = items;
    const step = reader % 4 < 2 ? 1 : 3;
    const chosen = listed.filter((_, i) => i % step === 0).slice(0, taken);
    const placeOf = placesOf(items);
    for (const { key } of chosen) places.push({ mix: name, key, before: placeOf.get(key) ?? notListed });
  }
  await noteVisit(viewer, now);
  const keys = new Set(places.map(({ key }) => key));
  for (const item of listed) if (keys.has(item.key)) await acts[act](viewer, item, plus(now, { minutes: 1 }));
  await trainReader(viewer.id, plus(now, { minutes: 2 }));
  return { viewer, act, places };
}

/** Where the papers of an earlier visit stand now. */
export async function visitAgain({ viewer, act, places }: Sinking, now: Date): Promise<Move[]> {
  const moves: Move[] = [];
  for (const [name, mix] of Object.entries(mixes)) {
    const after = placesOf(await listAll(viewer, mix, now));
    for (const { key, before, mix: of } of places)
      if (of === name) moves.push({ act, mix: name, before, after: after.get(key) ?? notListed });
  }
  return moves;
}

/** The figures as a table: for each act and mix, how the places of the papers changed. */
export function sinkingTable(moves: Move[]): string {
  const groups = new Map<string, Move[]>();
  for (const move of moves) {
    const name = `${move.act}, ${move.mix}`;
    groups.set(name, [...(groups.get(name) ?? []), move]);
  }
  const rows = [...groups].map(([name, group]) => [
    name,
    String(group.length),
    String(group.filter(({ before, after }) => after < before).length),
    String(group.filter(({ before, after }) => after > before).length),
    String(
      percentile(
        group.map(({ before }) => before),
        0.5,
      ),
    ),
    String(
      percentile(
        group.map(({ after }) => after),
        0.5,
      ),
    ),
    String(Math.min(...group.map(({ after }) => after))),
  ]);
  const head = [
    "in one visit",
    "papers",
    "higher next",
    "lower next",
    "median before",
    "median next",
    "best next",
  ];
  return table(head, rows);
}

async function listAll(viewer: Viewer, mix: Mix, now: Date): Promise<FeedItem[]> {
  const items: FeedItem[] = [];
  let after: string | undefined;
  do {
    const page = await listFeed({ kind: "own", mix }, { viewer, after, limit: 100, now });
    items.push(...page.items);
    after = page.next ?? undefined;
  } while (after);
  return items;
}

function placesOf(items: FeedItem[]): Map<string, number> {
  return new Map(items.map(({ key, rank }) => [key, rank]));
}
