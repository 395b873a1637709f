import { z } from "zod";
import { uncountedNote } from "@/lib/papers/counted-votes";
import { takeBackUpvote, type UpvoteState, upvotePaper } from "@/lib/papers/upvotes";
import { paperParams } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";

const tag = "Upvotes and saves";

export const upvoteState = z
  .object({
    upvoted: z.boolean(),
    upvotes: z.int(),
    note: z.string().nullable().describe("Why your upvote does not count, if it does not."),
  })
  .meta({ id: "UpvoteState", description: "How a paper stands for you now." });

const common = {
  path: "/papers/{id}/upvote",
  tag,
  access: "person",
  params: paperParams,
  answer: upvoteState,
  brief: true,
  errors: ["not-found"],
  limit: "vote",
  example: { params: { id: "{paper}" } },
} as const;

const putUpvote = operation(
  {
    id: "upvotePaper",
    method: "PUT",
    ...common,
    summary: "Upvote a paper",
    description: "Doing it again changes nothing.",
  },
  async ({ viewer, params, now }) => toUpvoteJson(await upvotePaper(viewer, params.id, now)),
);

const deleteUpvote = operation(
  {
    id: "takeBackUpvote",
    method: "DELETE",
    ...common,
    summary: "Take an upvote back",
    description: "Without an upvote nothing changes.",
  },
  async ({ viewer, params, now }) => toUpvoteJson(await takeBackUpvote(viewer, params.id, now)),
);

/** Operations that give an upvote and take it back. */
export const voteOperations: Operation[] = [putUpvote, deleteUpvote];

export function toUpvoteJson({ upvoted, upvotes, uncounted }: UpvoteState): z.input<typeof upvoteState> {
  return { upvoted, upvotes, note: uncountedNote(uncounted) };
}
