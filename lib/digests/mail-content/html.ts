import type { ElementContent } from "hast";
import { h } from "hastscript";
import {
  footOf,
  type Letter,
  type LetterPaper,
  subjectOf,
  tellPaper,
} from "@/lib/digests/mail-content/content";
import { periodWords } from "@/lib/digests/period";
import { frameMail, mailFoot, mailRow, masthead } from "@/lib/mail/frame";
import { linkLook, look } from "@/lib/mail/style";

/** A digest as HTML. Under 100 kB with thirty papers, since Gmail cuts at 102 kB. */
export function writeHtml(letter: Letter): string {
  const head = masthead(letter.title, periodWords(letter.period));
  return frameMail({
    title: subjectOf(letter),
    preheader: preheader(letter),
    rows: [head, ...letter.papers.map(paperRow), foot(letter)],
  });
}

function paperRow(paper: LetterPaper, i: number): ElementContent {
  const told = tellPaper(paper);
  const topics = told.topics.join(" · ");
  return mailRow([
    h("h2", look("title", "ink"), [
      h(
        "span",
        { ...linkLook("faint", false), style: `${linkLook("faint", false).style};font-weight:400` },
        `${i + 1}\u2002`,
      ),
      h("a", { href: told.href, ...linkLook("ink", false) }, told.title),
    ]),
    h("p", look("words", "soft", "margin-top:5px"), [told.authors, topics && ` · ${topics}`]),
    h("p", look("abstract", "soft", "margin-top:8px"), told.abstract),
    h("p", look("words", "accent", "margin-top:9px"), told.reason),
    links(told),
  ]);
}

function links({ href, upvote, save, code, talk }: ReturnType<typeof tellPaper>): ElementContent {
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

function foot(letter: Letter): ElementContent {
  const { why, list, archive, change, stop } = footOf(letter);
  const all = [
    ["The whole list", list],
    ["Earlier digests", archive],
    ["Change what comes and when", change],
    ["Stop these mails", stop],
  ] as const;
  const given = all.flatMap(([words, href]): [string, string][] => (href ? [[words, href]] : []));
  return mailFoot(why, given);
}

function preheader({ papers }: Letter): string {
  return papers
    .slice(1, 4)
    .map((paper) => tellPaper(paper).title)
    .join(" · ");
}
