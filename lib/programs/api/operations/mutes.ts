import { z } from "zod";
import { listMutes, mute, unmute } from "@/lib/follows/mutes";
import { muteKinds, newMuteSchema } from "@/lib/follows/schema";
import { idParams } from "@/lib/programs/api/inputs";
import { type Operation, operation } from "@/lib/programs/api/operation";
import { followFields, toFollowJson } from "@/lib/programs/api/operations/follows";

const tag = "Following";

const muteJson = z
  .object({
    ...followFields,
    kind: z.enum(muteKinds),
    wasFollowed: z
      .boolean()
      .describe("Whether you followed it: muting it ended that; following it again ends the mute."),
  })
  .meta({ id: "Mute", description: "One thing you have muted." });

const listMuted = operation(
  {
    id: "listMutes",
    method: "GET",
    path: "/me/mutes",
    tag,
    summary: "List what you have muted",
    description: "All of it, at most 500 things, the last one first.",
    access: "person",
    answer: z.object({ items: z.array(muteJson) }).meta({ id: "MuteList" }),
    example: {},
  },
  async ({ viewer }) => ({ items: (await listMutes(viewer)).map(toFollowJson) }),
);

const addMute = operation(
  {
    id: "mute",
    method: "POST",
    path: "/me/mutes",
    tag,
    summary: "Mute something",
    description:
      "A topic, a word or a few in a row, an author or a person: such papers stay off your own page and out of your notifications. Muting it again changes nothing; a follow of it ends, as `wasFollowed` tells.",
    access: "person",
    body: z.strictObject(newMuteSchema.shape).meta({ id: "NewMute" }),
    answer: muteJson,
    status: 201,
    errors: ["not-found", "conflict"],
    limit: "vote",
    example: { body: { kind: "word", ref: "large language model" } },
  },
  async ({ viewer, body, now }) => toFollowJson(await mute(viewer, body, now)),
);

const end = operation(
  {
    id: "unmute",
    method: "DELETE",
    path: "/me/mutes/{id}",
    tag,
    summary: "Mute something no longer",
    description: "It can appear on your own page again.",
    access: "person",
    params: idParams,
    errors: ["not-found"],
    limit: "vote",
    example: { params: { id: "{mute}" } },
  },
  ({ viewer, params }) => unmute(viewer, params.id),
);

/** Operations on what the viewer has muted. */
export const muteOperations: Operation[] = [listMuted, addMute, end];
