import { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { hubDay } from "@/lib/base/hub-day";
import { parseMonth, parseWeek } from "@/lib/base/time";
import { type Feed, orders, type Period, papersFeed, parsePeriod, windows } from "@/lib/feeds/feed";
import { findOrganization } from "@/lib/papers/organizations";
import { findAuthor } from "@/lib/papers/papers";
import { findCurrentTopic } from "@/lib/papers/topics/topics";
import { findPerson } from "@/lib/people/people";
import { afterQuery, dayQuery, limitOf, topicQuery } from "@/lib/programs/api/inputs";

const week = z.string().refine((text) => parseWeek(text) !== null, { error: "Write a week as 2026-W11." });
const month = z.string().refine((text) => parseMonth(text) !== null, { error: "Write a month as 2026-03." });

/** The query of a list of papers; every part narrows the list. */
export const papersQuery = z
  .strictObject({
    order: z
      .enum(orders)
      .optional()
      .describe(
        "`trending` by heat, `newest` by announcement, `top` by upvotes. Without it, `newest` for an author, an organisation and a person, `top` for a week and a month, `trending` for all else.",
      ),
    window: z.enum(windows).default("all").describe("Only papers announced in the last day, week or month."),
    day: dayQuery.describe("Only papers of this day, YYYY-MM-DD."),
    week: week.optional().describe("Only papers of this ISO week, such as `2026-W11`."),
    month: month.optional().describe("Only papers of this month, such as `2026-03`."),
    topic: topicQuery,
    author: z.string().max(120).optional().describe("Only papers by this author: the slug of the name."),
    organization: z.string().max(120).optional().describe("Only papers of this organisation: its slug."),
    person: z.string().max(60).optional().describe("Only papers that this person submitted: a username."),
    at: dayQuery.describe("The trending page as it stood at the end of this day, YYYY-MM-DD."),
    after: afterQuery,
    limit: limitOf(100, 50),
  })
  .refine(({ day, week, month }) => [day, week, month].filter(Boolean).length < 2, {
    error: "Give a day, a week or a month, not several.",
  })
  .refine(({ at, order = "trending" }) => !at || order === "trending", {
    error: "Only the trending order can be asked for as of a past day.",
    path: ["at"],
  });

export type PapersQuery = z.output<typeof papersQuery>;

/**
 * The feed that a query describes.
 * @throws AppError not-found for a topic, an author, an organisation or a person that is not known here
 */
export async function feedOf(query: PapersQuery, now: Date): Promise<Feed> {
  const { topic, author, organization, person, window, order, at } = query;
  await assertKnown(query);
  return papersFeed(
    {
      period: periodOf(query),
      topic: topic && findCurrentTopic(topic)?.id,
      authorSlug: author && (await knownAuthor(author)),
      organizationSlug: organization,
      submitter: person?.toLowerCase(),
      window,
      order,
      at,
    },
    hubDay(now),
  );
}

function periodOf({ day, week, month }: PapersQuery): Period | null {
  if (day) return parsePeriod("date", day);
  if (week) return parsePeriod("week", week);
  return month ? parsePeriod("month", month) : null;
}

async function assertKnown({ topic, organization, person }: PapersQuery): Promise<void> {
  if (topic && !findCurrentTopic(topic)) throw new AppError("not-found", "There is no such topic.");
  if (organization && !(await findOrganization(organization)))
    throw new AppError("not-found", "There is no paper of that organisation here.");
  if (person && !(await findPerson(person)))
    throw new AppError("not-found", "There is nobody of that name here.");
}

/** Today's slug of an author's name. */
async function knownAuthor(slug: string): Promise<string> {
  const author = await findAuthor(slug);
  if (!author) throw new AppError("not-found", "There is no paper by an author of that name here.");
  return author.slug;
}
