import { z } from "zod";
import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { optionalLink } from "@/lib/community/submissions/schema";
import { updatePaper } from "@/lib/papers/change";
import { getListedPaper } from "@/lib/papers/papers";
import { canModerate, canPublish } from "@/lib/people/policy";
import type { Viewer } from "@/lib/people/viewer";

const githubRepo = z
  .string()
  .trim()
  .transform((text) => text.replace(/(\.git)?\/?$/, ""))
  .pipe(
    z.string().regex(/^https:\/\/github\.com\/[\w.-]{1,100}\/[\w.-]{1,100}$/, {
      error: "Write a repository's address, such as https://github.com/owner/name.",
    }),
  );

/** The body of `POST /api/papers/{id}/links`: null or "" removes a link, a missing field leaves it as it is. */
export const linksBody = z
  .object({
    githubRepo: z.union([z.literal("").transform(() => null), z.null(), githubRepo]).optional(),
    // `undefined` is tried first: optionalLink would take a missing field for an empty one.
    projectPage: z
      .string()
      .nullable()
      .optional()
      .pipe(z.union([z.undefined(), z.null(), optionalLink]))
      .optional(),
  })
  .meta({ id: "LinksBody" });

type Links = z.output<typeof linksBody>;

/** Whether the viewer may change a paper's links: its verified authors, its submitter and moderators may. */
export function canSetLinks(viewer: Viewer, { submitterId, isAuthor }: Involvement): boolean {
  return canPublish(viewer) && (isAuthor || submitterId === viewer.id || canModerate(viewer));
}

type Involvement = { submitterId: number | null; isAuthor: boolean };

/**
 * Sets the links to a paper's code and project page; setting the same links again changes nothing.
 * @throws AppError not-found; forbidden for all but authors, the submitter and moderators
 */
export async function setLinks(viewer: Viewer, key: string, links: Links): Promise<void> {
  const paper = await getListedPaper(key);
  const claim = { paperId: paper.id, userId: viewer.id, status: "verified" as const };
  const isAuthor = (await getDb().claim.findFirst({ where: claim })) !== null;
  if (!canSetLinks(viewer, { submitterId: paper.submitterId, isAuthor }))
    throw new AppError("forbidden", "Only its authors, its submitter and moderators change a paper's links.");
  await updatePaper(paper, {
    codeUrl: links.githubRepo === undefined ? paper.codeUrl : links.githubRepo,
    projectUrl: links.projectPage === undefined ? paper.projectUrl : links.projectPage,
  });
}
