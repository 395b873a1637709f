import { getConfig } from "@/lib/base/config";
import { footOf, type Letter, type LetterPaper, tellPaper } from "@/lib/digests/mail-content/content";
import { periodWords } from "@/lib/digests/period";
import { wrap } from "@/lib/mail/wrap";

/** A digest as plain text, to be read as it is: nothing in it points at the HTML. */
export function writeText(letter: Letter): string {
  const { HUB_NAME } = getConfig();
  const { why, list, archive, change, stop } = footOf(letter);
  const head = [`${HUB_NAME}: ${letter.title}`, periodWords(letter.period)].join("\n");
  const links = [
    `The whole list: ${list}`,
    `Earlier digests: ${archive}`,
    change && `Change what comes and when: ${change}`,
    stop && `Stop these mails: ${stop}`,
  ];
  const foot = [wrap(why), links.filter(Boolean).join("\n")].join("\n\n");
  return `${[head, ...letter.papers.map(tell), `-- \n${foot}`].join("\n\n\n")}\n`;
}

function tell(paper: LetterPaper, i: number): string {
  const { title, authors, topics, abstract, reason, href, upvote, save } = tellPaper(paper);
  const number = `${i + 1}. `;
  const lines = [
    wrap(`${number}${title}`, number.length),
    wrap(authors, number.length, true),
    wrap(abstract, number.length, true),
    wrap([reason, ...topics].join(" · "), number.length, true),
    ...[href, `Upvote: ${upvote}`, `Save: ${save}`].map((line) => " ".repeat(number.length) + line),
  ];
  return lines.join("\n");
}
