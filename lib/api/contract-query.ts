import { z } from "zod";
import { parseDay, parseMonth, parseWeek } from "@/lib/feeds/calendar";
import { readCursor } from "@/lib/feeds/cursor";

const limit = (most: number, usual: number) =>
  z
    .string()
    .regex(/^\d{1,4}$/, { error: "a whole number" })
    .transform(Number)
    .pipe(z.number().min(1, "at least 1").max(most, `at most ${most}`))
    .default(usual);

/** Rows that pages of a list may leave out: whoever goes deeper finds nothing, and walks by cursor instead. */
export const deepestRow = 10_000;

/** What `GET /api/daily_papers` may ask. `from` and `until` are the first and last day of its date, week or month. */
export const dailyQuery = z
  .object({
    date: period(
      (text) => (parseDay(text) ? { from: text, until: text } : null),
      "a date such as 2026-03-12",
    ),
    week: period(parseWeek, "a week such as 2026-W11"),
    month: period(parseMonth, "a month such as 2026-03"),
    submitter: z.string().max(100, "at most 100 characters").optional(),
    sort: z.enum(["publishedAt", "trending"], { error: "publishedAt or trending" }).default("publishedAt"),
    p: z
      .string()
      .regex(/^\d{1,9}$/, { error: "a page, counted from 0" })
      .transform(Number)
      .default(0),
    limit: limit(100, 50),
  })
  .refine(({ date, week, month }) => [date, week, month].filter(Boolean).length < 2, {
    path: ["date"],
    error: "give one of date, week and month",
  })
  .transform(({ date, week, month, ...rest }) => ({ ...rest, period: date ?? week ?? month ?? null }));

export type DailyQuery = z.output<typeof dailyQuery>;

/** What `GET /api/papers/search` may ask. */
export const searchPapersQuery = z.object({
  q: z
    .string({ error: "say what to search for" })
    .trim()
    .min(1, "say what to search for")
    .max(250, "at most 250 characters"),
  limit: limit(120, 20),
});

/** What `GET /api/papers` may ask. */
export const papersQuery = z.object({
  cursor: z
    .string()
    .max(200, "not a cursor of this list")
    .optional()
    .transform((token, context) => {
      const cursor = readCursor(token);
      if (token !== undefined && !cursor)
        context.addIssue({ code: "custom", message: "not a cursor of this list" });
      return cursor;
    }),
  limit: limit(100, 50),
});

/** What `GET /api/papers/{id}` may ask. */
export const paperQuery = z.object({ field: z.enum(["comments"], { error: "comments" }).optional() });

type Period = { from: string; until: string };

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
