import { parseArxivId } from "@/lib/papers/arxiv/ids";

/**
 * Where the address of one version of a paper leads: to the paper's only page, with the number of the version, so that the
 * page can say that it shows the latest one: `/papers/2601.05230v3` → `/papers/2601.05230?v=3`. Null for any other address.
 * @param url path and query
 */
export function versionAddress(url: string): string | null {
  if (!/^\/papers\/[^?]*v\d+\/?(?:\?|$)/i.test(url) || !URL.canParse(url, "http://hub")) return null;
  const { pathname, searchParams } = new URL(url, "http://hub");
  const paper = parseArxivId(decoded(pathname.slice("/papers/".length)));
  if (!paper || paper.version === null) return null;
  searchParams.set("v", String(paper.version));
  return `/papers/${paper.id}?${searchParams}`;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
