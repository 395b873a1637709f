import { z } from "zod";
import { grouped } from "@/lib/base/text";
import { nameText } from "@/lib/people/name-text";

export const followKinds = ["topic", "author", "organization", "person", "paper", "search", "text"] as const;
export const muteKinds = ["topic", "word", "author", "organization", "person"] as const;

/** How many things one person can follow, and mute. */
export const maxFollows = 500;
export const maxMutes = 500;

const ref = (maxLength: number) =>
  z
    .string()
    .trim()
    .min(1, { error: "Say what." })
    .max(maxLength, { error: `At most ${grouped(maxLength)} characters.` });

/** A request to follow something. */
export const newFollowSchema = z.object({
  kind: z.enum(followKinds, { error: "Choose what kind of thing it is." }),
  ref: ref(2000).describe(
    "A topic's id, the slug of an author or an organisation, a username, a paper's id, the query of a search's address such as `q=agents&topic=cs.CL`, or a text.",
  ),
});

/** A request to mute something. */
export const newMuteSchema = z.object({
  kind: z.enum(muteKinds, { error: "Choose what kind of thing it is." }),
  ref: ref(200).describe(
    "A topic's id, a word or a few in a row, the slug or name of an author or an organisation, or a username.",
  ),
});

/** The label of a follow, as its owner changes it. */
export const labelSchema = nameText()
  .min(1, { error: "Give it a name." })
  .max(120, { error: "A name has at most 120 characters." });

export type NewFollow = z.output<typeof newFollowSchema>;
export type NewMute = z.output<typeof newMuteSchema>;
