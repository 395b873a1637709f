import { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { findPublicDigest, listPublicDigests, type PublicDigest } from "@/lib/digests/archive";
import type { DigestContent } from "@/lib/digests/mail-content/content";
import { periodName } from "@/lib/digests/period";
import { previewEveryones, previewOwn } from "@/lib/digests/preview";
import { limitOf, moment } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";
import { listedPaper, toListedPaperJson } from "@/lib/programs/api/paper-json";

const tag = "Mail";

const mailed = z
  .object({
    title: z.string(),
    feed: z.string(),
    period: z.string(),
    papers: z.array(z.object({ id: z.string(), title: z.string(), reason: z.string() })),
  })
  .meta({ id: "DigestPreview", description: "What a mail would hold. No papers: no mail would come." });

const preview = operation(
  {
    id: "previewDigest",
    method: "GET",
    path: "/digests/preview",
    tag,
    summary: "Preview the next mail",
    description: "Yours if you are signed in, the mail of everyone's trending papers otherwise.",
    access: "everybody",
    answer: mailed,
    example: {},
  },
  async ({ viewer, now }) => toPreview(viewer ? await previewOwn(viewer, now) : await previewEveryones(now)),
);

const publicDigest = z.object({
  period: z.string().describe("A day, `2026-03-12`, or a week, `2026-W11`."),
  composedAt: moment,
  count: z.int().describe("How many papers it holds."),
});

const archive = operation(
  {
    id: "listDigests",
    method: "GET",
    path: "/digests",
    tag,
    summary: "List the public digests",
    description: "The digests of everyone's trending papers as they were mailed, the latest first.",
    access: "everybody",
    query: z.strictObject({ kind: z.enum(["day", "week"]).default("day"), limit: limitOf(100, 31) }),
    answer: z.object({ items: z.array(publicDigest) }).meta({ id: "DigestList" }),
    sharedFor: 60,
    example: { query: { kind: "day", limit: "7" } },
  },
  async ({ query }) => ({ items: (await listPublicDigests(query.kind, query.limit)).map(toPublic) }),
);

const one = operation(
  {
    id: "getDigest",
    method: "GET",
    path: "/digests/{period}",
    tag,
    summary: "Read a public digest",
    access: "everybody",
    params: z.object({ period: z.string().max(10).describe("A day, `2026-03-12`, or a week, `2026-W11`.") }),
    answer: publicDigest.extend({ papers: z.array(listedPaper) }).meta({ id: "Digest" }),
    errors: ["not-found"],
    sharedFor: 60,
    example: { params: { period: "2026-03-12" } },
  },
  async ({ params, viewer }) => {
    const found = await findPublicDigest(params.period, viewer);
    if (!found) throw new AppError("not-found", "There is no digest of this day or week.");
    return { ...toPublic(found), papers: found.items.map(toListedPaperJson) };
  },
);

function toPublic({ period, paperIds, composedAt }: PublicDigest) {
  return { period: periodName(period), composedAt: composedAt.toISOString(), count: paperIds.length };
}

function toPreview({ title, feed, period, papers }: DigestContent): z.input<typeof mailed> {
  return {
    title,
    feed,
    period: periodName(period),
    papers: papers.map(({ key, title, reason }) => ({ id: key, title, reason })),
  };
}

/** What was mailed to everyone, and what the next mail would hold. */
export const archiveOperations: Operation[] = [archive, preview, one];
