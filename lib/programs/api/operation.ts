import type { z } from "zod";
import type { ErrorCode } from "@/lib/base/errors";
import type { Viewer } from "@/lib/people/viewer";

export const tags = [
  "Papers",
  "Search",
  "Topics and people",
  "Upvotes and saves",
  "Following",
  "Your own page",
  "Comments",
  "Submissions",
  "Claims",
  "Your account",
  "Tokens",
  "Webhooks",
  "Mail",
  "Review",
  "Admin",
] as const;

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Who may call: everybody, or a person, or one who holds at least this role. */
export type Access = "everybody" | "person" | "curator" | "moderator" | "admin";

/** What an example puts into the address and the body; `{paper}`, `{author}` and the like stand for what a hub has. */
export type Example = { params?: Record<string, string>; query?: Record<string, string>; body?: unknown };

export type Definition = {
  /** Names the operation in OpenAPI. */
  id: string;
  method: Method;
  /** Under /api/v1; `{id}` of a paper may have a slash in it. */
  path: string;
  tag: (typeof tags)[number];
  /** A few words. */
  summary: string;
  /** Whole sentences. */
  description?: string;
  access: Access;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** The JSON answer; without it the answer is 204 and empty. */
  answer?: z.ZodType;
  /** 201 where something was made. */
  status?: 201;
  /** What of the answer says where that is: its `url`, or its `id` under this address. */
  location?: "url" | "id";
  /** The answer is 204 unless `Prefer: return=representation` asks for it (RFC 7240). */
  brief?: true;
  /** Expected failures besides those that the rest of the definition tells. */
  errors?: readonly ErrorCode[];
  /** The limit it counts against besides that of all calls: "write" for changes unless said otherwise. */
  limit?: "vote" | "submit" | "write" | "read";
  /** Seconds for which caches may keep a signed-out answer. */
  sharedFor?: number;
  /** What it changes shows on pages that are kept for everybody. */
  purges?: true;
  example?: Example;
};

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;

export type Call<D extends Definition> = {
  viewer: D["access"] extends "everybody" ? Viewer | null : Viewer;
  params: Parsed<D["params"]>;
  query: Parsed<D["query"]>;
  body: Parsed<D["body"]>;
  now: Date;
};

type Answer<D extends Definition> = D["answer"] extends z.ZodType
  ? Promise<z.input<D["answer"]>>
  : Promise<void>;

/** What a program can do by one method at one address: what goes in, what comes out, and the one call between. */
export type Operation = Definition & {
  run: (call: {
    viewer: Viewer | null;
    params: unknown;
    query: unknown;
    body: unknown;
    now: Date;
  }) => Promise<unknown>;
};

/**
 * Defines an operation.
 * @param run gets the parsed input, and a viewer that is somebody unless everybody may call; gives what `answer` says
 */
export function operation<D extends Definition>(definition: D, run: (call: Call<D>) => Answer<D>): Operation {
  return { ...definition, run: run as Operation["run"] };
}

/** What a token must be allowed to do for this: nothing for what everybody may read. */
export function scopeOf({ access, method }: Definition): "read" | "write" | null {
  if (method !== "GET") return "write";
  return access === "everybody" ? null : "read";
}

/** Every failure to expect of an operation. */
export function failuresOf(definition: Definition): ErrorCode[] {
  const { access, params, query, body, errors = [] } = definition;
  const told: (ErrorCode | false)[] = [
    Boolean(query || body || params) && "invalid",
    "signed-out",
    access !== "everybody" && definition.method !== "GET" && "forbidden",
    access !== "everybody" && access !== "person" && "forbidden",
    Boolean(body) && "too-large",
    "too-many",
  ];
  return [...new Set([...told.filter((code) => code !== false), ...errors])];
}
