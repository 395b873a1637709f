import type { z } from "zod";
import type { ErrorCode } from "@/lib/base/errors";
import type { Viewer } from "@/lib/people/viewer";

/** The groups of operations, in the order of the developers' page, with what they are about. */
export const tags = {
  Papers: "Lists of papers, and all that is known about one.",
  Search: "Finding papers by words, by meaning and on the map.",
  "Topics and people": "arXiv's categories, authors and the people of the hub.",
  "Upvotes and saves": "Upvoting papers, and keeping them for later.",
  Following:
    "Following and muting topics, authors, people, papers and searches, and the notifications about them.",
  "Your own page": "The papers in your own order: interests, mixes and what you want more or less of.",
  Comments: "The discussions of papers.",
  Submissions: "Bringing papers to the hub, and curating them.",
  Claims: "Saying that you are an author of a paper, and deciding on such claims.",
  "Your account": "Your profile, your library, your data and your sessions.",
  Tokens: "The tokens with which programs act for you.",
  Webhooks: "Addresses that the hub calls when something happens.",
  Mail: "Feeds by mail, for members and for everybody with an address.",
  Review: "Moderation: hiding papers, banning accounts, giving roles.",
  Admin: "The hub's own state and work.",
  "Existing clients":
    "The papers API of Hugging Face, for clients that know it: set their base address to this hub's (`HF_ENDPOINT`).",
} as const;

type Tag = keyof typeof tags;

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Who may call: everybody, a signed-in person, or a person with at least this role. */
export type Access = "everybody" | "person" | "curator" | "moderator" | "admin";

/** The values of an example call. `{paper}`, `{author}` and the like are replaced by something that the hub has. */
export type Example = { params?: Record<string, string>; query?: Record<string, string>; body?: unknown };

export type Definition = {
  /** The operationId in OpenAPI. It never changes; actions and domain functions carry the same name. */
  id: string;
  method: Method;
  /** The path under /api/v1. The `{id}` of a paper may contain a slash. */
  path: string;
  tag: Tag;
  /** A few words. */
  summary: string;
  /** Whole sentences. */
  description?: string;
  access: Access;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** The schema of the JSON answer; without one the answer is an empty 204. */
  answer?: z.ZodType;
  /** The media type of the answer, JSON by default. */
  answerType?: string;
  /** 201 if the operation creates something. */
  status?: 201;
  /** Which field of the answer gives the Location header: `url` itself, or `id` appended to this path. */
  location?: "url" | "id";
  /** The answer is 204 unless `Prefer: return=representation` asks for it (RFC 7240). */
  brief?: true;
  /** Expected failures besides those that follow from the rest of the definition. */
  errors?: readonly ErrorCode[];
  /** Set if it needs a session begun in the last 15 minutes; a token, whatever its scope, cannot call it. */
  sensitive?: true;
  /** The rate limit in addition to that of all calls; by default "write" for changes and none for reads. */
  limit?: "vote" | "submit" | "write" | "read" | "mail";
  /** Set if it mails to the `email` of its body, whose mailbox gets only a few mails an hour that anybody can ask for. */
  mailsTo?: "email";
  /** For how many seconds caches may keep a signed-out answer. */
  sharedFor?: number;
  /** Set if the change affects cached pages, which are then rendered again: all of them, or those at the path of what it made. */
  purges?: true | "location";
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

/** One operation of the API: a method at a path, the schemas of its input and answer, and the function that runs it. */
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
 * @param run gets the parsed input and the viewer, who is null only if everybody may call; returns the value that `answer` describes
 */
export function operation<D extends Definition>(definition: D, run: (call: Call<D>) => Answer<D>): Operation {
  return { ...definition, run: run as Operation["run"] };
}

/**
 * What a caller needs for this operation: a token's scope, or a recent session, which no token replaces; null if everybody
 * may call it.
 */
export function scopeOf({ access, method, sensitive }: Definition): "read" | "write" | "session" | null {
  if (sensitive) return "session";
  if (method !== "GET") return "write";
  return access === "everybody" ? null : "read";
}

/** The codes of all expected failures of an operation, each once. */
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

/**
 * The codes of all failures that an operation can be answered with: the expected ones, and those of any request, which can
 * be malformed or come while the database is away, and of any change, which can come from another site's page or with too
 * large a body.
 */
export function answeredFailures(definition: Definition): ErrorCode[] {
  const ofAny: ErrorCode[] = ["invalid", "unavailable"];
  const ofChanges: ErrorCode[] = definition.method === "GET" ? [] : ["forbidden", "too-large"];
  const ofSensitive: ErrorCode[] = definition.sensitive ? ["forbidden"] : [];
  return [...new Set([...failuresOf(definition), ...ofAny, ...ofChanges, ...ofSensitive])];
}
