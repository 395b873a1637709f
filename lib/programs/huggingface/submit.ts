import { z } from "zod";
import { maxCommentLength } from "@/lib/community/comments/rules";
import type { PaperSource } from "@/lib/community/submissions/fetched";
import { submissionSchema } from "@/lib/community/submissions/schema";
import { submitPaper } from "@/lib/community/submissions/submissions";
import type { Moment } from "@/lib/papers/submitted";
import type { Viewer } from "@/lib/people/viewer";

const paperId = z
  .string({ error: "Write an arXiv id such as 2602.08025." })
  .trim()
  .min(1, "Write an arXiv id such as 2602.08025.")
  .max(100, "Write an arXiv id such as 2602.08025.");

/** The body of `POST /api/papers/index`. */
export const indexBody = z
  .object({ arxivId: paperId })
  .transform(({ arxivId }) => ({ paperId: arxivId }))
  .meta({ id: "IndexBody" });

/** The body of `POST /api/papers/submit`. */
export const submitBody = z
  .object({
    paperId,
    comment: z
      .string()
      .max(maxCommentLength, `A comment has at most ${maxCommentLength} characters.`)
      .optional(),
  })
  .meta({ id: "SubmitBody" });

/** The body of `POST /api/papers/{id}/comment` and `…/reply`. */
export const commentBody = z
  .object({
    comment: z
      .string({ error: "Write something first." })
      .min(1, "Write something first.")
      .max(maxCommentLength, `A comment has at most ${maxCommentLength} characters.`),
  })
  .meta({ id: "CommentBody" });

/**
 * Submits a paper from arXiv in the viewer's name, with a first comment if there is one. Both `index` and `submit` do
 * this, because every paper of this hub is in the feed of a day. A paper that is here already stays as it is.
 * @throws AppError as submitPaper does
 */
export async function submitByClient(
  viewer: Viewer,
  { paperId, comment = "" }: { paperId: string; comment?: string | undefined },
  deps: Moment & { client: PaperSource },
): Promise<Record<string, never>> {
  await submitPaper(viewer, submissionSchema.parse({ id: paperId, comment }), deps);
  return {};
}
