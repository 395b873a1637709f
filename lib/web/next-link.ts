import { getConfig } from "@/lib/base/config";

/** The value of a `Link` header (RFC 8288) that leads from a list's address to its next page. */
export function nextLink(url: string, parts: Record<string, string>): string {
  const { pathname, searchParams } = new URL(url);
  for (const [name, value] of Object.entries(parts)) searchParams.set(name, value);
  return `<${getConfig().HUB_URL}${pathname}?${searchParams}>; rel="next"`;
}
