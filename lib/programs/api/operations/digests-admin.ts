import { z } from "zod";
import { getMailings, retryDigest, retryDigests, skipDigest } from "@/lib/digests/admin";
import { periodName } from "@/lib/digests/period";
import { idParams, moment } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";

const common = { tag: "Admin", access: "admin" } as const;

const counts = z.object({
  waiting: z.int(),
  oldestDueAt: moment.nullable().describe("When what waits longest was due."),
  sentHour: z.int(),
  sentDay: z.int(),
  sentWeek: z.int(),
  emptyWeek: z.int().describe("Not sent this week, since nothing was good enough."),
  skippedWeek: z.int().describe("Not sent this week: too late, or stopped in between."),
  failed: z.int(),
  doubtful: z.int(),
  stopped: z.int().describe("Addresses without mail: they bounced, or their readers complained."),
});

const troubled = z.object({
  id: z.int(),
  state: z.enum(["failed", "doubtful"]),
  email: z.string(),
  feed: z.string(),
  period: z.string(),
  dueAt: moment,
  attempts: z.int(),
  error: z.string().nullable(),
});

const overview = z
  .object({
    counts,
    troubled: z.array(troubled).describe("The latest first, at most 50."),
    feeds: z
      .array(z.object({ feed: z.string(), subscriptions: z.int(), sentWeek: z.int() }))
      .describe("Those that most readers get, at most 30."),
  })
  .meta({ id: "Mailings" });

const read = operation(
  {
    id: "getMailings",
    method: "GET",
    path: "/admin/digests",
    ...common,
    summary: "Read how feeds by mail go",
    answer: overview,
    example: {},
  },
  async ({ viewer, now }) => {
    const { counts, troubled, feeds } = await getMailings(viewer, now);
    return {
      counts: { ...counts, oldestDueAt: counts.oldestDueAt?.toISOString() ?? null },
      troubled: troubled.map((row) => ({
        ...row,
        period: periodName(row.period),
        dueAt: row.dueAt.toISOString(),
      })),
      feeds,
    };
  },
);

const one = {
  ...common,
  params: idParams,
  errors: ["not-found"],
  example: { params: { id: "{digest}" } },
} as const;

const again = operation(
  {
    id: "retryDigest",
    method: "POST",
    path: "/admin/digests/{id}/again",
    ...one,
    summary: "Send a digest again that failed or is doubtful",
    description: "A doubtful one may have arrived: the mail server was lost while it took it.",
  },
  ({ viewer, params, now }) => retryDigest(viewer, params.id, now),
);

const skip = operation(
  {
    id: "skipDigest",
    method: "POST",
    path: "/admin/digests/{id}/skip",
    ...one,
    summary: "Let a digest go that failed or is doubtful",
  },
  ({ viewer, params }) => skipDigest(viewer, params.id),
);

const all = operation(
  {
    id: "retryDigests",
    method: "POST",
    path: "/admin/digests/again",
    ...common,
    summary: "Send all digests again that failed in the last day",
    answer: z.object({ digests: z.int() }).meta({ id: "RetriedDigests" }),
    example: {},
  },
  async ({ viewer, now }) => ({ digests: await retryDigests(viewer, now) }),
);

/** Feeds by mail, for whoever looks after the hub. */
export const mailingOperations: Operation[] = [read, all, again, skip];
