import { setImmediate } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import { micromark } from "micromark";

// Comments never change but by being deleted, and then have no words.
const kept = new LRUCache<number, string>({ maxSize: 8_000_000, sizeCalculation: (html) => html.length + 1 });

/** More signs of markup than this, or deeper quotes: nobody writes so, and the parser's time grows with their square. */
const mostSigns = 3000;
const deepQuote = /^(?:[ \t]*>){20}/m;

/**
 * A comment's Markdown as HTML; HTML in it is escaped and only harmless links stay. Kept by the comment's id.
 * Lets others have their turn before each one that has to be made.
 */
export async function commentHtml(id: number, body: string): Promise<string> {
  const known = kept.get(id);
  if (known !== undefined) return known;
  await setImmediate();
  const html = isOdd(body) ? plainHtml(body) : micromark(body);
  kept.set(id, html);
  return html;
}

function isOdd(body: string): boolean {
  return deepQuote.test(body) || (body.match(/[*_`[\]<>!#&\n\\]/g)?.length ?? 0) > mostSigns;
}

function plainHtml(body: string): string {
  const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return `<p>${body.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign).replaceAll("\n", "<br />\n")}</p>`;
}
