import { hostileBody } from "@/e2e/hostile/bodies";
import type { Kind, Target } from "@/e2e/hostile/surface";
import { type Existing, hostileValues, type Values, valueFor, wellFormed } from "@/e2e/hostile/values";

/** Who sends a request: nobody, or a reader or an admin with a session or a token. */
export const senders = [
  "nobody",
  "reader",
  "admin",
  "reader's token",
  "reading token",
  "admin's token",
] as const;
export type Sender = (typeof senders)[number];

/** A request as it is written to the connection. */
export type HostileRequest = {
  kind: Kind;
  sender: Sender;
  method: string;
  /** Path and query as they are sent; nothing encodes them any more. */
  address: string;
  headers: [name: string, value: string][];
  body: Buffer | null;
  /** Whether the body is sent in chunks, without its length. */
  chunked: boolean;
};

const oddMethods = [
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "OPTIONS",
  "PROPFIND",
  "SEARCH",
  "QUERY",
  "M-SEARCH",
  "TRACE",
  "PURGE",
  "LINK",
  "NONSENSE",
];

/**
 * Hostile requests to every target, the same ones for the same seed. Most are right in all but a few things, since what is
 * wrong in everything is refused at the first check.
 * @param existing things that the hub has
 */
export function hostileRequests(
  targets: readonly Target[],
  { seed, count, existing }: { seed: number; count: number; existing: Existing },
): HostileRequest[] {
  const values = hostileValues(seed);
  // The targets take turns, so that even a short run calls each of them.
  return Array.from({ length: count }, (_, i) => {
    const target = targets[i % targets.length];
    if (!target) throw new Error("There is nothing to send requests to");
    return hostileRequest(target, values, existing);
  });
}

function hostileRequest(target: Target, values: Values, existing: Existing): HostileRequest {
  const { chance, pick } = values;
  const method = chance(0.85) ? pick(target.methods) : pick(oddMethods);
  const { type, body } = hostileBody(target, method, values, existing);
  return {
    kind: target.kind,
    sender: pick(senders),
    method,
    address: addressOf(target, values, existing),
    headers: [
      ...(type === null ? [] : [["Content-Type", type] as [string, string]]),
      ...oddHeaders(target, values),
    ],
    body,
    chunked: chance(0.1),
  };
}

function addressOf({ path, query }: Target, values: Values, existing: Existing): string {
  const { chance, pick, random } = values;
  const filled = path.replace(/\{(\.\.\.)?(\w+)\}/g, (_, many: string | undefined, name: string) => {
    const part = () => encodePart(valueFor(name, values, existing, 0.4), values);
    return many && chance(0.3)
      ? Array.from({ length: 1 + Math.floor(random() * 4) }, part).join("/")
      : part();
  });
  const names = Array.from({ length: Math.floor(random() * 4) }, () => (query.length ? pick(query) : "x"));
  const asked = names.map((name) => {
    const given = chance(0.03) ? values.text() : name;
    const one = () =>
      `${encodePart(given, values)}${pick(["", "", "", "", "[]", "[a]"])}=${encodePart(valueFor(name, values, existing, 0.3), values)}`;
    return chance(0.1) ? `${one()}&${one()}` : one();
  });
  if (chance(0.01)) asked.push(Array.from({ length: 3000 }, (_, i) => i.toString(36)).join("&"));
  const ending = chance(0.02) ? pick(["/", "//", "?", "#x", ";x=1", "%00", "/..", "/."]) : "";
  return `${filled || "/"}${ending}${asked.length ? `?${asked.join("&")}` : ""}`;
}

/** A text as a part of an address: encoded, or with as little encoding as a request line bears. */
function encodePart(text: string, { chance }: Values): string {
  const raw = text.slice(0, 3000);
  // As bytes of UTF-8, which no address may contain and old clients send.
  if (chance(0.04))
    return Buffer.from(raw)
      .toString("latin1")
      .replace(/[^\x21-\x7e\x80-\xff]/g, encodeOne);
  if (chance(0.1))
    return raw
      .replace(/[\s\p{C}]/gu, (sign) => encodeURIComponent(wellFormed(sign)))
      .replace(/[^\x21-\x7e]/g, encodeOne);
  const encoded = encodeURIComponent(wellFormed(raw));
  return chance(0.05) ? encodeURIComponent(encoded) : encoded;
}

