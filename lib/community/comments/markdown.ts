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

type Markdown = ReturnType<typeof fromMarkdown>;
type MarkdownNode = Markdown | Markdown["children"][number];

const withoutHtml = { disable: { null: ["htmlFlow", "htmlText"] } };
const parse = (text: string) => fromMarkdown(text, { extensions: [withoutHtml] });

/** Markdown would take signs out of formulas, so signs of no script stand for them while it is parsed. */
function markdownTree(body: string): Nodes {
  const tree = parse(body);
  const formulas = body.includes("\u{f0000}") ? [] : findTypedFormulas(body, tree);
  if (formulas.length === 0) return toHast(tree);
  let text = "";
  let end = 0;
  for (const [n, formula] of formulas.entries()) {
    text += `${body.slice(end, formula.start)}\u{f0000}${n}\u{f0001}`;
    end = formula.end;
  }
  const sources = formulas.map((one) => body.slice(one.start, one.end));
  const show = (hidden: string) =>
    hidden.replace(/\u{f0000}(\d+)\u{f0001}/gu, (sign, n) => sources[Number(n)] ?? sign);
  const shown = (_: string, value: unknown) => (typeof value === "string" ? show(value) : value);
  return toHast(JSON.parse(JSON.stringify(parse(text + body.slice(end))), shown));
}

/** The formulas outside code. Those of several lines are left to Markdown, whose marks may begin their lines. */
function findTypedFormulas(body: string, tree: MarkdownNode): { start: number; end: number }[] {
  const text = codeRanges(tree).reduce(
    (masked, { start, end }) => masked.slice(0, start) + " ".repeat(end - start) + masked.slice(end),
    body,
  );
  return findFormulas(text).filter(({ start, end }) => !/[\n\r]/.test(body.slice(start, end)));
}

function codeRanges(node: MarkdownNode): { start: number; end: number }[] {
  const { offset: start = 0 } = node.position?.start ?? {};
  const { offset: end = 0 } = node.position?.end ?? {};
  if (node.type === "code" || node.type === "inlineCode") return [{ start, end }];
  return "children" in node ? node.children.flatMap(codeRanges) : [];
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
