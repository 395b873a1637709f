import { getConfig } from "@/lib/base/config";
import { dayWords, monthWords, shortDay, weekWords } from "@/lib/base/date-words";
import { AppError } from "@/lib/base/errors";
import { hubDay } from "@/lib/base/hub-day";
import {
  defaultOrder,
  everyonesFeed,
  type Feed,
  feedQuery,
  type NamedFeed,
  type PageQuery,
  type PapersFeed,
  type PastFeed,
  type Period,
  papersFeed,
  parsePeriod,
  type SearchFeed,
  type Window,
  windowStart,
} from "@/lib/feeds/feed";
import { findOwnFeed, findSecretFeed } from "@/lib/feeds/for-you/own-page";
import {
  authorAddress,
  organizationAddress,
  searchAddress,
  topicAddress,
  trendingAddress,
} from "@/lib/feeds/page-address";
import { queryProblem } from "@/lib/feeds/query-problem";
import { findOrganization, type Organization } from "@/lib/papers/organizations";
import { findAuthor } from "@/lib/papers/papers";
import { findCurrentTopic, type Topic } from "@/lib/papers/topics/topics";
import { findPerson, type Person } from "@/lib/people/people";
import type { Viewer } from "@/lib/people/viewer";
import { cleanQuery } from "@/lib/search/query";
import { type SearchParams, searchParamsSchema, toSearchRequest } from "@/lib/search/search-params";

// The one map from addresses to feeds. Pages, feed files, exports, digests, webhooks, the API and MCP all use it.
// `page-address` writes the addresses, so that components can do so without reaching the database.

/** The feed of a search address. */
export function searchFeed(params: SearchParams): SearchFeed {
  return { kind: "search", search: toSearchRequest(params) };
}

/** The viewer who requests a feed, and the time of the request. */
type Context = { viewer: Viewer | null; now: Date };
type Finder = (
  part: string,
  query: PageQuery,
  context: Context,
) => NamedFeed | null | Promise<NamedFeed | null>;

/** The origin against which addresses of this hub are parsed. */
const hub = "http://hub";

/** The path of a reader's own page, or of one of their saved mixes. */
const ownPage = /^\/for-you(\/[^/]+|)$/;

const finders: [RegExp, Finder][] = [
  [/^\/()(?:trending)?$/, (_, query, { now }) => findTrendingFeed(query, hubDay(now))],
  [/^\/(new)$/, () => newestFeed],
  [/^\/date\/([\w-]+)$/, (day, _, { now }) => findPeriodFeed("date", day, hubDay(now))],
  [/^\/week\/([\w-]+)$/, (week, _, { now }) => findPeriodFeed("week", week, hubDay(now))],
  [/^\/month\/([\w-]+)$/, (month, _, { now }) => findPeriodFeed("month", month, hubDay(now))],
  [/^\/topics\/([^/]+)$/, (id, query, { now }) => findTopicFeed(id, query, hubDay(now))],
  [/^\/authors\/([^/]+)$/, findAuthorFeed],
  [/^\/organizations\/([^/]+)$/, findOrganizationFeed],
  [/^\/people\/([^/]+)$/, findPersonFeed],
  [/^\/(search)$/, (_, query) => findSearchFeed(query)],
  [ownPage, (slug, query, { viewer }) => (viewer ? findOwnFeed(slug.slice(1) || null, query, viewer) : null)],
];

/**
 * The feed of a page's address; null if the address has none, for example with an unknown topic, person or date.
 * @param path of the page, percent-encoded: `/`, `/topics/cs.CL`, `/week/2026-W11`
 * @param query its query; unknown parts are ignored
 * @param context.viewer the person whose own page `/for-you` is; signed-out viewers have none
 */
export async function findFeed(path: string, query: PageQuery, context: Context): Promise<NamedFeed | null> {
  for (const [pattern, find] of finders) {
    const part = decode(pattern.exec(path)?.[1]);
    if (part !== null) return find(part, query, context);
  }
  return null;
}

