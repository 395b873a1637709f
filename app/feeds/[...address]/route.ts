import { getConfig } from "@/lib/config";
import { readFeedFile } from "@/lib/exports/addresses";
import { listCited } from "@/lib/exports/cited";
import { type Format, isFeedFormat } from "@/lib/exports/formats";
import { writeFeed } from "@/lib/exports/syndicate";
import { writePapers } from "@/lib/exports/write";
import { listFeed } from "@/lib/feeds/list-feed";
import { findNamedFeed, type NamedFeed } from "@/lib/feeds/named-feed";
import { fileResponse, noSuchFile } from "@/lib/web/file-response";
import { hubToday } from "@/lib/web/hub-day";
import { requestId } from "@/lib/web/request";
import { errorResponse } from "@/lib/web/respond";

/** Every feed as a list to subscribe to or to take along: `/feeds/topics/cs.CL.atom`, `/feeds/new.bib`, `/feeds/search.rss?q=…`. */
export async function GET(request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const { HUB_TIME_ZONE: timeZone } = getConfig();
  const file = readFeedFile(pathname);
  try {
    const named = file && (await findNamedFeed(file.path, searchParams, { today: hubToday(), timeZone }));
    if (!file || !named) return noSuchFile("There is no such feed here.");
    return fileResponse(request, await write(named, file.format, searchParams.get("after")), file.format);
  } catch (error) {
    return errorResponse(error, requestId(request.headers));
  }
}

async function write(named: NamedFeed, format: Format, after: string | null): Promise<string> {
  const { HUB_URL: hubUrl, HUB_NAME: hubName, HUB_TIME_ZONE: timeZone } = getConfig();
  const options = {
    viewer: null,
    after: after ?? undefined,
    timeZone,
    limit: isFeedFormat(format) ? 50 : 100,
  };
  const { items } = await listFeed(named.feed, options);
  const papers = await listCited(items.map(({ id }) => id));
  if (isFeedFormat(format)) return writeFeed(papers, format, { ...named, hubUrl, hubName });
  return writePapers(papers, format, hubUrl, named);
}
