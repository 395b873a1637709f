import type { Nodes } from "hast";
import { defaultSchema, sanitize } from "hast-util-sanitize";
import { toHtml } from "hast-util-to-html";
import { h } from "hastscript";
import { fromMarkdown } from "mdast-util-from-markdown";
import { toHast } from "mdast-util-to-hast";
import { isMarkdownSized, maxLines } from "@/lib/community/comments/structure";

/**
 * A comment's Markdown (CommonMark) as HTML, from a tree of which only harmless elements, attributes and links are kept.
 * HTML in a comment is text. A text of too much structure becomes paragraphs of plain text, with its addresses as links.
 */
export function commentHtml(body: string): string {
  const tree = isMarkdownSized(body) ? markdownTree(body) : plainTree(body);
  return toHtml(sanitize(tree, defaultSchema));
}

/** A text as paragraphs of plain text, with its addresses as links: what a comment is shown as until it is rendered. */
export function plainHtml(body: string): string {
  return toHtml(sanitize(plainTree(body), defaultSchema));
}

function markdownTree(body: string): Nodes {
  const withoutHtml = { disable: { null: ["htmlFlow", "htmlText"] } };
  return toHast(fromMarkdown(body, { extensions: [withoutHtml] }));
}

// Each line and link is an element, and a few thousand of them take a moment.
const maxLinks = 500;

function plainTree(body: string): Nodes {
  if (body.split("\n").length > maxLines) return h("p", body);
  let links = 0;
  const toWords = (line: string) =>
    line.split(/(https?:\/\/[^\s<>"]+)/).map((part, at) => {
      // Every second part is an address.
      const isLink = at % 2 === 1 && links < maxLinks;
      if (isLink) links += 1;
      return isLink ? h("a", { href: part }, part) : part;
    });
  const toLines = (paragraph: string) =>
    paragraph.split("\n").flatMap((line, at) => (at > 0 ? [h("br"), ...toWords(line)] : toWords(line)));
  const paragraphs = body.split(/\n{2,}/).map((paragraph) => h("p", toLines(paragraph)));
  return { type: "root", children: paragraphs };
}
