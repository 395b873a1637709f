import { readFileSync, rmSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeHubDir } from "@/e2e/support/hub-dir";
import { makePaper, makePerson } from "@/e2e/support/made";
import { withTestDb } from "@/e2e/support/test-db";
import { amendConfig } from "@/lib/base/config";
import { minus, plus } from "@/lib/base/time";
import { noteOpened, noteVisit } from "@/lib/feeds/for-you/impressions";
import { type Mix, plainMix } from "@/lib/feeds/for-you/mix";
import { forgetPool } from "@/lib/feeds/for-you/pool";
import { type FeedItem, listFeed } from "@/lib/feeds/list-feed";
import { importLibrary } from "@/lib/feeds/taste/library";
import { forgetReferencePapers } from "@/lib/feeds/taste/reference-papers";
import { trainReader } from "@/lib/feeds/taste/train-reader";
import { heatTime } from "@/lib/papers/heat";
import { savePaper } from "@/lib/papers/saves";
import { upvotePaper } from "@/lib/papers/upvotes";
import type { Viewer } from "@/lib/people/viewer";
import { enrichPapers } from "@/lib/search/enrich";
import { makeKeywords } from "@/lib/search/keywords/make-keywords";
import { countTerms } from "@/lib/search/search-terms";

withTestDb();

const dir = makeHubDir("sinking");
amendConfig({ QUIRE_DIR: dir, LOG_LEVEL: "silent" });
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const signal = new AbortController().signal;
const morning = new Date("2026-03-10T08:00:00Z");
const nextMorning = plus(morning, { days: 1 });
const oldKeys: string[] = [];

type StarterPaper = { title: string; summary: string; categories: string[]; upvotes: number };

/** The starter papers with the hub's own embedding model: 40 of a month ago, the others of the last days. */
beforeAll(async () => {
  const papers: StarterPaper[] = JSON.parse(readFileSync("prisma/starter/papers.json", "utf8"));
  for (const [i, { title, summary, categories, upvotes }] of papers.entries()) {
    const announcedAt = minus(morning, { hours: i < 40 ? 30 * 24 : i % 60 });
    const paper = await makePaper({
      title,
      abstract: summary,
      topics: categories,
      authors: [`Author ${i}`],
      authorSlugs: [`author-${i}`],
      announcedAt,
      heat: heatTime(announcedAt) + Math.log2(0.5 + upvotes),
      updatedAt: announcedAt,
    });
    if (i < 40) oldKeys.push(paper.key);
  }
  await enrichPapers({ now: morning, signal });
  await countTerms();
  await makeKeywords({ now: morning, signal });
  forgetReferencePapers();
}, 120_000);

/** A reader who liked some of the old papers and whose interests were trained on them. */
async function readerOf(likes: string[]): Promise<Viewer> {
  const viewer = await makePerson();
  for (const key of likes) await upvotePaper(viewer, key, minus(morning, { days: 20 }));
  if (likes.length > 0) await trainReader(viewer.id, minus(morning, { days: 19 }));
  return viewer;
}

/** Every paper of the reader's page in its order, read as a visit. */
async function read(viewer: Viewer, now: Date, mix: Partial<Mix> = {}): Promise<FeedItem[]> {
  forgetPool();
  const items: FeedItem[] = [];
  let after: string | undefined;
  do {
    const page = await listFeed(
      { kind: "own", mix: { ...plainMix, ...mix } },
      { viewer, after, limit: 100, now },
    );
    items.push(...page.items);
    after = page.next ?? undefined;
  } while (after);
  await noteVisit(viewer, now);
  return items;
}

const placesOf = (items: FeedItem[], keys: string[]) =>
  keys.map((key) => items.findIndex((item) => item.key === key));

const histories = [
  { name: "no history", likes: () => [] },
  { name: "a few likes", likes: () => oldKeys.slice(0, 3) },
  { name: "many likes", likes: () => oldKeys.filter((_, i) => i % 2) },
];
const mixes: Partial<Mix>[] = [{}, { taste: 2 }, { trend: 2 }, { trend: 0, taste: 2 }, { freshness: 0 }];
const acts: Record<string, (viewer: Viewer, item: FeedItem) => Promise<unknown>> = {
  upvoted: (viewer, { key }) => upvotePaper(viewer, key, morning),
  saved: (viewer, { key }) => savePaper(viewer, key, morning),
  opened: (viewer, { id }) => noteOpened(viewer, id, morning),
  imported: (viewer, { key }) => importLibrary(viewer, [key], morning),
};

it.each(histories)(
  "of 20 papers that a reader with $name has from one visit none stands higher on the next",
  {
    timeout: 120_000,
  },
  async ({ likes }) => {
    for (const [act, does] of Object.entries(acts))
      for (const mix of act === "upvoted" ? mixes : mixes.slice(0, 2)) {
        const viewer = await readerOf(likes());
        const before = await read(viewer, morning, mix);
        const taken = before.filter((_, i) => i % 3 === 0).slice(0, 20);
        for (const item of taken) await does(viewer, item);
        const keys = taken.map(({ key }) => key);
        await trainReader(viewer.id, plus(morning, { minutes: 1 }));
        const later = placesOf(await read(viewer, nextMorning, mix), keys);
        const places = placesOf(before, keys);
        expect([act, mix, later.filter((place, i) => place <= (places[i] ?? 0))]).toEqual([act, mix, []]);
      }
  },
);
