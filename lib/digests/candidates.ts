import { isoDay, minus } from "@/lib/base/time";
import type { Candidate } from "@/lib/digests/choose";
import { listEveryones } from "@/lib/digests/compose-public";
import { freshDays, isWorthIt, reasonOf } from "@/lib/digests/eligibility";
import { everyone } from "@/lib/digests/feed";
import type { Schedule } from "@/lib/digests/subscriptions/schema";
import { findFeedAt } from "@/lib/feeds/addresses";
import type { Feed } from "@/lib/feeds/feed";
import { type FeedItem, type FeedPage, listFeed } from "@/lib/feeds/list-feed";
import type { Viewer } from "@/lib/people/viewer";

/** Pages of a reader's own feed that are looked through for budgets. */
const mostPages = 3;

/** What a subscription's mails are made of. */
export type Source = Pick<Schedule, "cadence"> & { feed: string; viewer: Viewer | null };

/**
 * Papers that a mail may hold, a page at a time, the best first. Lists that are the same for all readers are asked for
 * once in a pool.
 */
export class Pool {
  private readonly shared = new Map<string, Promise<FeedItem[]>>();

  constructor(private readonly now: Date) {}

  async *pages({ feed, cadence, viewer }: Source): AsyncGenerator<Candidate[]> {
    if (feed === everyone) return yield toCandidates(await this.everyones(cadence));
    const named = await findFeedAt(feed, viewer, this.now);
    if (!named) return;
    const good = (items: FeedItem[]) =>
      items.filter((item) => isWorthIt(item, named.feed, this.now, cadence));
    if (named.feed.kind !== "own") {
      const items = await this.once(feed, () => this.list(recent(named.feed, this.now), null).then(itemsOf));
      return yield toCandidates(good(items));
    }
    let after: string | undefined;
    for (let page = 0; page < mostPages; page++) {
      const { items, next } = await this.list(named.feed, viewer, after);
      const worth = good(items);
      yield toCandidates(worth);
      // What follows stands lower: once little of a page is worth it, nothing further is.
      if (!next || worth.length < items.length / 2) return;
      after = next;
    }
  }

  private everyones(cadence: Schedule["cadence"]): Promise<FeedItem[]> {
    return this.once(`everyone ${cadence}`, () => listEveryones(cadence, this.now));
  }

  private list(feed: Feed, viewer: Viewer | null, after?: string): Promise<FeedPage> {
    return listFeed(feed, { viewer, after, limit: 100, now: this.now });
  }

  private once(key: string, make: () => Promise<FeedItem[]>): Promise<FeedItem[]> {
    const made = this.shared.get(key) ?? make();
    this.shared.set(key, made);
    return made;
  }
}

function itemsOf({ items }: FeedPage): FeedItem[] {
  return items;
}

/** A search ends after so many papers: among all, old ones that fit better would keep the new ones out. */
function recent(feed: Feed, now: Date): Feed {
  if (feed.kind !== "search") return feed;
  const since = isoDay(minus(now, { days: freshDays }));
  const from = feed.search.from && feed.search.from > since ? feed.search.from : since;
  return { ...feed, search: { ...feed.search, from } };
}

function toCandidates(items: FeedItem[]): Candidate[] {
  return items.map((item) => {
    const wild = item.sum?.placement === "wild-card";
    return { id: item.id, reason: reasonOf(item), wild, from: wild ? ["wild"] : budgetsOf(item) };
  });
}

/** An interest that lifts a paper comes before its topics: it was chosen more closely. */
function budgetsOf({ sum, topics }: FeedItem): string[] {
  const lifting = sum?.parts.flatMap((part) => (part.kind === "interest" ? part.interestId : [])) ?? [];
  return [...lifting.map((id) => `interest:${id}`), ...topics.map((topic) => `topic:${topic}`)];
}
