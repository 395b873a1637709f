import { getCorrectable } from "@/lib/community/links";
import { changeOrganization } from "@/lib/papers/change-organization";
import type { Viewer } from "@/lib/people/viewer";

/**
 * Sets a paper's organisation, or removes it; whoever may change its links may do so. Imports leave what was set or
 * removed. Repeating it changes nothing.
 * @param name null or empty removes it
 * @throws AppError not-found; forbidden for all but authors, the submitter and curators
 */
export async function setOrganization(
  viewer: Viewer,
  key: string,
  name: string | null,
  now = new Date(),
): Promise<void> {
  const paper = await getCorrectable(viewer, key, "organisation");
  await changeOrganization(paper.id, name || null, now);
}
