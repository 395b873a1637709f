import { getFeedFile } from "@/lib/programs/formats/feed-file";
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
  try {
    const file = await getFeedFile(pathname, Object.fromEntries(searchParams), new Date());
    if (!file) return noSuchFile("There is no such feed here.");
    const response = fileResponse(request, file.text, file.format, file);
    if (file.next) response.headers.set("Link", nextLink(request.url, { after: file.next }));
    return response;
  } catch (error) {
    return errorResponse(error, requestId(request.headers));
  }
}
