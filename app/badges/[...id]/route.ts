import { getConfig } from "@/lib/base/config";
import { canonicalKey } from "@/lib/papers/address";
import { findRank } from "@/lib/papers/papers";
import { missingBadge, paperBadge } from "@/lib/programs/formats/badge";
import { keptResponse } from "@/lib/web/file-response";

const headers = { "Content-Type": "image/svg+xml; charset=utf-8", "Cache-Control": "public, max-age=300" };

/** A paper's badge. Its public URL is `/papers/{id}/badge.svg`, which the front server rewrites to this route. */
export async function GET(request: Request): Promise<Response> {
  const { HUB_NAME } = getConfig();
  const key = canonicalKey(decodeURIComponent(new URL(request.url).pathname.replace(/^\/badges\//, "")));
  const rank = key ? await findRank(key) : null;
  if (!rank) return keptResponse(request, missingBadge(HUB_NAME), { headers, status: 404 });
  return keptResponse(request, paperBadge(rank, HUB_NAME), { headers });
}
