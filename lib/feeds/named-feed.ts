import { dayWords, monthWords, shortDay, weekWords } from "@/lib/base/date-words";
import { authorAddress, searchAddress, topicAddress, trendingAddress } from "@/lib/feeds/addresses";
import {
  type Feed,
  feedQuery,
  periodFeed,
  searchFeed,
  trendingFeed,
  type Window,
  windowStart,
} from "@/lib/feeds/feed";
import { findOwnFeed } from "@/lib/feeds/for-you/own-feed";
import { findAuthorName } from "@/lib/papers/authors";
import { findTopic } from "@/lib/papers/topics/topics";
import { findPerson } from "@/lib/people/people";
import type { Viewer } from "@/lib/people/viewer";
import { cleanQuery } from "@/lib/search/query";
import { searchQuery } from "@/lib/search/search-params";

/** A feed with the words and the address of its page. */
export type NamedFeed = {
  feed: Feed;
  title: string;
  /** One sentence. */
  description: string;
  /** Path and query of its HTML page, as that page itself names it, without `after`. */
  address: string;
};

export type FeedWords = URLSearchParams | Record<string, string | string[] | undefined>;
type Context = { today: string; viewer?: Viewer | null };
type Query = Record<string, string | string[] | undefined>;
type Finder = (part: string, query: Query, context: Context) => NamedFeed | null | Promise<NamedFeed | null>;

const finders: [RegExp, Finder][] = [
  [/^\/()(?:trending)?$/, findTrending],
  [/^\/(new)$/, () => newest],
  [/^\/((?:date|week|month)\/[\w-]+)$/, findPeriod],
  [/^\/topics\/([^/]+)$/, findTopicFeed],
  [/^\/authors\/([^/]+)$/, findAuthorFeed],
  [/^\/people\/([^/]+)$/, findPersonFeed],
  [/^\/(search)$/, findSearch],
  [/^\/for-you(\/[^/]+|)$/, findOwn],
];

/**
 * The feed of a page's address, or null where the address names none: an unknown topic, nobody's papers, no date.
 * @param path of the page, as it stands in an address (percent-encoded): `/`, `/topics/cs.CL`, `/week/2026-W11`
 * @param query its query; parts that no feed knows are passed over
 * @param context.today the hub's day, YYYY-MM-DD
 * @param context.viewer whose own page `/for-you` is; nobody has none
 */
export async function findNamedFeed(
  path: string,
  query: FeedWords,
  context: Context,
): Promise<NamedFeed | null> {
  const given = query instanceof URLSearchParams ? Object.fromEntries(query) : query;
  for (const [pattern, find] of finders) {
    const part = decode(pattern.exec(path)?.[1]);
    if (part !== null) return find(part, given, context);
  }
  return null;
}

const newest: NamedFeed = {
  feed: { order: "newest" },
  title: "New papers",
  description: "Every paper, the latest first.",
  address: "/new",
};

const windowWords: Record<Window, string> = {
  all: "",
  day: " of today",
  week: " of this week",
  month: " of this month",
};

function findTrending(_: string, query: Query, { today }: Context): NamedFeed {
  const { window, at } = feedQuery.parse(query);
  const words = `Trending papers${windowWords[window]}`;
  return {
    feed: trendingFeed(window, today, at),
    title: at ? `${words}, as of ${shortDay(at)}` : words,
    description: "Research papers in the order of their upvotes, of which newer ones weigh more.",
    address: trendingAddress(window, at),
  };
}

function findPeriod(part: string, _: Query, { today }: Context): NamedFeed | null {
  const [kind, text = ""] = part.split("/") as ["date" | "week" | "month", string];
  const feed = periodFeed(kind, text);
  if (!feed) return null;
  const words = periodWords(kind, feed.from, feed.until, today);
  return {
    feed,
    title: `Papers of ${words}`,
    description: `What was announced ${kind === "date" ? "that day, in the order of its heat" : `that ${kind}, the most upvoted first`}.`,
    address: `/${part}`,
  };
}

/** A period as people say it: "Thursday, 12 March", "Week 11, 9 – 15 Mar 2026", "March 2026". */
export function periodWords(
  kind: "date" | "week" | "month",
  from: string,
  until: string,
  today: string,
): string {
  if (kind === "date") return dayWords(from, today);
  return kind === "week" ? weekWords(from, until) : monthWords(from.slice(0, 7));
}

function findTopicFeed(id: string, query: Query, { today }: Context): NamedFeed | null {
  const topic = findTopic(id);
  if (!topic) return null;
  const { order = "trending", window } = feedQuery.parse(query);
  const from = order === "top" ? windowStart(window, today) : undefined;
  const words = { trending: "", newest: ", the newest first", top: `, most upvoted${windowWords[window]}` };
  return {
    feed: { order, topic: topic.id, ...(from && { from }) },
    title: `${topic.name} (${topic.id})${words[order]}`,
    description: topic.description || `Papers of the topic ${topic.name}.`,
    address: topicAddress(topic.id, order, window),
  };
}

async function findAuthorFeed(slug: string, query: Query): Promise<NamedFeed | null> {
  const name = await findAuthorName(slug);
  if (name === null) return null;
  const { order = "newest" } = feedQuery.parse(query);
  return {
    feed: { order, authorSlug: slug },
    title: `Papers by ${name}`,
    description: `Papers signed with the name ${name}; people who share it share this list.`,
    address: authorAddress(slug, order),
  };
}

async function findPersonFeed(username: string): Promise<NamedFeed | null> {
  const person = await findPerson(username);
  if (!person) return null;
  const name = person.name || person.username;
  return {
    feed: { order: "newest", submitter: person.username },
    title: `Papers submitted by ${name}`,
    description: `Papers that ${name} brought here, the latest first.`,
    address: `/people/${person.username}`,
  };
}

function findSearch(_: string, query: Query): NamedFeed | null {
  const asked = searchQuery.parse(query);
  const address = searchAddress(asked);
  if (address === "/search") return null;
  const words = cleanQuery(asked.q);
  return {
    feed: searchFeed(asked),
    title: words ? `Search: ${words}` : "Search",
    description: `Papers found${words ? ` for “${words}”` : ""}.`,
    address,
  };
}

function findOwn(
  part: string,
  query: Query,
  { viewer }: Context,
): NamedFeed | null | Promise<NamedFeed | null> {
  return viewer ? findOwnFeed(part.slice(1) || null, query, viewer) : null;
}

function decode(part: string | undefined): string | null {
  try {
    return part === undefined ? null : decodeURIComponent(part);
  } catch {
    return null;
  }
}
