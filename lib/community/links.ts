import { z } from "zod";
import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { webAddress } from "@/lib/community/submissions/schema";
import { updatePaper } from "@/lib/papers/change";
import { changeLinks } from "@/lib/papers/change-links";
import { shortAddress } from "@/lib/papers/link-sites";
import { mostLinks } from "@/lib/papers/paper-links";
import { getListedPaper, type Paper } from "@/lib/papers/papers";
import { canCurate, canPublish } from "@/lib/people/policy";
import type { Viewer } from "@/lib/people/viewer";
import { LinkKind } from "@/prisma/generated/enums";

/** How a person is involved in a paper. */
type Involvement = { submitterId: number | null; isAuthor: boolean };

/** A link that a person adds to a paper, or whose kind they correct. */
export const linkSchema = z.object({ url: webAddress, kind: z.enum(LinkKind) });

/** Whether the viewer may change a paper's links: its verified authors, its submitter and curators may. */
export function canSetLinks(viewer: Viewer, { submitterId, isAuthor }: Involvement): boolean {
  return canPublish(viewer) && (isAuthor || submitterId === viewer.id || canCurate(viewer));
}

/** Whether the viewer may change this paper's links. Nobody may when signed out. */
export async function findMaySetLinks(
  viewer: Viewer | null,
  { id, submitterId }: Pick<Paper, "id" | "submitterId">,
): Promise<boolean> {
  if (!viewer) return false;
  const claim = { paperId: id, userId: viewer.id, status: "verified" as const };
  const isAuthor = (await getDb().claim.findFirst({ where: claim, select: { id: true } })) !== null;
  return canSetLinks(viewer, { submitterId, isAuthor });
}

/**
 * Adds a link to a paper, or corrects the kind of one that it has; repeating it changes nothing.
 * @throws AppError not-found; forbidden for all but authors, the submitter and curators; unprocessable for too many links
 */
export async function setLink(viewer: Viewer, key: string, link: z.output<typeof linkSchema>): Promise<void> {
  const paper = await getCorrectable(viewer, key, "links");
  const isPut = await changeLinks(paper, { put: { ...link, url: shortAddress(link.url) } });
  if (!isPut)
    throw new AppError("unprocessable", `A paper has at most ${mostLinks} links. Remove one first.`);
}

/**
 * Removes a link from a paper, so that it is not found again; repeating it changes nothing.
 * @throws AppError not-found; forbidden for all but authors, the submitter and curators
 */
export async function removeLink(viewer: Viewer, key: string, url: string): Promise<void> {
  await changeLinks(await getCorrectable(viewer, key, "links"), { remove: url });
}

/**
 * Sets the links to a paper's code and project page; null removes one, and what is left out stays. Setting the same links again
 * changes nothing.
 * @throws AppError not-found; forbidden for all but authors, the submitter and curators
 */
export async function setMainLinks(
  viewer: Viewer,
  key: string,
  links: { codeUrl?: string | null | undefined; projectUrl?: string | null | undefined },
): Promise<void> {
  const paper = await getCorrectable(viewer, key, "links");
  const { codeUrl = paper.codeUrl, projectUrl = paper.projectUrl } = links;
  await updatePaper(paper, { codeUrl, projectUrl });
}

/**
 * A paper that the viewer may correct.
 * @param what they correct, for the message
 * @throws AppError not-found; forbidden for all but authors, the submitter and curators
 */
export async function getCorrectable(
  viewer: Viewer,
  key: string,
  what: "links" | "organisation",
): Promise<Paper> {
  const paper = await getListedPaper(key);
  if (!(await findMaySetLinks(viewer, paper)))
    throw new AppError("forbidden", `Only its authors, its submitter and curators change a paper's ${what}.`);
  return paper;
}
