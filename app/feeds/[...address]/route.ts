import { getConfig } from "@/lib/base/config";
import { findReadableFeed, type ReadableFeed } from "@/lib/feeds/addresses";
import { readCursor } from "@/lib/feeds/cursor";
import { readShown } from "@/lib/feeds/for-you/shown-cursor";
import { listFeed } from "@/lib/feeds/list-feed";
import { listCited } from "@/lib/programs/formats/cited";
import { type Format, isFeedFormat, readFeedFile } from "@/lib/programs/formats/formats";
import { writeFeed } from "@/lib/programs/formats/write-feed";
import { writePapers } from "@/lib/programs/formats/write-papers";
import { fileResponse, noSuchFile } from "@/lib/web/file-response";
import { nextLink } from "@/lib/web/next-link";
import { requestId } from "@/lib/web/request";
import { errorResponse } from "@/lib/web/respond";

/**
 * Every feed in a format to subscribe to or to export: `/feeds/topics/cs.CL.atom`, `/feeds/new.bib`,
 * `/feeds/search.rss?q=…`, and a reader's personal feed by its secret token, `/feeds/mine/{token}.atom`.
 */
export async function GET(request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const file = readFeedFile(pathname);
  try {
    const found = file && (await findReadableFeed(file.path, Object.fromEntries(searchParams), new Date()));
    if (!file || !found) return noSuchFile("There is no such feed here.");
    const { text, next } = await write(found, file.format, searchParams.get("after"));
    const response = fileResponse(request, text, file.format, found.viewer !== null);
    if (next) response.headers.set("Link", nextLink(request.url, { after: next }));
    return response;
  } catch (error) {
    return errorResponse(error, requestId(request.headers));
  }
}

type Written = { text: string; next: string | null };

async function write(
  { named, viewer }: ReadableFeed,
  format: Format,
  after: string | null,
): Promise<Written> {
  const { HUB_URL: hubUrl, HUB_NAME: hubName } = getConfig();
  const limit = isFeedFormat(format) ? 50 : 100;
  const { items, next } = await listFeed(named.feed, { viewer, after: after ?? undefined, limit });
  const papers = await listCited(items.map(({ id }) => id));
  if (!isFeedFormat(format)) return { text: writePapers(papers, format, hubUrl, named), next };
  // An invalid token starts at the top, so it is left out of the file's own address.
  const begin = (readCursor(after ?? undefined) ?? readShown(after ?? undefined)) && after;
  return { text: writeFeed(papers, format, { ...named, hubUrl, hubName, after: begin, next }), next };
}
