import { plainText } from "@/lib/papers/latex/latex";
import { cleanQuery } from "@/lib/search/query";
import { suggest } from "@/lib/search/search-terms";
import { clientAddress } from "@/lib/web/address";
import { countUse } from "@/lib/web/limits/limits";
import { requestId } from "@/lib/web/request";
import { errorResponse, readResponse } from "@/lib/web/respond";

const longest = 100;
// Browsers may keep an answer this long: nobody looks for new papers by half a word.
const freshSeconds = 300;

/** Completions of a half-typed query: papers, authors, organisations, topics. They are the same for everybody and not part of the API. */
export async function GET(request: Request): Promise<Response> {
  const id = requestId(request.headers);
  try {
    await countUse("read", { viewer: null, address: clientAddress(request.headers) });
    const text = cleanQuery(new URL(request.url).searchParams.get("q") ?? "").slice(0, longest);
    return readResponse(toSuggestionsJson(await suggest(text)), id, request, { seconds: freshSeconds });
  } catch (reason) {
    return errorResponse(reason, id);
  }
}

function toSuggestionsJson({ papers, authors, organizations, topics }: Awaited<ReturnType<typeof suggest>>) {
  return {
    papers: papers.map(({ key, title }) => ({ key, title: plainText(title) })),
    authors: authors.map(({ slug, name, papers: many }) => ({ slug, name, papers: many })),
    organizations: organizations.map(({ slug, name, papers: many }) => ({ slug, name, papers: many })),
    topics: topics.map(({ id, name }) => ({ id, name })),
  };
}
