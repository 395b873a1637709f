import { z } from "zod";
import { counted } from "@/lib/base/text";
import { withdrawnWords } from "@/lib/papers/withdrawn-words";
import type { commentJson } from "@/lib/programs/api/operations/comments";
import { listedPaper } from "@/lib/programs/api/paper-json";

const maxAuthors = 5;

/** A paper in a list for a language model, which reads every word: only the first of what may be hundreds of authors. */
export const shortPaper = listedPaper
  .extend({
    authors: listedPaper.shape.authors.describe(`The first ${maxAuthors}, in the order of the paper.`),
    authorCount: z.int().describe("How many authors there are in all."),
  })
  .meta({ id: "ShortPaper", description: "A paper as it stands in a list." });

/** Shortens a listed paper to its first authors. */
export function toShortPaper(paper: z.input<typeof listedPaper>): z.input<typeof shortPaper> {
  return { ...paper, authors: paper.authors.slice(0, maxAuthors), authorCount: paper.authors.length };
}

type Listed = z.input<typeof shortPaper>;
type Comment = z.input<typeof commentJson>;

const shortAbstract = 400;

/** A list of papers as Markdown. */
export function listWords(items: Listed[], title: string): string {
  if (items.length === 0) return `${title}: no papers.`;
  return [`# ${title}`, ...items.map(paperWords)].join("\n\n");
}

function paperWords({ rank, id, url, title, authors, topics, day, ...paper }: Listed): string {
  const names = authors.slice(0, 3).map(({ name }) => name);
  const more = paper.authorCount > 3 ? ` and ${paper.authorCount - 3} more` : "";
  const counts = [counted(paper.upvotes, "upvote"), counted(paper.comments, "comment")];
  const withdrawn = paper.withdrawn ? withdrawnWords(paper) : "";
  const details = [`id ${id}`, day, topics.join(" "), withdrawn, ...counts];
  const marks = [...(paper.upvoted ? ["you upvoted it"] : []), ...(paper.saved ? ["you keep it"] : [])];
  return [
    `${rank}. [${title}](${url})`,
    `   ${names.join(", ")}${more}`,
    `   ${[...details.filter(Boolean), ...marks].join(" · ")}`,
    ...(paper.sum ? [`   ${paper.sum.reason}`] : []),
    `   ${cut(paper.abstract.replace(/\s+/g, " "), shortAbstract)}`,
  ].join("\n");
}

/** A paper's comments as Markdown, oldest first. */
export function commentWords(comments: Comment[]): string {
  if (comments.length === 0) return "## Comments\n\nNone yet.";
  const each = comments.map(({ id, parentId, author, createdAt, body, deleted }) => {
    const answers = parentId ? `, answering ${parentId}` : "";
    const head = `**${author ?? "somebody"}**, ${createdAt.slice(0, 10)} (comment ${id}${answers})`;
    return `${head}\n\n${deleted ? "Deleted." : body}`;
  });
  return ["## Comments", ...each].join("\n\n");
}

/** Cuts a text to a maximum number of characters. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}