/** The feed of a stored address (path and query); null if there is no such feed any more. */
export async function findFeedAt(
  address: string,
  viewer: Viewer | null,
  now: Date,
): Promise<NamedFeed | null> {
  if (!URL.canParse(address, hub)) return null;
  const { pathname, searchParams } = new URL(address, hub);
  return findFeed(pathname, Object.fromEntries(searchParams), { viewer, now });
}

/** Whether an address (path and query) is that of a reader's own page. */
export function isOwnPage(address: string): boolean {
  return ownPage.test(address.split(/[?#]/, 1)[0] ?? "");
}

/** A feed that a program reads without signing in; for a reader's own page, with that reader and the path of the page. */
export type ReadableFeed = { named: NamedFeed & { page?: string }; viewer: Viewer | null };

/**
 * The feed of a feed file or an export: that of a page, or a reader's own page by its secret (`/mine/{token}`).
 * @param path of the file without `/feeds` and its ending
 */
export async function findReadableFeed(
  path: string,
  query: PageQuery,
  now: Date,
): Promise<ReadableFeed | null> {
  const token = /^\/mine\/([\w-]{1,100})$/.exec(path)?.[1];
  if (token) return findSecretFeed(token);
  const named = await findFeed(path, query, { viewer: null, now });
  return named && { named, viewer: null };
}

/**
 * The feed that somebody wants to subscribe to, parsed from the address that they entered.
 * @param text the address of its page: path and query, or the whole address on this hub
 * @param options.words the name of a feed in error messages, with examples
 * @throws AppError invalid if the address is not that of a feed, or if the feed never gets new papers
 */
export async function getOpenFeed(
  text: string,
  { viewer, now, words }: Context & { words: { feed: string; examples: string } },
): Promise<NamedFeed> {
  const { HUB_URL } = getConfig();
  const path = text.startsWith(HUB_URL) ? text.slice(HUB_URL.length) || "/" : text;
  const url = /^\/(?![/\\])/.test(path) && URL.canParse(path, hub) ? new URL(path, hub) : null;
  const problem = url && queryProblem(url.pathname, Object.fromEntries(url.searchParams));
  if (problem) throw new AppError("invalid", problem);
  // The parser of addresses drops line breaks and tabs, which can join what was apart.
  const clean = url?.origin === hub && !/%00|\0/.test(url.href);
  const named = clean ? await findFeedAt(path, viewer, now) : null;
  if (!named)
    throw new AppError("invalid", `Give the address of a ${words.feed} here, such as ${words.examples}.`);
  if (hasEnded(named.feed))
    throw new AppError("invalid", `Give a ${words.feed} that new papers come to: this one has ended.`);
  return named;
}

/** Whether a feed never gets new papers. A window ends today and moves on; a day, week, month or past page does not. */
function hasEnded(feed: Feed): boolean {
  return feed.kind === "past" || (feed.kind === "papers" && feed.until !== undefined);
}

/** All papers, newest first. */
export const newestFeed: NamedFeed<PapersFeed> = {
  feed: { ...everyonesFeed, order: "newest" },
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

/** Everyone's trending page: now, in a window, or as it was at the end of a past day. */
export function findTrendingFeed(query: PageQuery, today: string): NamedFeed<PapersFeed | PastFeed> {
  const { window, at } = feedQuery.parse(query);
  const words = `Trending papers${windowWords[window]}`;
  return {
    feed: papersFeed({ window, at }, today),
    title: at ? `${words}, as of ${shortDay(at)}` : words,
    description: "Research papers in the order of their upvotes, of which newer ones weigh more.",
    address: trendingAddress(window, at),
  };
}

/** The papers of a day, week or month, titled in words ("Thursday, 12 March"); null for an invalid period. */
export function findPeriodFeed(
  kind: Period["kind"],
  text: string,
  today: string,
): (NamedFeed & { period: Period; words: string }) | null {
  const period = parsePeriod(kind, text);
  if (!period) return null;
  const words = periodWords(period, today);
  return {
    feed: papersFeed({ period }, today),
    title: `Papers of ${words}`,
    description: `What was announced ${kind === "date" ? "that day, in the order of its heat" : `that ${kind}, the most upvoted first`}.`,
    address: `/${kind}/${text}`,
    period,
    words,
  };
}

function periodWords({ kind, from, until }: Period, today: string): string {
  if (kind === "date") return dayWords(from, today);
  return kind === "week" ? weekWords(from, until) : monthWords(from.slice(0, 7));
}

/** The papers of the topic that an address means, with the topic; null for an unknown topic. */
export function findTopicFeed(
  id: string,
  query: PageQuery,
  today: string,
): (NamedFeed<PapersFeed> & { topic: Topic }) | null {
  const topic = findCurrentTopic(id);
  if (!topic) return null;
  const { window, ...rest } = feedQuery.parse(query);
  const order = rest.order ?? defaultOrder({ topic: topic.id });
  const from = order === "top" ? windowStart(window, today) : undefined;
  const words = { trending: "", newest: ", the newest first", top: `, most upvoted${windowWords[window]}` };
  return {
    feed: { kind: "papers", order, topic: topic.id, from },
    title: `${topic.name} (${topic.id})${words[order]}`,
    description: topic.description || `Papers of the topic ${topic.name}.`,
    address: topicAddress(topic.id, order, window),
    topic,
  };
}

/** The papers by an author's name, with the name and its slug today; null if no author here has or had this slug. */
export async function findAuthorFeed(
  given: string,
  query: PageQuery,
): Promise<(NamedFeed<PapersFeed> & { name: string; slug: string }) | null> {
  const author = await findAuthor(given);
  if (!author) return null;
  const { slug, name } = author;
  const order = feedQuery.parse(query).order ?? defaultOrder({ authorSlug: slug });
  return {
    feed: { kind: "papers", order, authorSlug: slug },
    title: `Papers by ${name}`,
    description: `Papers signed with the name ${name}; people who share it share this list.`,
    address: authorAddress(slug, order),
    name,
    slug,
  };
}

/** The papers of an organisation, with the organisation; null if no paper here has it. */
export async function findOrganizationFeed(
  slug: string,
  query: PageQuery,
): Promise<(NamedFeed<PapersFeed> & { organization: Organization }) | null> {
  const organization = await findOrganization(slug);
  if (!organization) return null;
  const order = feedQuery.parse(query).order ?? defaultOrder({ organizationSlug: slug });
  return {
    feed: { kind: "papers", order, organizationSlug: slug },
    title: `Papers of ${organization.name}`,
    description: `Papers that imports, authors or curators filed under ${organization.name}.`,
    address: organizationAddress(slug, order),
    organization,
  };
}

/** The papers that a person submitted, with the person; null for an unknown person. */
export async function findPersonFeed(
  username: string,
): Promise<(NamedFeed<PapersFeed> & { person: Person }) | null> {
  const person = await findPerson(username);
  if (!person) return null;
  const name = person.name || person.username;
  const submitter = person.username;
  return {
    feed: { kind: "papers", order: defaultOrder({ submitter }), submitter },
    title: `Papers submitted by ${name}`,
    description: `Papers that ${name} brought here, the latest first.`,
    address: `/people/${submitter}`,
    person,
  };
}

function findSearchFeed(query: PageQuery): NamedFeed | null {
  const params = searchParamsSchema.parse(query);
  const address = searchAddress(params);
  if (address === "/search") return null;
  const words = cleanQuery(params.q);
  return {
    feed: searchFeed(params),
    title: words ? `Search: ${words}` : "Search",
    description: `Papers found${words ? ` for “${words}”` : ""}.`,
    address,
  };
}

function decode(part: string | undefined): string | null {
  try {
    return part === undefined ? null : decodeURIComponent(part);
  } catch {
    return null;
  }
}
