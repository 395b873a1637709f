import { counted } from "@/lib/base/text";
import { isoDay } from "@/lib/base/time";
import { abstractKindOf } from "@/lib/papers/abstract-kind";
import { splitMath } from "@/lib/papers/latex/latex";
import { listLinks } from "@/lib/papers/links";
import { topicName } from "@/lib/papers/topics/topics";
import { withdrawnWords } from "@/lib/papers/withdrawn-words";
import { toBibtex } from "@/lib/programs/formats/bibtex";
import type { Cited } from "@/lib/programs/formats/cited";

const kinds = { abstract: "Abstract", summary: "Summary", notice: "Notice of withdrawal" };

/** What stands before a text that is no abstract. */
function labelOf(paper: Cited): string {
  const kind = abstractKindOf(paper);
  return kind === "abstract" ? "" : `${kinds[kind]}: `;
}

/** One paper as Markdown, with what its page shows and BibTeX at the end. Formulas stay between dollar signs. */
export function paperMarkdown(paper: Cited, hubUrl: string): string {
  return [
    `# ${toMarkdown(paper.title)}`,
    ...head(paper),
    linkLine(paper, hubUrl),
    `## ${kinds[abstractKindOf(paper)]}`,
    toMarkdown(paper.abstract),
    ...(paper.comment ? ["## Comment of the authors", toMarkdown(paper.comment)] : []),
    "## Cite",
    `\`\`\`bibtex\n${toBibtex([paper])}\`\`\``,
  ]
    .join("\n\n")
    .concat("\n");
}

/** A list of papers as Markdown. @param address path of the list */
export function listMarkdown(papers: Cited[], title: string, address: string, hubUrl: string): string {
  const parts = papers.flatMap((paper) => [
    `## [${toMarkdown(paper.title)}](${hubUrl}/papers/${paper.key})`,
    ...head(paper),
    `${labelOf(paper)}${toMarkdown(paper.abstract)}`,
  ]);
  return [`# ${escapeMarkdown(title)}`, `<${hubUrl}${address}>`, ...parts].join("\n\n").concat("\n");
}

function head(paper: Cited): string[] {
  const details = [
    `Announced ${isoDay(paper.day)}`,
    `published ${isoDay(paper.publishedAt)}`,
    counted(paper.upvotes, "upvote"),
    counted(paper.commentCount, "comment"),
    ...(paper.withdrawn ? [withdrawnWords(paper)] : []),
  ];
  const topics = paper.topics.map((id) => (topicName(id) === id ? id : `${topicName(id)} (${id})`));
  return [
    paper.authors.map(escapeMarkdown).join(", "),
    details.join(" · "),
    ...(topics.length > 0 ? [`Topics: ${escapeMarkdown(topics.join(", "))}`] : []),
    ...(paper.journalRef ? [`Journal: ${toMarkdown(paper.journalRef)}`] : []),
  ];
}

function linkLine(paper: Cited, hubUrl: string): string {
  const links = [{ name: "On this hub", href: `${hubUrl}/papers/${paper.key}` }, ...listLinks(paper)];
  // Between angle brackets an address may contain parentheses.
  return links
    .map(({ name, href }) => `[${name}](<${href.replace(/[<>\s]/g, encodeURIComponent)}>)`)
    .join(" · ");
}

function toMarkdown(text: string): string {
  const pieces = splitMath(text).map((piece) => {
    // A backslash at the end of a line keeps the break.
    if (piece.kind === "text") return piece.text.split("\n").map(escapeMarkdown).join("\\\n");
    return piece.display ? `$$${piece.tex}$$` : `$${piece.tex}$`;
  });
  return pieces.join("");
}

function escapeMarkdown(text: string): string {
  const inline = text.replace(/[\\`*_[\]<>$|~]/g, "\\$&");
  // Only a sign can be escaped, not the number before it.
  return inline.replace(/^(\s*)([#+=-])/, "$1\\$2").replace(/^(\s*\d+)([.)])/, "$1\\$2");
}
