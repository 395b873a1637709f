import { LRUCache } from "lru-cache";
import { minuteMs } from "@/lib/base/time";
import { queryProblem } from "@/lib/feeds/query-problem";
import { type Rendered, withoutScripts } from "@/lib/server/front/page-cache";
import { contentSecurityPolicy } from "@/lib/server/front/security-headers";
import { problemAddress } from "@/lib/web/problem-address";

type Render = (path: string, cookie?: string) => Promise<Rendered>;

// There are few sentences, so that an address with a mistake costs the hub no rendering for signed-out readers.
const kept = new LRUCache<string, Rendered>({ max: 100, ttl: 10 * minuteMs });

/** What is wrong with the query of an address, in one sentence; null for an address that can be understood. @param url path and query */
export function addressProblem(url: string): string | null {
  if (!url.startsWith("/") || !url.includes("?") || !URL.canParse(url, "http://hub")) return null;
  const { pathname, searchParams } = new URL(url, "http://hub");
  // Grouped in one pass: asking for the values of each name reads the whole query every time.
  const query = new Map<string, string[]>();
  for (const [name, value] of searchParams) {
    const values = query.get(name);
    if (values) values.push(value);
    else query.set(name, [value]);
  }
  return queryProblem(pathname, Object.fromEntries(query));
}

/**
 * The page that says in one sentence what was wrong with a request, with the status 400. Next's pages cannot choose a status.
 * @param render makes a page of this hub for the reader with a cookie; without one nobody is signed in
 * @param cookie of the reader, if they seem to be signed in
 */
export async function problemPage(sentence: string, render: Render, cookie?: string): Promise<Rendered> {
  const known = cookie ? undefined : kept.get(sentence);
  if (known) return known;
  const { headers, body } = await render(problemAddress(sentence), cookie);
  const type = { "content-type": headers["content-type"] ?? "text/html; charset=utf-8" };
  if (cookie) return { status: 400, headers: { ...type, ...policyOf(headers) }, body };
  const page = {
    status: 400,
    headers: { ...type, ...noScripts() },
    body: Buffer.from(withoutScripts(String(body))),
  };
  kept.set(sentence, page);
  return page;
}

/** The policy of a page with scripts names their nonce. */
function policyOf(headers: Rendered["headers"]): Rendered["headers"] {
  const policy = headers["content-security-policy"];
  return policy ? { "content-security-policy": policy } : {};
}

function noScripts(): Rendered["headers"] {
  return { "content-security-policy": contentSecurityPolicy([]) };
}
