import { z } from "zod";
import { changeReaderSettings, getReaderSettings, resetTaste } from "@/lib/feeds/taste/taste-settings";
import { type Operation, operation } from "@/lib/programs/api/operation";

const common = { path: "/me/reader", tag: "Your own page", access: "person" } as const;

const readerJson = z
  .object({
    learns: z.boolean().describe("Whether the hub learns from what you do."),
    ownPage: z.boolean().describe("Whether `/` is your own trending page, or everyone's."),
  })
  .meta({ id: "ReaderSettings", description: "What you decide about your own page." });

const get = operation(
  {
    ...common,
    id: "getReaderSettings",
    method: "GET",
    summary: "Read how your own page is made",
    description: "Whether the hub learns from what you do, and whether your own page is your front page.",
    answer: readerJson,
    example: {},
  },
  ({ viewer }) => getReaderSettings(viewer),
);

const change = operation(
  {
    ...common,
    id: "changeReaderSettings",
    method: "PATCH",
    summary: "Switch learning or your own front page off or on",
    description: "While nothing is learnt, your interests stay as they are, and nothing you see is noted.",
    body: z
      .strictObject({ learns: z.boolean().optional(), ownPage: z.boolean().optional() })
      .meta({ id: "ReaderSettingsChange", description: "What is left out stays as it is." }),
    answer: readerJson,
    example: { body: { learns: false } },
  },
  ({ viewer, body, now }) => changeReaderSettings(viewer, body, now),
);

const reset = operation(
  {
    ...common,
    path: "/me/taste",
    id: "resetTaste",
    method: "DELETE",
    summary: "Forget what was learnt from you",
    description:
      "For good: interests, what you said about papers and imported papers. Upvotes, saved papers, follows and mixes stay.",
    example: {},
  },
  ({ viewer, now }) => resetTaste(viewer, now),
);

/** Operations on how the viewer's own page is made. */
export const readerOperations: Operation[] = [get, change, reset];
