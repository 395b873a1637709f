import { z } from "zod";
import { countBeingRead } from "@/lib/feeds/taste/being-read";
import {
  importLibrary,
  type LibraryRow,
  listLibrary,
  readLibraryPlace,
  takeOutOfLibrary,
} from "@/lib/feeds/taste/library";
import { afterOf, limitOf, moment } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";

const importPapers = operation(
  {
    id: "bringLibrary",
    method: "POST",
    path: "/me/library",
    tag: "Following",
    summary: "Import papers that you know",
    description:
      "They show what you like: papers like these rise on your own page. BibTeX, RIS, or lines with arXiv ids, addresses, DOIs or titles; at most 2,000 papers at a time. Bringing them again changes nothing.",
    access: "person",
    body: z.strictObject({ text: z.string().min(1).describe("The list.") }).meta({ id: "Library" }),
    answer: z
      .object({
        found: z.int().describe("Papers that the hub holds."),
        titled: z.int().describe("Papers that it does not hold, of which it keeps the title."),
        titleAlone: z
          .int()
          .describe("Those of them that it does not fetch from arXiv either: only their titles count."),
        absent: z.array(z.string()).describe("Ids without a title of papers that it does not hold."),
        pending: z
          .array(z.string())
          .describe("arXiv ids that it does not hold; it fetches these papers when arXiv can be reached."),
        unread: z.array(z.string()).describe("Beginnings of what was not understood."),
        beingRead: z.int().describe("How many imported papers do not count in the interests yet."),
      })
      .meta({ id: "Brought" }),
    errors: ["conflict"],
    example: { body: { text: "2601.05230\nAttention Is All You Need" } },
  },
  ({ viewer, body, now }) => importLibrary(viewer, [body.text], now),
);

const entryJson = z
  .object({
    id: z.string().describe("For removing it: a paper's id, or `title-` and a number."),
    title: z.string(),
    state: z
      .enum(["held", "title", "waiting", "unknown"])
      .describe("`waiting` for arXiv, or `unknown` there, while the hub does not hold the paper of an id."),
    held: z.boolean().describe("Whether the hub holds the paper; of others it keeps the title."),
    learnt: z
      .boolean()
      .describe("Whether your interests follow it: not once you removed it from an interest."),
    broughtAt: moment,
  })
  .meta({ id: "LibraryEntry", description: "A paper or title that you imported." });

const list = operation(
  {
    id: "listLibrary",
    method: "GET",
    path: "/me/library",
    tag: "Following",
    summary: "List imported papers",
    description: "The last first. Nobody else sees it.",
    access: "person",
    query: z.strictObject({
      after: afterOf(40, (token) => readLibraryPlace(token) !== null),
      limit: limitOf(100, 50),
    }),
    answer: z
      .object({
        count: z.int().describe("How many in all."),
        beingRead: z.int().describe("How many of them do not count in the interests yet."),
        items: z.array(entryJson),
        next: z.string().nullable().describe("Ask for the next page with this as `after`; null at the end."),
      })
      .meta({ id: "LibraryList" }),
    example: { query: { limit: "20" } },
  },
  async ({ viewer, query }) => {
    const [{ count, rows, next }, beingRead] = await Promise.all([
      listLibrary(viewer, query),
      countBeingRead(viewer),
    ]);
    return { count, beingRead, items: rows.map(toEntryJson), next };
  },
);

const takeOutOne = operation(
  {
    id: "takeOutOfLibrary",
    method: "DELETE",
    path: "/me/library/{id}",
    tag: "Following",
    summary: "Remove an imported paper",
    description: "Your interests no longer follow it, unless you also upvoted or saved it.",
    access: "person",
    params: z.object({ id: z.string().max(40).describe("As the list gives it, percent-encoded.") }),
    errors: ["not-found"],
    limit: "vote",
    example: { params: { id: "title-1" } },
  },
  ({ viewer, params, now }) => takeOutOfLibrary(viewer, params.id, now),
);

/** Operations on the papers that the viewer imported. */
export const libraryOperations: Operation[] = [importPapers, list, takeOutOne];

function toEntryJson({ here, importedAt, ...row }: LibraryRow): z.input<typeof entryJson> {
  return { ...row, held: here, broughtAt: importedAt.toISOString() };
}
