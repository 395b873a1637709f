import { getConfig } from "@/lib/base/config";
import { canonicalKey } from "@/lib/papers/address";
import { findCited } from "@/lib/programs/formats/cited";
import { isFeedFormat, splitFormat } from "@/lib/programs/formats/formats";
import { writePapers } from "@/lib/programs/formats/write-papers";
import { fileResponse, noSuchFile } from "@/lib/web/file-response";

/** Exports one paper. The public address is `/papers/{id}.bib`, which lib/server rewrites to this one. */
export async function GET(request: Request): Promise<Response> {
  const split = splitFormat(new URL(request.url).pathname.replace(/^\/files\//, ""));
  const key = split && canonicalKey(decodeURIComponent(split.path));
  const paper = key ? await findCited(key) : null;
  if (!split || !paper || isFeedFormat(split.format)) return noSuchFile("There is no such paper here.");
  const text = writePapers([paper], split.format, getConfig().HUB_URL, null);
  return fileResponse(request, text, split.format, { modified: paper.updatedAt });
}
