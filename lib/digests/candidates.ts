import { elapsed, isoDay, minus } from "@/lib/base/time";
import type { BudgetRef } from "@/lib/digests/budget";
import type { Candidate } from "@/lib/digests/choose";
import { listEveryones } from "@/lib/digests/compose-public";
import { freshDays, isEligible, reasonOf } from "@/lib/digests/eligibility";
import { everyone } from "@/lib/digests/feeds";
import type { Schedule } from "@/lib/digests/subscriptions/schema";
import { findFeedAt } from "@/lib/feeds/addresses";
import type { Feed } from "@/lib/feeds/feed";
import { type FeedItem, type FeedPage, listFeed } from "@/lib/feeds/list-feed";
import type { Viewer } from "@/lib/people/viewer";

/** How many pages of a reader's own feed are read to fill a digest. */
const maxPages = 3;

/** For how many minutes shared lists are reused. */
const sharedForMinutes = 1;

/** The source of candidates for digests. */
export type Source = Pick<Schedule, "cadence"> & { feed: string; viewer: Viewer | null };

let shared: { lists: CandidateLists; since: Date } | undefined;

/** The shared lists of this process, at most a minute old, so that digests that are due together read each feed once. */
export function sharedLists(now: Date): CandidateLists {
  const age = shared ? elapsed(shared.since, now, "minutes") : Number.POSITIVE_INFINITY;
  if (!shared || age < 0 || age > sharedForMinutes) shared = { lists: new CandidateLists(now), since: now };
  return shared.lists;
}

/**
 * The candidates for digests at one moment. A feed that is the same for all readers is read once for all their digests.
 */
export class CandidateLists {
  private readonly read = new Map<string, Promise<FeedItem[]>>();

  constructor(private readonly now: Date) {}

  /** The eligible papers of a feed, best first, page by page; no pages if the feed no longer exists. */
  async *pages({ feed, cadence, viewer }: Source): AsyncGenerator<Candidate[]> {
    if (feed === everyone) return yield toCandidates(await this.everyones(cadence));
    const named = await findFeedAt(feed, viewer, this.now);
    if (!named) return;
    const eligible = (items: FeedItem[]) =>
      items.filter((item) => isEligible(item, named.feed, this.now, cadence));
    if (named.feed.kind !== "own") {
      const items = await this.once(feed, () => this.list(recent(named.feed, this.now), null).then(itemsOf));
      return yield toCandidates(eligible(items));
    }
    let after: string | undefined;
    for (let page = 0; page < maxPages; page++) {
      const { items, next } = await this.list(named.feed, viewer, after);
      const good = eligible(items);
      yield toCandidates(good);
      // The next page ranks lower: once less than half of a page is eligible, no further page is worth reading.
      if (!next || good.length < items.length / 2) return;
      after = next;
    }
  }

  private everyones(cadence: Schedule["cadence"]): Promise<FeedItem[]> {
    return this.once(`everyone ${cadence}`, () => listEveryones(cadence, this.now));
  }

  private list(feed: Feed, viewer: Viewer | null, after?: string): Promise<FeedPage> {
    return listFeed(feed, { viewer, after, limit: 100, now: this.now });
  }

  private once(key: string, read: () => Promise<FeedItem[]>): Promise<FeedItem[]> {
    const items = this.read.get(key) ?? read();
    this.read.set(key, items);
    // A list that could not be read is not kept, so that the next digest reads it again.
    items.catch(() => this.read.delete(key));
    return items;
  }
}

function itemsOf({ items }: FeedPage): FeedItem[] {
  return items;
}

/**
 * Limits a search to fresh papers: its result is limited, and would otherwise be filled with older papers that match better.
 * On a day without a paper that has a required phrase, a digest has none.
 */
function recent(feed: Feed, now: Date): Feed {
  if (feed.kind !== "search") return feed;
  const since = isoDay(minus(now, { days: freshDays }));
  const from = feed.search.from && feed.search.from > since ? feed.search.from : since;
  return { ...feed, search: { ...feed.search, from, verbatim: true } };
}

function toCandidates(items: FeedItem[]): Candidate[] {
  return items.map((item) => {
    const wild = item.sum?.placement === "wild-card";
    return { id: item.id, reason: reasonOf(item), wild, from: wild ? [wildCards] : budgetsOf(item) };
  });
}

const wildCards: BudgetRef = { kind: "wild", ref: "" };

/** The budgets that a paper fits: first the interests that lift it, because they are more specific, then its topics. */
function budgetsOf({ sum, topics }: FeedItem): BudgetRef[] {
  const lifting = sum?.parts.flatMap((part) => (part.kind === "interest" ? part.interestId : [])) ?? [];
  const interests = lifting.map((id): BudgetRef => ({ kind: "interest", ref: String(id) }));
  return [...interests, ...topics.map((ref): BudgetRef => ({ kind: "topic", ref }))];
}
