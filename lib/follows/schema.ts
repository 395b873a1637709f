import { z } from "zod";
import { nameText } from "@/lib/people/name-text";

export const followKinds = ["topic", "author", "person", "paper", "search", "text"] as const;
export const muteKinds = ["topic", "word", "author", "person"] as const;

/** The most that one person follows, and mutes. */
export const maxFollows = 500;
export const maxMutes = 500;

const ref = (most: number) =>
  z
    .string()
    .trim()
    .min(1, { error: "Say what." })
    .max(most, { error: `At most ${most.toLocaleString("en")} characters.` });

/** What somebody wants to follow. */
export const newFollowSchema = z.object({
  kind: z.enum(followKinds, { error: "Choose what kind of thing it is." }),
  ref: ref(2000).describe(
    "A topic's id, an author's slug, a username, a paper's id, the query of a search's address such as `q=agents&topic=cs.CL`, or a text.",
  ),
});

/** What somebody wants to see no more. */
export const newMuteSchema = z.object({
  kind: z.enum(muteKinds, { error: "Choose what kind of thing it is." }),
  ref: ref(200).describe("A topic's id, a word or a few in a row, an author's slug or name, or a username."),
});

/** The reader's own name for something they follow. */
export const labelSchema = nameText()
  .min(1, { error: "Give it a name." })
  .max(120, { error: "A name has at most 120 characters." });

export type NewFollow = z.output<typeof newFollowSchema>;
export type NewMute = z.output<typeof newMuteSchema>;
