import { describe, expect, it } from "vitest";
import { z } from "zod";
import { fieldProblems } from "@/lib/web/form";

const schema = z.strictObject({
  body: z.string().min(2).max(5),
  limit: z.coerce.number().int().min(1).max(100),
  sort: z.enum(["newest", "top", "trending"]),
  on: z.boolean().optional(),
  name: z.string({ error: "Say your name." }),
  to: z
    .discriminatedUnion("kind", [z.object({ kind: z.literal("a") }), z.object({ kind: z.literal("b") })])
    .optional(),
});
const good = { body: "abc", limit: 5, sort: "top", name: "Ada" };

function problems(change: object): Record<string, string> {
  const { error } = schema.safeParse({ ...good, ...change });
  return error ? fieldProblems(error) : {};
}

describe("the problems of an input", () => {
  it.each([
    [{ body: undefined }, { body: "This is missing." }],
    [{ body: 5 }, { body: "Write a text." }],
    [{ body: "abcdef" }, { body: "Write at most 5 characters." }],
    [{ body: "a" }, { body: "Write at least 2 characters." }],
    [{ limit: "101" }, { limit: "Give at most 100." }],
    [{ limit: "x" }, { limit: "Write a number." }],
    [{ limit: "1.5" }, { limit: "Write a whole number." }],
    [{ sort: "odd" }, { sort: "Write newest, top or trending." }],
    [{ on: "yes" }, { on: "Write true or false." }],
    [{ more: 1 }, { form: "Nothing here is called more." }],
    [{ to: { kind: "c" } }, { to: "Write a or b." }],
    [{ name: undefined }, { name: "Say your name." }],
  ])("is said in a sentence: %j", (change, expected) => {
    expect(problems(change)).toEqual(expected);
  });
});
