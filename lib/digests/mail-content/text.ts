import { getConfig } from "@/lib/base/config";
import {
  type ContentPaper,
  type DigestContent,
  describePaper,
  footOf,
} from "@/lib/digests/mail-content/content";
import { periodWords } from "@/lib/digests/period";
import { wrap } from "@/lib/mail/wrap";

/** A digest as plain text, which is complete without the HTML. */
export function writeText(content: DigestContent): string {
  const { HUB_NAME } = getConfig();
  const { why, list, archive, change, stop } = footOf(content);
  const head = [`${HUB_NAME}: ${content.title}`, periodWords(content.period)].join("\n");
  const links = [
    `The whole list: ${list}`,
    `Earlier digests: ${archive}`,
    change && `Change what comes and when: ${change}`,
    stop && `Stop these mails: ${stop}`,
  ];
  const foot = [wrap(why), links.filter(Boolean).join("\n")].join("\n\n");
  return `${[head, ...content.papers.map(writePaper), `-- \n${foot}`].join("\n\n\n")}\n`;
}

function writePaper(paper: ContentPaper, i: number): string {
  const { title, authors, more, organization, topics, abstract, notice, reason, href, upvote, save } =
    describePaper(paper);
  const number = `${i + 1}. `;
  const lines = [
    wrap(`${number}${title}`, number.length),
    wrap([authors.join(", ") + more, organization].filter(Boolean).join(" · "), number.length, true),
    ...(notice ? [wrap(notice, number.length, true)] : []),
    wrap(abstract, number.length, true),
    wrap([reason, ...topics].join(" · "), number.length, true),
    ...[href, `Upvote: ${upvote}`, `Save: ${save}`].map((line) => " ".repeat(number.length) + line),
  ];
  return lines.join("\n");
}
