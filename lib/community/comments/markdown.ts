import type { Nodes } from "hast";
import { defaultSchema, sanitize } from "hast-util-sanitize";
import { toHtml } from "hast-util-to-html";
import { h } from "hastscript";
import { fromMarkdown } from "mdast-util-from-markdown";
import { toHast } from "mdast-util-to-hast";
import { isMarkdownSized, maxLines } from "@/lib/community/comments/structure";
import { findFormulas } from "@/lib/papers/latex/latex";

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

/** Markdown would take signs out of formulas, so signs of no script stand for them while it is parsed. */
function markdownTree(body: string): Nodes {
  const withoutHtml = { disable: { null: ["htmlFlow", "htmlText"] } };
  const { text, putBack } = hideFormulas(body);
  const tree = fromMarkdown(text, { extensions: [withoutHtml] });
  return toHast(putBack(tree));
}

const hidden = /\u{f0000}(\d+)\u{f0001}/gu;

function hideFormulas(body: string): { text: string; putBack: <T>(tree: T) => T } {
  const formulas = body.includes("\u{f0000}") ? [] : findFormulas(body);
  let text = "";
  let end = 0;
  for (const [n, formula] of formulas.entries()) {
    text += `${body.slice(end, formula.start)}\u{f0000}${n}\u{f0001}`;
    end = formula.end;
  }
  const sources = formulas.map((one) => body.slice(one.start, one.end));
  const show = (shown: string) => shown.replace(hidden, (sign, n) => sources[Number(n)] ?? sign);
  const putBack = <T>(tree: T): T =>
    JSON.parse(JSON.stringify(tree), (_, value) => (typeof value === "string" ? show(value) : value));
  return { text: text + body.slice(end), putBack };
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
