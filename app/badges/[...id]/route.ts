import { getConfig } from "@/lib/base/config";
import { canonicalKey } from "@/lib/papers/address";
import { findPaper, getPlaceOfDay } from "@/lib/papers/papers";
import { missingBadge, paperBadge } from "@/lib/programs/formats/badge";
import { keptResponse } from "@/lib/web/file-response";

const headers = { "Content-Type": "image/svg+xml; charset=utf-8", "Cache-Control": "public, max-age=300" };

/** A paper's badge. Its public URL is `/papers/{id}/badge.svg`, which the front server rewrites to this route. */
export async function GET(request: Request): Promise<Response> {
  const { HUB_NAME } = getConfig();
  const key = canonicalKey(decodeURIComponent(new URL(request.url).pathname.replace(/^\/badges\//, "")));
  const paper = key ? await findPaper(key) : null;
  if (paper?.status !== "listed")
    return keptResponse(request, missingBadge(HUB_NAME), { headers, status: 404 });
  const { upvotes } = paper;
  return keptResponse(request, paperBadge({ upvotes, place: await getPlaceOfDay(paper) }, HUB_NAME), {
    headers,
  });
}
