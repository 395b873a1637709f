import { signOf } from "./math-source";

const named: ReadonlyMap<string, string> = new Map(
  Object.entries({
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'",
    nbsp: "\u00a0",
    ndash: "–",
    mdash: "—",
    hellip: "…",
  }),
);

/** Other entities are rare in titles and abstracts, and stay as they were typed. */
const entity = /&(?:amp;)*(?:(lt|gt|quot|apos|nbsp|ndash|mdash|hellip)|#(x[\da-f]{2,5}|\d{2,6}));/gi;

const tag = /<(\/?)([A-Za-z][\w:-]*)((?:\s[^<>]*)?)\/?>/g;
const look = /^(?:jats:)?(?:i|b|em|strong|u|tt|small|span|p|italic|bold|a|sub|sup)$/i;

/**
 * Reads the HTML that was pasted into LaTeX: entities become characters, `<sub>` and `<a href>` LaTeX, and tags for the look
 * of text are left out in pairs. Other tags, such as `<think>`, and texts with a stray `<` stay as they were typed.
 */
export function readHtml(source: string): string {
  const text = source.includes("&") ? readEntities(source) : source;
  if (!/<\/[a-z]|<br/i.test(text) || /[<>]/.test(text.replace(tag, ""))) return text;
  return withoutPairs(text.replace(/\s*<br\s*\/?>\s*/gi, " "));
}

function readEntities(text: string): string {
  return text
    .replace(entity, (whole, name: string | undefined, code: string | undefined) => {
      const sign = name ? named.get(name.toLowerCase()) : signOf(code ?? "");
      return sign && /^(?:["'<>]|[^\p{M}\p{C}\0-\x9f])$/u.test(sign) ? sign.replace("\u00a0", " ") : whole;
    })
    .replace(/&(?:amp;)+/g, "&");
}

function withoutPairs(text: string): string {
  const tags = Array.from(text.matchAll(tag));
  const open: number[] = [];
  const partners = new Map<number, number>();
  tags.forEach(([, closing, name = ""], i) => {
    if (!look.test(name)) return;
    const start = closing ? open.pop() : open.push(i) && undefined;
    if (start === undefined) return;
    if (tags[start]?.[2] === name) partners.set(start, i).set(i, start);
    else open.length = 0;
  });
  let i = -1;
  return text.replace(tag, (whole, closing: string, name: string, attributes: string) => {
    i += 1;
    const partner = partners.get(i);
    if (partner === undefined) return whole;
    const opening = closing ? tags[partner]?.[3] : attributes;
    const [start, end] = inLatex(name.replace(/^jats:/, "").toLowerCase(), opening ?? "");
    return closing ? end : start;
  });
}

/** What stands for a tag and for the one that closes it. */
function inLatex(name: string, attributes: string): [string, string] {
  if (name === "sub") return ["\\textsubscript{", "}"];
  if (name === "sup") return ["\\textsuperscript{", "}"];
  const [, address = ""] = /\shref\s*=\s*["']([^"'\\{}\s]+)["']/i.exec(attributes) ?? [];
  return name === "a" && address ? [`\\href{${address}}{`, "}"] : ["", ""];
}
