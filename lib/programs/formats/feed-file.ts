import { getConfig } from "@/lib/base/config";
import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { findReadableFeed, type ReadableFeed } from "@/lib/feeds/addresses";
import { readCursor } from "@/lib/feeds/cursor";
import type { PageQuery } from "@/lib/feeds/feed";
import { readShown } from "@/lib/feeds/for-you/shown-cursor";
import { listFeed } from "@/lib/feeds/list-feed";
import { queryProblem } from "@/lib/feeds/query-problem";
import { type Cited, listCited } from "@/lib/programs/formats/cited";
import { type Format, isFeedFormat, readFeedFile } from "@/lib/programs/formats/formats";
import { writeFeed } from "@/lib/programs/formats/write-feed";
import { writePapers } from "@/lib/programs/formats/write-papers";

export type FeedFile = {
  text: string;
  format: Format;
  /** The cursor of the next page, or null after the last. */
  next: string | null;
  /** When a paper in it last changed; for an empty feed, when the hub was set up. */
  modified: Date;
  /** Whether it is one reader's own page, which nobody else may keep. */
  own: boolean;
};

/**
 * A feed in a format to subscribe to or to export; null where the path names none.
 * @param path `/feeds/topics/cs.CL.atom`, `/feeds/new.bib`, or a reader's own by its secret token, `/feeds/mine/{token}.atom`
 * @param query that of the feed's page, with `after` for a later page
 * @throws AppError invalid where the query cannot be understood
 */
export async function getFeedFile(path: string, query: PageQuery, now: Date): Promise<FeedFile | null> {
  const file = readFeedFile(path);
  const problem = file && queryProblem(file.path, query);
  if (problem) throw new AppError("invalid", problem);
  const found = file && (await findReadableFeed(file.path, query, now));
  if (!found) return null;
  const after = typeof query.after === "string" ? query.after : null;
  const written = await write(found, file.format, after);
  return { ...written, format: file.format, own: found.viewer !== null };
}

async function write(
  { named, viewer }: ReadableFeed,
  format: Format,
  after: string | null,
): Promise<Pick<FeedFile, "text" | "next" | "modified">> {
  const { HUB_URL: hubUrl, HUB_NAME: hubName } = getConfig();
  const limit = isFeedFormat(format) ? 50 : 100;
  const { items, next } = await listFeed(named.feed, { viewer, after: after ?? undefined, limit });
  const papers = await listCited(items.map(({ id }) => id));
  const modified = lastChange(papers) ?? (await findSetUpTime());
  if (!isFeedFormat(format)) return { text: writePapers(papers, format, hubUrl, named), next, modified };
  // An invalid token starts at the top, so it is left out of the file's own address.
  const begin = (readCursor(after ?? undefined) ?? readShown(after ?? undefined)) && after;
  const channel = { ...named, hubUrl, hubName, updated: modified, after: begin, next };
  return { text: writeFeed(papers, format, channel), next, modified };
}

function lastChange(papers: Cited[]): Date | null {
  const times = papers.map(({ updatedAt }) => updatedAt.getTime());
  return times.length > 0 ? new Date(Math.max(...times)) : null;
}

/** When the database of this hub was made. */
async function findSetUpTime(): Promise<Date> {
  const [row] = await getDb().$queryRaw<{ at: Date | null }[]>`
    SELECT min(started_at) AS at FROM _prisma_migrations`;
  return row?.at ?? new Date(0);
}
