import { DateTime } from "luxon";
import { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { parseDay, parseMonth, parseWeek } from "@/lib/base/time";
import { readCursor } from "@/lib/feeds/cursor";
import { canonicalKey } from "@/lib/papers/address";
import { foldUsername } from "@/lib/people/username";
import { readObjectId } from "@/lib/programs/huggingface/object-ids";

/** Tells readers of the API's description that a text is a whole number. */
const whole = { type: "integer" } as const;

const limit = (most: number, usual: number) =>
  z
    .string()
    .regex(/^\d{1,4}$/, { error: "Write a whole number." })
    .transform(Number)
    .pipe(z.number().min(1, "Ask for at least 1.").max(most, `Ask for at most ${most}.`))
    .default(usual)
    .meta({
      ...whole,
      maximum: most,
      minimum: 1,
      description: `How many, 1 to ${most}; without it, ${usual}.`,
    });

/** The row at which numbered pages end; further rows can be reached only by cursor. */
export const deepestRow = 10_000;

const username = z.string().max(100, "A username has at most 100 characters.");

/** The parameters of `GET /api/daily_papers`, as they are described for programs. */
export const dailyParameters = z.object({
  date: period(readDate, "Write a date such as 2026-03-12.").describe(
    "A day, such as 2026-03-12; it may have a time.",
  ),
  week: period(parseWeek, "Write an ISO week such as 2026-W11.").describe("An ISO week, such as 2026-W11."),
  month: period(parseMonth, "Write a month such as 2026-03.").describe("A month, such as 2026-03."),
  submitter: username
    .transform(foldUsername)
    .optional()
    .describe("Only papers that this person submitted; `hub` for those that nobody did."),
  sort: z
    .enum(["publishedAt", "trending"], { error: "Write publishedAt or trending." })
    .default("publishedAt")
    .describe("The newest day first, or the hottest paper."),
  p: z
    .string()
    .regex(/^\d{1,9}$/, { error: "Write the number of a page, counted from 0." })
    .transform(Number)
    .default(0)
    .meta({ ...whole, minimum: 0, description: "The number of a page, counted from 0." }),
  limit: limit(100, 50),
});

/** The query of `GET /api/daily_papers`. `from` and `until` are the first and last day of its date, week or month. */
export const dailyQuery = dailyParameters
  .refine(({ date, week, month }) => [date, week, month].filter(Boolean).length < 2, {
    path: ["date"],
    error: "Give one of date, week and month.",
  })
  .transform(({ date, week, month, ...rest }) => ({ ...rest, period: date ?? week ?? month ?? null }));

export type DailyQuery = z.output<typeof dailyQuery>;

/** The query of `GET /api/papers/search`. */
export const searchPapersQuery = z.object({
  q: z
    .string({ error: "Say what to search for." })
    .trim()
    .min(1, "Say what to search for.")
    .max(250, "Search for at most 250 characters.")
    .describe("Words, an arXiv id, a DOI or a name."),
  limit: limit(120, 20),
});

/** The query of `GET /api/papers`. */
export const papersQuery = z.object({
  cursor: z
    .string()
    .max(200, "This is no cursor of this list.")
    .optional()
    .describe("Of the `Link` to the next page; without it, the first page.")
    .transform((token, context) => {
      const cursor = readCursor(token);
      if (token !== undefined && !cursor)
        context.addIssue({ code: "custom", message: "This is no cursor of this list." });
      return cursor;
    }),
  limit: limit(100, 50),
});

/** What a paper is asked to have besides its usual fields. */
const moreFields = ["comments", "submissionDeadline"] as const;

export type MoreField = (typeof moreFields)[number];

/** The query of `GET /api/papers/{id}`: `field` may be repeated, or name several fields with commas between. */
export const paperQuery = z.object({
  field: z
    .array(z.string())
    .default([])
    .transform((texts) => texts.flatMap((text) => text.split(",")).map((name) => name.trim()))
    .pipe(z.array(z.enum(moreFields, { error: `Write ${moreFields.join(" or ")}, or leave it out.` })))
    .meta({
      type: "array",
      items: { enum: moreFields },
      description: "What else to give; may be repeated.",
    }),
});

type Period = { from: string; until: string };

const dateWithTime = /^(\d{4}-\d\d-\d\d)(?:[T ](.+))?$/;

/** The day of a date with or without a time, as clients pass moments on. A time with an offset is counted to UTC. */
function readDate(text: string): Period | null {
  const [, date = "", time] = dateWithTime.exec(text) ?? [];
  // A space stands for the plus sign of an offset in an address that was not encoded.
  const iso = time === undefined ? date : `${date}T${time.replace(" ", "+")}`;
  const day = parseDay(DateTime.fromISO(iso, { zone: "utc" }).toISODate() ?? "");
  return day === null ? null : { from: day, until: day };
}

function period(read: (text: string) => Period | null, wanted: string) {
  return z
    .string()
    .transform((text, context) => {
      const found = read(text);
      if (!found) context.addIssue({ code: "custom", message: wanted });
      return found;
    })
    .optional();
}

const parts = z.object({ path: z.array(z.string().max(200)).max(6) });

/** The key of the paper at the end of a path. Old arXiv ids contain a slash, so it can have several parts. */
export const paperPath = parts.transform(({ path }) => keyOf(path));

/** What is posted to a paper: links, a comment, or a reply to the comment with id `to`. */
type Posting = { kind: "links" | "comment"; key: string } | { kind: "reply"; key: string; to: number };

/** The path `{id}/links`, `{id}/comment` or `{id}/comment/{comment}/reply`, parsed from its end. */
export const postingPath = parts.transform(({ path }): Posting => {
  const last = path.at(-1);
  if (last === "links" || last === "comment") return { kind: last, key: keyOf(path.slice(0, -1)) };
  if (last !== "reply" || path.at(-3) !== "comment")
    throw new AppError("not-found", "There is no such address in the API.");
  const to = readObjectId(path.at(-2) ?? "", "comment");
  if (!to) throw new AppError("not-found", "There is no such comment on this paper.");
  return { kind: "reply", key: keyOf(path.slice(0, -3)), to: to.id };
});

/** The key of the paper in the path `{id}/repos`. */
export const reposPath = parts.transform(({ path }) => {
  if (path.at(-1) !== "repos") throw new AppError("not-found", "There is no such address in the API.");
  return keyOf(path.slice(0, -1));
});

/** The name in the path `{name}/overview`. */
export const personPath = z.object({ name: username.describe("A username.") });

function keyOf(path: string[]): string {
  const key = canonicalKey(decode(path.join("/")));
  if (key === null) throw new AppError("not-found", "There is no such paper here.");
  return key;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // No id contains a percent sign, so the path stays as it is and matches no paper.
    return text;
  }
}
