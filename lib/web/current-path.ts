import { headers } from "next/headers";
import { safeNext } from "@/lib/web/next-path";

/** Path and query of the page from which a form was sent; "/" if the browser does not say. */
export async function currentPath(): Promise<string> {
  const referer = (await headers()).get("referer");
  if (!referer || !URL.canParse(referer)) return "/";
  const { pathname, search } = new URL(referer);
  return safeNext(pathname + search);
}
