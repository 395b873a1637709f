import { z } from "zod";
import { type Operation, operation } from "@/lib/api/v1/operation";
import { bringLibrary } from "@/lib/taste/library";

const bring = operation(
  {
    id: "bringLibrary",
    method: "POST",
    path: "/me/library",
    ...{ tag: "Following", summary: "Bring papers along that you know" },
    description:
      "They show what you like: papers like these rise on your own page. BibTeX, RIS, or lines with arXiv ids, addresses, DOIs or titles; at most 2,000 papers at a time. Bringing them again changes nothing.",
    access: "person",
    body: z.strictObject({ text: z.string().min(1).describe("The list.") }).meta({ id: "Library" }),
    answer: z
      .object({
        found: z.int().describe("Papers that the hub holds."),
        titled: z.int().describe("Papers that it does not hold, of which it keeps the title."),
        absent: z.array(z.string()).describe("Ids without a title of papers that it does not hold."),
        unread: z.array(z.string()).describe("Beginnings of what was not understood."),
      })
      .meta({ id: "Brought" }),
    errors: ["conflict"],
    example: { body: { text: "2601.05230\nAttention Is All You Need" } },
  },
  ({ viewer, body, now }) => bringLibrary(viewer, [body.text], now),
);

/** What a person brings along. */
export const libraryOperations: Operation[] = [bring];
