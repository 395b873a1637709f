import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { getConfig } from "@/lib/base/config";
import { unavailable } from "@/lib/base/database-failure";
import { escapeHtml } from "@/lib/base/text";
import { isForPrograms } from "@/lib/server/front/cors";
import type { Rendered } from "@/lib/server/front/page-cache";

/** A refusal or failure that the front answers itself. */
export type Notice = {
  status: number;
  title: string;
  sentence: string;
  /** Seconds after which a retry makes sense. */
  retryAfter?: number;
  /** Further headers, such as the methods that are allowed. */
  headers?: Record<string, string>;
  /** The JSON for programs, where a protocol asks for another form than the API's. */
  json?: object;
};

/** Why the hub cannot answer, when its database failed. */
export function unavailableNotice(kind: Parameters<typeof unavailable>[0]): Notice {
  const { status, message, retryAfter } = unavailable(kind);
  return { status, title: "Back in a moment", sentence: message, ...(retryAfter && { retryAfter }) };
}

/** What is answered when Next took too long. */
export const tookTooLong: Notice = {
  status: 503,
  title: "This took too long",
  sentence: "The answer took too long, so it was given up; please try again in a minute.",
  retryAfter: 60,
};

/** What is said of a request that failed unexpectedly. @param id under which the log has it */
export function failedNotice(id: string): Notice {
  const sentence = `It has been logged; trying again may help. Reference ${id}`;
  return { status: 500, title: "Something went wrong on our side", sentence };
}

/** An answer without Next: a small page without scripts for people, JSON in the form of the API for programs. */
export function plainAnswer(request: IncomingMessage, notice: Notice): Rendered {
  const forPeople = request.headers.accept?.includes("text/html") && !isForPrograms(request.url);
  const body = forPeople
    ? pageOf(request, notice)
    : JSON.stringify(notice.json ?? { error: notice.sentence });
  return {
    status: notice.status,
    headers: {
      "content-type": forPeople ? "text/html; charset=utf-8" : "application/json",
      "cache-control": "no-store",
      "x-error-message": notice.sentence,
      ...(notice.retryAfter && { "retry-after": String(notice.retryAfter) }),
      ...(forPeople && { "content-security-policy": policy }),
      ...notice.headers,
    },
    body: Buffer.from(body),
  };
}

// The colours of app/globals.css. Its fonts and styles are not linked, so that the page needs nothing else.
const style = `
:root{color-scheme:light dark;--page:#fbfaf7;--ink:#1d1b18;--soft:#56524b;--faint:#6f6a61;--line:#e6e1d7;--accent:#a8321a}
@media(prefers-color-scheme:dark){:root{--page:#161513;--ink:#ece8e0;--soft:#b5aea2;--faint:#9a9285;--line:#302d29;--accent:#f08563}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:400 15px/1.55 "Inter Variable",Inter,system-ui,sans-serif}
header,main{max-width:1120px;margin:0 auto;padding:0 16px}
header a{display:block;padding:18px 0;border-bottom:1px solid var(--line);color:inherit;text-decoration:none;
font:600 23px/1 "Source Serif 4 Variable","Source Serif 4",Georgia,"Times New Roman",serif;letter-spacing:-.02em}
header b{color:var(--accent)}
main{max-width:640px;padding-top:56px;padding-bottom:80px;text-align:center}
.kicker{color:var(--faint);font-size:13px;margin:0}
h1{font:600 31px/1.12 "Source Serif 4 Variable","Source Serif 4",Georgia,"Times New Roman",serif;letter-spacing:-.022em;
margin:6px 0 14px;text-wrap:balance}
p{color:var(--soft);text-wrap:pretty}
.links{margin-top:32px;display:flex;flex-wrap:wrap;gap:12px;justify-content:center}
.links a{min-height:44px;padding:12px 16px;border:1px solid var(--line);border-radius:8px;color:var(--ink);
font:550 14px/18px "Inter Variable",Inter,system-ui,sans-serif;text-decoration:none}
.links a:first-child{background:var(--ink);border-color:var(--ink);color:var(--page)}
a:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:8px}
@media(min-width:640px){header,main{padding-left:24px;padding-right:24px}h1{font-size:40px}}
`;

const styleHash = createHash("sha256").update(style).digest("base64");
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

function pageOf(
  { method, url = "/" }: IncomingMessage,
  { status, title, sentence, retryAfter }: Notice,
): string {
  const name = escapeHtml(getConfig().HUB_NAME);
  const isChange = method !== "GET" && method !== "HEAD";
  const again = retryAfter && !isChange ? `<a href="${escapeHtml(url)}">Try again</a>` : "";
  const unsaved =
    isChange && status >= 500 ? "<p>Check whether your change was saved before you send it again.</p>" : "";
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${escapeHtml(title)} · ${name}</title><style>${style}</style></head>
<body><header><a href="/">${name}<b>.</b></a></header>
<main><p class="kicker">${status}</p><h1>${escapeHtml(title)}</h1><p>${escapeHtml(sentence)}</p>${unsaved}
<p class="links">${again}<a href="/">Trending papers</a></p></main></body></html>
`;
}
