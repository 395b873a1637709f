import { PrismaPg } from "@prisma/adapter-pg";
import { elapsed } from "@/lib/base/time";
import { upvotePaper } from "@/lib/papers/upvotes";
import type { Viewer } from "@/lib/people/viewer";
import { PrismaClient } from "@/prisma/generated/client";

/** A statement with $1, $2 … and their values in order. */
export type Statement = { text: string; values: (string | number)[] };

/**
 * Casts an upvote and records the one SQL statement that it sends, so that the comparison always uses the present code.
 * @param person the id of a person who has not voted on the paper
 */
export async function recordUpvote(url: string, person: number, key: string): Promise<Statement> {
  const seen: Statement[] = [];
  const db = new PrismaClient({
    adapter: new PrismaPg({ connectionString: url }),
    log: [{ emit: "event", level: "query" }],
  });
  db.$on("query", ({ query, params }) => seen.push({ text: query, values: JSON.parse(params) }));
  const kept = globalThis as { quireDb?: unknown };
  kept.quireDb = db;
  await upvotePaper(viewerOf(person), key);
  delete kept.quireDb;
  await db.$disconnect();
  const statement = seen.find(({ text }) => text.includes("INSERT INTO votes"));
  if (!statement) throw new Error("The upvote sent no statement that adds a vote.");
  return statement;
}

/**
 * Makes the statement work for any person and paper at any time.
 * @param given the values of the person and the paper, each with what to write in its place
 */
export function generalise({ text, values }: Statement, given: Map<string | number, string>): string {
  return text.replace(/\$(\d+)/g, (_, n: string) => {
    const value = values[Number(n) - 1];
    if (value === undefined) throw new RangeError(`There is no value for $${n}`);
    return given.get(value) ?? (isTime(value) ? timeFrom(value) : literal(value));
  });
}

/** Which of the values are the person's id and the paper's key. @throws Error when there are none */
export function keysOf({ values }: Statement): { person: number; key: string } {
  const key = values.find((value) => typeof value === "string" && /^\d{4}\.\d{5}$/.test(value));
  const person = values.find((value) => typeof value === "number");
  if (typeof key === "string" && typeof person === "number") return { person, key };
  throw new Error("The upvote's statement names no person or no paper.");
}

function viewerOf(id: number): Viewer {
  return { id, username: `made-${id}`, role: "member", banned: false, createdAt: new Date(0) };
}

function isTime(value: string | number): value is string {
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}[T ]\d{2}:/.test(value);
}

/** SQL for a time: now, or this many minutes ago. */
function timeFrom(value: string): string {
  const minutes = Math.round(elapsed(new Date(value), new Date(), "minutes"));
  return minutes ? `(now() - interval '${minutes} minutes')` : "now()";
}

function literal(value: string | number): string {
  return typeof value === "number" ? String(value) : `'${value.replaceAll("'", "''")}'`;
}
