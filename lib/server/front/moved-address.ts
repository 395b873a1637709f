import { parseDay, parseMonth, parseWeek } from "@/lib/base/time";

const page = /^\/papers\/(trending|submit|(?:date|week|month)\/[^/]+)\/?$/;

/**
 * Where the hub has what the web addresses of Hugging Face Papers show: `/papers/date/2026-03-12` is `/date/2026-03-12`
 * here, and `/papers` the front page. Null for other addresses, those of single papers among them.
 * @param url path and query
 */
export function movedAddress(url: string): string | null {
  const [path = "", query = ""] = url.split("?");
  const here = page.exec(path)?.[1];
  if (here) return query ? `/${here}?${query}` : `/${here}`;
  return /^\/papers\/?$/.test(path) ? listAddress(new URLSearchParams(query)) : null;
}

function listAddress(query: URLSearchParams): string {
  const wanted = (name: string) => query.get(name) ?? "";
  // A date may have a time, which does not matter here.
  const day = parseDay(wanted("date").slice(0, 10));
  if (day) return `/date/${day}`;
  if (parseWeek(wanted("week"))) return `/week/${wanted("week")}`;
  if (parseMonth(wanted("month"))) return `/month/${wanted("month")}`;
  const words = wanted("q").trim();
  return words ? `/search?${new URLSearchParams({ q: words })}` : "/";
}
