import { z } from "zod";
import { type FollowRow, follow, listFollows, renameFollow, unfollow } from "@/lib/follows/follows";
import type { MuteRow } from "@/lib/follows/mutes";
import { newsTotal } from "@/lib/follows/news";
import { followKinds, labelSchema, newFollowSchema } from "@/lib/follows/schema";
import { countWeeklyNews } from "@/lib/follows/weekly-news";
import { idParams, moment } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";

const tag = "Following";

/** The fields of a thing that is followed or muted. */
export const followFields = {
  id: z.int(),
  kind: z.enum(followKinds),
  ref: z.string().describe("Which one: as it was asked for, in the hub's own spelling."),
  label: z.string().describe("Its name, or the one you gave it."),
  since: moment,
};

const followedJson = z
  .object({ ...followFields, unmuted: z.boolean().describe("Whether you had muted it: that has ended.") })
  .meta({ id: "Follow", description: "One thing you follow." });

const list = operation(
  {
    id: "listFollows",
    method: "GET",
    path: "/me/follows",
    tag,
    summary: "List what you follow",
    description: "All of it, at most 500 things, the last one first. Nobody else sees it.",
    access: "person",
    answer: z
      .object({
        items: z.array(
          z.object({
            ...followFields,
            lastWeek: z
              .int()
              .nullable()
              .describe(
                "Papers it brought in the last seven days; of a paper, comments, new versions and code. Null while a search or a text waits to be looked up for the first time.",
              ),
          }),
        ),
      })
      .meta({ id: "FollowList" }),
    example: {},
  },
  async ({ viewer, now }) => {
    const [rows, newsOf] = await Promise.all([listFollows(viewer), countWeeklyNews(viewer, now)]);
    return {
      items: rows.map(({ waits, ...row }) => {
        const news = newsOf.get(row.id);
        return { ...toFollowJson(row), lastWeek: news ? newsTotal(news) : waits ? null : 0 };
      }),
    };
  },
);

const add = operation(
  {
    id: "follow",
    method: "POST",
    path: "/me/follows",
    tag,
    summary: "Follow something",
    description:
      "A topic, an author, a person, a paper, a search, or papers like a text. Following it again changes nothing; a mute of it ends, as `unmuted` tells.",
    access: "person",
    body: z.strictObject(newFollowSchema.shape).meta({ id: "NewFollow" }),
    answer: followedJson,
    status: 201,
    errors: ["not-found", "conflict"],
    limit: "vote",
    example: { body: { kind: "search", ref: "q=agents&topic=cs.CL" } },
  },
  async ({ viewer, body, now }) => toFollowJson(await follow(viewer, body, now)),
);

const one = {
  path: "/me/follows/{id}",
  tag,
  access: "person",
  params: idParams,
  errors: ["not-found"],
  limit: "vote",
  example: { params: { id: "{follow}" } },
} as const;

const rename = operation(
  {
    id: "renameFollow",
    method: "PATCH",
    ...one,
    summary: "Give what you follow a name of your own",
    description: "It is shown instead of the usual one.",
    body: z.strictObject({ label: labelSchema }).meta({ id: "FollowChange" }),
    example: { ...one.example, body: { label: "Agents" } },
  },
  ({ viewer, params, body }) => renameFollow(viewer, params.id, body.label),
);

const end = operation(
  {
    id: "unfollow",
    method: "DELETE",
    ...one,
    summary: "Follow something no longer",
    description: "You are not notified of it any more.",
  },
  ({ viewer, params }) => unfollow(viewer, params.id),
);

/** Operations on what the viewer follows. */
export const followOperations: Operation[] = [list, add, rename, end];

/** A follow or a mute as JSON. */
export function toFollowJson<R extends FollowRow | MuteRow>({ createdAt, ...row }: R) {
  return { ...row, since: createdAt.toISOString() };
}
