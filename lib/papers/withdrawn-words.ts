import type { WithdrawnBy } from "@/prisma/generated/enums";

const words: Record<WithdrawnBy, string> = {
  authors: "withdrawn by its authors",
  arxiv: "withdrawn by arXiv",
};

/** That a paper was withdrawn, and by whom if that is known: "withdrawn by arXiv". */
export function withdrawnWords({ withdrawnBy }: { withdrawnBy?: WithdrawnBy | null | undefined }): string {
  return withdrawnBy ? words[withdrawnBy] : "withdrawn";
}

/** The sentence that tells of a withdrawn paper, "This paper was withdrawn by arXiv."; empty for any other paper. */
export function withdrawalNotice(paper: {
  withdrawn: boolean;
  withdrawnBy?: WithdrawnBy | null | undefined;
}): string {
  return paper.withdrawn ? `This paper was ${withdrawnWords(paper)}.` : "";
}
