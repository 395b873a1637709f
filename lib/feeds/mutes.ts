import type { PoolPaper } from "@/lib/feeds/pool";
import type { Reader } from "@/lib/feeds/reader";

type Muted = Pick<PoolPaper, "topics" | "authorSlugs" | "submitter" | "text">;

/** Whether one of the reader's mutes takes a paper off their page: a topic, an author, who brought it, or a word in it. */
export function isMuted(paper: Muted, mutes: Reader["mutes"]): boolean {
  return mutes.some(({ kind, ref }) => {
    if (kind === "topic") return paper.topics.includes(ref);
    if (kind === "author") return paper.authorSlugs.includes(ref);
    if (kind === "person") return paper.submitter === ref;
    return holdsWord(paper.text, ref.toLowerCase());
  });
}

const letter = /[\p{L}\p{N}]/u;

/** Whether a text holds a word or a phrase as such: "gan" does not stand in "organ". */
function holdsWord(text: string, word: string): boolean {
  if (!word) return false;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const [before, after] = [text.charAt(at - 1), text.charAt(at + word.length)];
    if (!letter.test(before) && !letter.test(after)) return true;
  }
  return false;
}
