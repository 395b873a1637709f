import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import { skipWhileRunning } from "@/lib/base/concurrency";
import { getDb, Prisma } from "@/lib/base/db";
import { escapeHtml } from "@/lib/base/text";
import { commentHtml } from "@/lib/community/comments/markdown";
import { type ShownPart, typesetMath } from "@/lib/papers/latex/math-ml";

/** Raised whenever comments are rendered differently; the worker then renders the stored ones again. */
export const rendererVersion = 3;

/** A comment as it is shown, made once and stored with its text. */
type RenderedComment = {
  /** Its Markdown as HTML, for programs. */
  html: string;
  /** Its text in parts with the formulas typeset, for pages; null if it has no formula. */
  parts: ShownPart[] | null;
};

// Only this file writes them, and a discussion may have thousands, so the parts are not checked one by one.
const shownParts = z.custom<ShownPart[]>(Array.isArray);

/** Renders a comment's text. Takes at most about a twentieth of a second, whatever the text. */
export function renderComment(body: string): RenderedComment {
  const parts = typesetMath(body);
  const hasFormula = parts.some(({ kind }) => kind !== "text");
  return { html: commentHtml(body), parts: hasFormula ? parts : null };
}

/** The columns in which a rendered comment is stored. @param body its text */
export function renderedColumns(body: string, { html, parts }: RenderedComment) {
  const size = Math.max(Buffer.byteLength(html), sizeOnPage(parts ?? [{ kind: "text", text: body }]));
  return { html, parts: parts ?? Prisma.DbNull, renderer: rendererVersion, size };
}

/** In bytes. A page writes each quotation mark and bracket of a text with six. */
function sizeOnPage(parts: ShownPart[]): number {
  const texts = parts.map((part) => {
    if (part.kind === "math") return part.mathMl;
    return escapeHtml(part.kind === "text" ? part.text : part.tex);
  });
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

/** The columns of a comment whose text was deleted. */
export const emptyColumns = {
  body: "",
  html: null,
  parts: Prisma.DbNull,
  renderer: rendererVersion,
  size: 0,
};

/** The parts that a page shows of a comment: as stored or, before it is rendered and without formulas, its text. */
export function partsOf(body: string, stored: unknown): ShownPart[] {
  const parsed = shownParts.safeParse(stored);
  return parsed.success ? parsed.data : [{ kind: "text", text: body }];
}

const batch = 100;

/**
 * Renders the comments that were written past `addComment` or rendered by an older version, oldest first. Ends when
 * nothing is left or on `signal`; safe to repeat.
 * @returns how many
 */
export const renderComments = skipWhileRunning(renderAll, { rendered: 0 });

async function renderAll({ signal }: { signal: AbortSignal }): Promise<{ rendered: number }> {
  let rendered = 0;
  while (!signal.aborted) {
    const due = await getDb().comment.findMany({
      where: { renderer: { lt: rendererVersion } },
      select: { id: true, body: true },
      orderBy: [{ renderer: "asc" }, { id: "asc" }],
      take: batch,
    });
    if (due.length === 0) break;
    for (const { id, body } of due) {
      await setImmediate();
      // A comment may be deleted meanwhile, and then has no text and no HTML.
      await getDb().comment.updateMany({
        where: { id, body },
        data: renderedColumns(body, renderComment(body)),
      });
    }
    rendered += due.length;
  }
  return { rendered };
}
