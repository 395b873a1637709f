import { PrismaPg } from "@prisma/adapter-pg";
import { elapsed } from "@/lib/base/time";
import { upvotePaper } from "@/lib/papers/upvotes";
import type { Viewer } from "@/lib/people/viewer";
import { PrismaClient } from "@/prisma/generated/client";

/** A statement with $1, $2 … and their values in order. */
export type Statement = { text: string; values: (string | number)[] };

/**
 * The one statement that an upvote sends, caught by casting one: so the comparison never falls behind the code.
 * @param person a person who has not voted on the paper
 */
export async function catchUpvote(url: string, person: number, key: string): Promise<Statement> {
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
 * The statement for any person and paper at any time.
 * @param given the values that stand for the person and the paper, and what to write in their place
 */
export function generalise({ text, values }: Statement, given: Map<string | number, string>): string {
  return text.replace(/\$(\d+)/g, (_, n: string) => {
    const value = values[Number(n) - 1];
    if (value === undefined) throw new RangeError(`There is no value for $${n}`);
    return given.get(value) ?? (isTime(value) ? timeFrom(value) : literal(value));
  });
}

/** Which of the values stand for the person and the paper. */
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

/** A time is now, or so many minutes ago. */
function timeFrom(value: string): string {
  const minutes = Math.round(elapsed(new Date(value), new Date(), "minutes"));
  return minutes ? `(now() - interval '${minutes} minutes')` : "now()";
}

function literal(value: string | number): string {
  return typeof value === "number" ? String(value) : `'${value.replaceAll("'", "''")}'`;
}
