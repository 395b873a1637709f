import type { ElementContent } from "hast";
import { h } from "hastscript";
import {
  type ContentPaper,
  type DigestContent,
  describePaper,
  footOf,
  subjectOf,
} from "@/lib/digests/mail-content/content";
import { periodWords } from "@/lib/digests/period";
import { frameMail, mailFoot, mailRow, masthead } from "@/lib/mail/frame";
import { linkLook, look } from "@/lib/mail/style";

/** A digest as HTML: under 100 kB with thirty papers, since Gmail cuts mails off at 102 kB. */
export function writeHtml(content: DigestContent): string {
  const head = masthead(content.title, periodWords(content.period));
  return frameMail({
    title: subjectOf(content),
    preheader: preheader(content),
    rows: [head, ...content.papers.map(paperRow), foot(content)],
  });
}

function paperRow(paper: ContentPaper, i: number): ElementContent {
  const described = describePaper(paper);
  const topics = described.topics.join(" · ");
  return mailRow([
    h("h2", { dir: "auto", ...look("title", "ink") }, [
      h(
        "span",
        { ...linkLook("faint", false), style: `${linkLook("faint", false).style};font-weight:400` },
        `${i + 1}\u2002`,
      ),
      h("a", { href: described.href, ...linkLook("ink", false) }, described.title),
    ]),
    h("p", look("words", "soft", "margin-top:5px"), [
      ...described.authors.flatMap((name, at) => [at > 0 ? ", " : "", h("bdi", name)]),
      described.more,
      ...(described.organization ? [" · ", h("bdi", described.organization)] : []),
      topics && ` · ${topics}`,
    ]),
    ...(described.notice ? [h("p", look("words", "accent", "margin-top:8px"), described.notice)] : []),
    h("p", { dir: "auto", ...look("abstract", "soft", "margin-top:8px") }, described.abstract),
    h("p", look("words", "accent", "margin-top:9px"), described.reason),
    links(described),
  ]);
}

function links({ href, upvote, save, code, comments }: ReturnType<typeof describePaper>): ElementContent {
  const all = [
    ["Upvote", upvote],
    ["Save", save],
    [comments || "Discuss", `${href}#comments`],
    ...(code ? [["Code", code]] : []),
  ];
  const spaced = all.map(([words = "", to = ""]) =>
    // The padding makes the link large enough for a finger.
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

function foot(content: DigestContent): ElementContent {
  const { why, list, archive, change, stop } = footOf(content);
  const all = [
    ["The whole list", list],
    ["Earlier digests", archive],
    ["Change what comes and when", change],
    ["Stop these mails", stop],
  ] as const;
  const given = all.flatMap(([words, href]): [string, string][] => (href ? [[words, href]] : []));
  return mailFoot(why, given);
}

function preheader({ papers }: DigestContent): string {
  return papers
    .slice(1, 4)
    .map((paper) => describePaper(paper).title)
    .join(" · ");
}
