import { z } from "zod";
import { parseDay, parseMonth, parseWeek } from "@/lib/base/time";
import { readCursor } from "@/lib/feeds/cursor";

const limit = (most: number, usual: number) =>
  z
    .string()
    .regex(/^\d{1,4}$/, { error: "Write a whole number." })
    .transform(Number)
    .pipe(z.number().min(1, "Ask for at least 1.").max(most, `Ask for at most ${most}.`))
    .default(usual);

/** Rows that pages of a list may leave out: whoever goes deeper finds nothing, and walks by cursor instead. */
export const deepestRow = 10_000;

/** What `GET /api/daily_papers` may ask. `from` and `until` are the first and last day of its date, week or month. */
export const dailyQuery = z
  .object({
    date: period(
      (text) => (parseDay(text) ? { from: text, until: text } : null),
      "Write a date such as 2026-03-12.",
    ),
    week: period(parseWeek, "Write an ISO week such as 2026-W11."),
    month: period(parseMonth, "Write a month such as 2026-03."),
    submitter: z.string().max(100, "A username has at most 100 characters.").optional(),
    sort: z
      .enum(["publishedAt", "trending"], { error: "Write publishedAt or trending." })
      .default("publishedAt"),
    p: z
      .string()
      .regex(/^\d{1,9}$/, { error: "Write the number of a page, counted from 0." })
      .transform(Number)
      .default(0),
    limit: limit(100, 50),
  })
  .refine(({ date, week, month }) => [date, week, month].filter(Boolean).length < 2, {
    path: ["date"],
    error: "Give one of date, week and month.",
  })
  .transform(({ date, week, month, ...rest }) => ({ ...rest, period: date ?? week ?? month ?? null }));

export type DailyQuery = z.output<typeof dailyQuery>;

/** What `GET /api/papers/search` may ask. */
export const searchPapersQuery = z.object({
  q: z
    .string({ error: "Say what to search for." })
    .trim()
    .min(1, "Say what to search for.")
    .max(250, "Search for at most 250 characters."),
  limit: limit(120, 20),
});

/** What `GET /api/papers` may ask. */
export const papersQuery = z.object({
  cursor: z
    .string()
    .max(200, "This is no cursor of this list.")
    .optional()
    .transform((token, context) => {
      const cursor = readCursor(token);
      if (token !== undefined && !cursor)
        context.addIssue({ code: "custom", message: "This is no cursor of this list." });
      return cursor;
    }),
  limit: limit(100, 50),
});

/** What `GET /api/papers/{id}` may ask. */
export const paperQuery = z.object({
  field: z.enum(["comments"], { error: "Write comments, or leave it out." }).optional(),
});

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
