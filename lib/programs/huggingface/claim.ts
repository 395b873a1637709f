import { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { claimPaper } from "@/lib/community/claims/claims";
import { canonicalKey } from "@/lib/papers/address";
import { authorSlug } from "@/lib/papers/author-slug";
import { getListedPaper, type Paper } from "@/lib/papers/papers";
import { getProfile } from "@/lib/people/people";
import type { Viewer } from "@/lib/people/viewer";
import { readObjectId } from "@/lib/programs/huggingface/object-ids";
import type { ClaimStatus } from "@/prisma/generated/enums";

const entryId = z.string().regex(/^[0-9a-f]{24}$/i, { error: "Write an id of 24 hexadecimal digits." });

/** The body of `POST /api/settings/papers/claim`: a paper, an entry of its list of authors, and for whom it is claimed. */
export const claimBody = z
  .object({
    paperId: z.string().max(100, "Write an arXiv id such as 2602.08025."),
    claimAuthorId: entryId.optional(),
    targetUserId: entryId.optional(),
  })
  .meta({ id: "ClaimBody" });

type ClaimAnswer = { paperId: string; author: string; status: ClaimStatus };

/**
 * Claims an author entry of a paper for the viewer; without an entry, the one with the viewer's own name. Repeating a
 * claim changes nothing.
 * @throws AppError not-found; forbidden for another person; invalid if the author is not clear; as claimPaper does
 */
export async function claimEntry(viewer: Viewer, body: z.output<typeof claimBody>): Promise<ClaimAnswer> {
  const { paperId, claimAuthorId, targetUserId } = body;
  if (targetUserId && readObjectId(targetUserId.toLowerCase(), "person")?.id !== viewer.id)
    throw new AppError("forbidden", "You can claim papers for yourself alone.");
  const paper = await getListedPaper(canonicalKey(paperId) ?? "");
  const author = claimAuthorId ? entryOf(paper, claimAuthorId.toLowerCase()) : await ownEntry(viewer, paper);
  return { paperId: paper.key, author, status: await claimPaper(viewer, paper.key, author) };
}

function entryOf(paper: Paper, entry: string): string {
  const ref = readObjectId(entry, "author");
  const author = ref?.id === paper.id ? paper.authors[ref.place] : undefined;
  if (author === undefined)
    throw new AppError("invalid", "claimAuthorId: No author of this paper has this id.");
  return author;
}

async function ownEntry(viewer: Viewer, paper: Paper): Promise<string> {
  const { name } = await getProfile(viewer);
  const same = name ? paper.authors.filter((author) => authorSlug(author) === authorSlug(name)) : [];
  if (same.length !== 1 || same[0] === undefined)
    throw new AppError("invalid", "claimAuthorId: Say which of the paper's authors you are.");
  return same[0];
}
