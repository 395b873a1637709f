import { z } from "zod";
import { listedPaper } from "@/lib/programs/api/paper-json";

const mostAuthors = 5;

/** A paper in a list for a model, which reads every word: a few authors of what may be hundreds. */
export const shortPaper = listedPaper
  .extend({
    authors: listedPaper.shape.authors.describe(`The first ${mostAuthors}, in the order of the paper.`),
    authorCount: z.int().describe("How many authors there are in all."),
  })
  .meta({ id: "ShortPaper", description: "A paper as it stands in a list." });

export function toShortPaper(paper: z.input<typeof listedPaper>): z.input<typeof shortPaper> {
  return { ...paper, authors: paper.authors.slice(0, mostAuthors), authorCount: paper.authors.length };
}
