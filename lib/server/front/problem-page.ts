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
 * @param cookie of the reader, if they seem to be signed in; the page for all others is made once in a while
 */
export async function problemPage(sentence: string, render: Render, cookie?: string): Promise<Rendered> {
  const address = problemAddress(sentence);
  return keptPage(sentence, cookie, async () => ({ ...(await render(address, cookie)), status: 400 }));
}

/** An address that no page has: it gives the page of unknown addresses. */
export const notFoundUrl = "/404";

/**
 * The page of unknown addresses for a reader. When a page calls notFound(), Next leaves the text to a script, so that
 * readers without scripts would see an empty page. The parameters are those of `problemPage`.
 */
export async function notFoundPage(render: Render, cookie?: string): Promise<Rendered> {
  return keptPage(notFoundUrl, cookie, async () => {
    const page = await render(notFoundUrl, cookie);
    if (page.status !== 404) throw new Error("The page of unknown addresses could not be made.");
    return page;
  }).catch(() => ({
    status: 404,
    headers: { "content-type": "text/plain; charset=utf-8" },
    body: Buffer.from("There is nothing at this address."),
  }));
}

/** A page with its own headers only; the one for readers who are not signed in has no scripts, and is kept for a while. */
async function keptPage(
  key: string,
  cookie: string | undefined,
  make: () => Promise<Rendered>,
): Promise<Rendered> {
  const known = cookie ? undefined : kept.get(key);
  if (known) return known;
  const { status, headers, body } = await make();
  const type = { "content-type": headers["content-type"] ?? "text/html; charset=utf-8" };
  if (cookie) return { status, headers: { ...type, ...policyOf(headers) }, body };
  const page = {
    status,
    headers: { ...type, ...noScripts() },
    body: Buffer.from(withoutScripts(String(body))),
  };
  kept.set(key, page);
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
