import { toHtml } from "hast-util-to-html";
import { h } from "hastscript";
import { getConfig } from "@/lib/config";
import { footOf, type Letter, type LetterPaper, subjectOf, tellPaper } from "@/lib/digests/letter";
import { hairline, linkLook, look, page, styleSheet } from "@/lib/digests/mail-style";
import { periodWords } from "@/lib/digests/period-words";

type Part = ReturnType<typeof h>;

/**
 * A digest as HTML that mail programs draw: tables and inline styles, no images, no scripts, nothing fetched; light and
 * dark. Under 100 kB with thirty papers, since Gmail cuts at 102 kB.
 */
export function writeHtml(letter: Letter): string {
  const body = h("body", page, [
    // What a list of mails shows after the subject.
    h("div", { style: "display:none;max-height:0;overflow:hidden" }, preheader(letter)),
    h("table", { ...sheet, className: ["page"], style: "background:#fbfaf7" }, [
      h("tr", [h("td", { align: "center" }, [column(letter)])]),
    ]),
  ]);
  const head = h("head", [
    h("meta", { charSet: "utf-8" }),
    h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    h("meta", { name: "color-scheme", content: "light dark" }),
    h("meta", { name: "supported-color-schemes", content: "light dark" }),
    h("title", subjectOf(letter)),
    h("style", styleSheet),
  ]);
  return `<!doctype html>\n${toHtml(h("html", { lang: "en" }, [head, body]))}`;
}

/** A table that is layout, not data, to screen readers. */
const sheet = { role: "presentation", width: "100%", cellPadding: 0, cellSpacing: 0, border: 0 };

function column(letter: Letter): Part {
  const rows = [masthead(letter), ...letter.papers.map((paper, i) => paperRow(paper, i)), foot(letter)];
  return h("table", { ...sheet, style: "max-width:600px;margin:0 auto;text-align:left" }, rows);
}

function row(children: (Part | null)[], { padding = "22px 28px", line = true } = {}): Part {
  const style = `padding:${padding};${line ? hairline : ""}`;
  return h("tr", [h("td", { className: line ? ["pad", "rule"] : ["pad"], style }, children)]);
}

function masthead(letter: Letter): Part {
  const { HUB_NAME, HUB_URL } = getConfig();
  const name = h("a", { href: `${HUB_URL}/`, ...linkLook("ink", false) }, [
    HUB_NAME,
    h("span", linkLook("accent", false), "."),
  ]);
  const heading = look("heading", "ink", "margin-top:26px");
  return row(
    [
      h("p", look("masthead", "ink"), [name]),
      h("h1", { ...heading, className: ["c-ink", "h"] }, letter.title),
      h("p", look("words", "faint", "margin-top:8px"), periodWords(letter.period)),
    ],
    { padding: "30px 28px 20px" },
  );
}

function paperRow(paper: LetterPaper, i: number): Part {
  const told = tellPaper(paper);
  const topics = told.topics.join(" · ");
  return row([
    h("h2", look("title", "ink"), [
      h("span", linkLook("faint", false), `${i + 1}  `),
      h("a", { href: told.href, ...linkLook("ink", false) }, told.title),
    ]),
    h("p", look("words", "soft", "margin-top:5px"), [told.authors, topics && ` · ${topics}`]),
    h("p", look("abstract", "soft", "margin-top:8px"), told.abstract),
    h("p", look("words", "accent", "margin-top:9px"), told.reason),
    links(told),
  ]);
}

function links({ href, upvote, save, code, talk }: ReturnType<typeof tellPaper>): Part {
  const all = [
    ["Upvote", upvote],
    ["Save", save],
    [talk || "Discuss", `${href}#comments`],
    ...(code ? [["Code", code]] : []),
  ];
  const spaced = all.map(([words = "", to = ""]) =>
    // Padding, so that a finger finds it.
    h(
      "a",
      {
        href: to,
        ...linkLook("soft"),
        style: `${linkLook("soft").style};display:inline-block;padding:5px 18px 5px 0`,
      },
      words,
    ),
  );
  return h("p", look("words", "soft", "margin-top:4px"), spaced);
}

function foot(letter: Letter): Part {
  const { why, list, archive, change, stop } = footOf(letter);
  const all = [
    ["The whole list", list],
    ["Earlier digests", archive],
    ["Change what comes and when", change],
    ["Stop these mails", stop],
  ] as const;
  const anchors = all.flatMap(([words, href]) =>
    href ? [h("a", { href, ...linkLook("soft") }, words), h("br")] : [],
  );
  return row(
    [
      h("p", look("small", "faint"), why),
      h("p", look("small", "soft", "margin-top:12px;line-height:2"), anchors),
    ],
    { padding: "22px 28px 48px", line: false },
  );
}

function preheader({ papers }: Letter): string {
  return papers
    .slice(1, 4)
    .map((paper) => tellPaper(paper).title)
    .join(" · ");
}
