import type { IncomingMessage } from "node:http";
import { getConfig } from "@/lib/base/config";
import { bringsToken, isForPrograms, isOneClick, onlyReads } from "@/lib/server/front/cors";
import { isSameOrigin } from "@/lib/web/origin";

// As much as Next reads of an action's body (next.config.mjs) where a file may come, and as the API reads (lib/web/request.ts).
const maxBody = { pages: 256 * 1024, files: 6 * 1024 * 1024, programs: 512 * 1024 };

export type Refusal = { status: number; sentence: string };

/**
 * Why a request goes no further than the front door, or null. Next would answer these with a failure of its own, as if
 * the hub were at fault.
 */
export function refusal(request: IncomingMessage): Refusal | null {
  const { method, url = "", headers } = request;
  if (!isSpelled(url)) return { status: 400, sentence: "This address is not spelled as addresses are." };
  if (method === "GET" || method === "HEAD") return null;
  if (Number(headers["content-length"]) > maxBody[kindOf(url)])
    return { status: 413, sentence: "That is more than the hub takes at once." };
  if (bringsToken(request) || onlyReads(request) || isOneClick(request)) return null;
  const sent = new Headers();
  for (const name of ["origin", "host", "sec-fetch-site"])
    if (headers[name]) sent.set(name, String(headers[name]));
  if (isSameOrigin(sent, getConfig().HUB_URL)) return null;
  return { status: 403, sentence: "This request came from another site, so nothing was changed." };
}

function kindOf(url: string): keyof typeof maxBody {
  if (isForPrograms(url)) return "programs";
  return url.startsWith("/first-steps/papers") ? "files" : "pages";
}

function isSpelled(url: string): boolean {
  // Two slashes or a backslash in front would read as another host.
  if (/^[/\\]{2}|%00/.test(url)) return false;
  try {
    decodeURIComponent(url.split("?")[0] ?? "");
    return true;
  } catch {
    return false;
  }
}
