import type { QueryTimes } from "@/e2e/bench/query-times";
import type { ScriptSizes } from "@/e2e/bench/script-sizes";
import type { Measured } from "@/e2e/bench/stats";

/** A line of the main table: one kind of request, or a database statement. */
export type Line = Measured & { part: string; name: string };

/** All results of one run of the bench. */
export type Figures = {
  machine: string;
  how: string;
  lines: Line[];
  queries: { papers: number; times: QueryTimes }[];
  scripts: ({ name: string } & ScriptSizes)[];
};

/** Names of the lines that targets refer to. */
export const names = {
  bareBrotli: "bare node:http server, the same bytes, Brotli",
  barePlain: "bare node:http server, the same bytes, uncompressed",
  outBrotli: "trending page signed out, Brotli",
  outPlain: "trending page signed out, uncompressed",
  empty: "empty Next page, rendered per request",
  signedIn: "everyone's trending page signed in",
  own: "the reader's own trending page",
  paper: "paper page signed out, Brotli",
  paperSignedIn: "paper page signed in",
  database: "the upvote's statement alone",
  upvotes: "upvote over HTTP, rate limits on",
  upvotesUnlimited: "upvote over HTTP, rate limits off",
} as const;
