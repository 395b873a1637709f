import type { ElementContent } from "hast";
import { toHtml } from "hast-util-to-html";
import { h } from "hastscript";
import { getConfig } from "@/lib/base/config";
import { hairline, linkLook, look, page, styleSheet } from "@/lib/mail/style";

type Framed = {
  title: string;
  /** The preview text that an inbox shows after the subject. */
  preheader: string;
  /** The parts of the mail, as `mailRow` makes them, from top to bottom. */
  rows: ElementContent[];
};

/** A complete mail as HTML that mail programs support: tables and inline styles, light and dark, without images, scripts or anything to fetch. */
export function frameMail({ title, preheader, rows }: Framed): string {
  const column = h("table", { ...sheet, style: "max-width:600px;margin:0 auto;text-align:left" }, rows);
  const body = h("body", page, [
    h("div", { style: "display:none;max-height:0;overflow:hidden" }, preheader),
    h("table", { ...sheet, className: ["page"], style: "background:#fbfaf7" }, [
      h("tr", [h("td", { align: "center" }, [column])]),
    ]),
  ]);
  const head = h("head", [
    h("meta", { charSet: "utf-8" }),
    h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    h("meta", { name: "color-scheme", content: "light dark" }),
    h("meta", { name: "supported-color-schemes", content: "light dark" }),
    h("title", title),
    h("style", styleSheet),
  ]);
  return `<!doctype html>\n${toHtml(h("html", { lang: "en" }, [head, body]))}`;
}

/** Tells screen readers that a table is layout, not data. */
const sheet = { role: "presentation", width: "100%", cellPadding: 0, cellSpacing: 0, border: 0 };

/** One part of a mail, with a hairline below it unless `line` is false. */
export function mailRow(
  children: ElementContent[],
  { padding = "22px 28px", line = true } = {},
): ElementContent {
  const style = `padding:${padding};${line ? hairline : ""}`;
  return h("tr", [h("td", { className: line ? ["pad", "rule"] : ["pad"], style }, children)]);
}

/** The head of a mail: the hub's name, the mail's title, and the day or week it is for. */
export function masthead(title: string, period: string): ElementContent {
  const { HUB_NAME, HUB_URL } = getConfig();
  const name = h("a", { href: `${HUB_URL}/`, ...linkLook("ink", false) }, [
    HUB_NAME,
    h("span", linkLook("accent", false), "."),
  ]);
  return mailRow(
    [
      h("p", look("masthead", "ink"), [name]),
      h("h1", { ...look("heading", "ink", "margin-top:26px"), className: ["c-ink", "h"] }, title),
      h("p", look("words", "faint", "margin-top:8px"), period),
    ],
    { padding: "30px 28px 20px" },
  );
}

/** The foot of a mail: why it was sent, and links to change that. */
export function mailFoot(why: string, links: [words: string, href: string][]): ElementContent {
  const anchors = links.flatMap(([words, href]) => [h("a", { href, ...linkLook("soft") }, words), h("br")]);
  return mailRow(
    [
      h("p", look("small", "faint"), why),
      h("p", look("small", "soft", "margin-top:12px;line-height:2"), anchors),
    ],
    { padding: "22px 28px 48px", line: false },
  );
}