function encodeOne(sign: string): string {
  return encodeURIComponent(wellFormed(sign));
}

const oddTypes = [
  "text/html",
  "*/*",
  "application/json",
  "application/atom+xml",
  "application/x-bibtex",
  "text/csv",
];

function oddHeaders({ action }: Target, values: Values): [string, string][] {
  const { chance, pick } = values;
  const word = () => headerText(values.text());
  const odd: [string, () => string][] = [
    ["Accept", () => (chance(0.6) ? pick(oddTypes) : word())],
    ["Accept-Encoding", () => (chance(0.5) ? pick(["br", "gzip", "identity;q=0, *;q=0", "x-gzip"]) : word())],
    ["Accept-Language", word],
    [
      "Range",
      () => pick(["bytes=0-0", "bytes=-1", "bytes=9-1", "bytes=0-,1-", "bytes=99999999-", "lines=1", word()]),
    ],
    ["If-None-Match", () => pick(["*", '"', 'W/"x"', word()])],
    ["If-Modified-Since", word],
    ["If-Match", () => pick(["*", word()])],
    ["Content-Encoding", () => pick(["gzip", "br", "identity", word()])],
    ["Prefer", () => pick(["return=representation", word()])],
    ["Referer", () => pick(["/", "http://[", `http://localhost/${word()}`, word()])],
    ["Origin", () => pick(["null", "http://[", "https://evil.example", word()])],
    ["Sec-Fetch-Site", () => pick(["same-origin", "none", "cross-site", word()])],
    ["User-Agent", word],
    ["X-Request-Id", word],
    ["X-Forwarded-For", word],
    ["X-Forwarded-Host", () => pick(["evil.example", "[", word()])],
    ["X-Forwarded-Proto", () => pick(["https", "javascript", word()])],
    ["Mcp-Protocol-Version", () => pick(["2025-06-18", "1999-01-01", word()])],
    ["Mcp-Session-Id", word],
    ["RSC", () => pick(["1", word()])],
    ["Next-Url", () => pick(["/", "//evil.example", "/%ff", word()])],
    ["Next-Router-Segment-Prefetch", () => pick(["/_tree", "/_full", "/%ff", word()])],
    ["Next-Resume", () => "1"],
    ["X-Middleware-Subrequest", () => pick(["middleware", word()])],
    ["X-Nextjs-Data", () => "1"],
    ["X-Matched-Path", () => pick(["/admin", "/500", word()])],
    ["X-Invoke-Status", () => pick(["500", word()])],
    ["X-Http-Method-Override", () => pick(["TRACE", "DELETE", word()])],
    ["Expect", () => pick(["100-continue", "200-ok"])],
    ["Upgrade", () => pick(["websocket", "h2c", word()])],
    ["TE", () => pick(["trailers", word()])],
    ["Sec-Fetch-Dest", () => pick(["image", "document", word()])],
    ["If-Unmodified-Since", word],
    ["If-Range", () => pick(['"x"', word()])],
    ["Forwarded", word],
    ["Last-Event-ID", word],
    ["Next-Router-State-Tree", () => pick(["%5B%22%22%5D", "[", word()])],
    ["Next-Router-Prefetch", () => pick(["1", word()])],
    ["Next-Action", () => pick(["00", "x", word()])],
    ["Authorization", () => pick(["Bearer", "Bearer qr_x", "Basic OjA=", word()])],
    [
      "Cookie",
      () => pick(oddCookies).replace("?", () => encodeURIComponent(wellFormed(values.text().slice(0, 500)))),
    ],
  ];
  const some = odd.filter(() => chance(0.05)).map(([name, value]): [string, string] => [name, value()]);
  return action ? [["Next-Action", action], ...some.filter(([name]) => name !== "Next-Action")] : some;
}

const oddCookies = [
  "next-auth.session-token=?",
  "__Secure-next-auth.session-token=?",
  "next-auth.session-token=%00",
  "next-auth.callback-url=?",
  "next-auth.csrf-token=?",
  "next-auth.state=?; next-auth.pkce.code_verifier=?",
  "?=?",
  "=; ;;=",
];

/** A text as a header can carry it: without line breaks and NUL, in Latin-1. */
function headerText(text: string): string {
  return text
    .slice(0, 2000)
    .replace(/[^\t\x20-\x7e\x80-\xff]/g, "")
    .trim();
}
