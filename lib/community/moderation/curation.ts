import { z } from "zod";
import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { abstractSchema, optionalLink, titleSchema, topicsSchema } from "@/lib/community/submissions/schema";
import { moveStatus, updatePaper } from "@/lib/papers/change";
import { getListedPaper } from "@/lib/papers/papers";
import { canCurate, canModerate } from "@/lib/people/policy";
import type { Viewer } from "@/lib/people/viewer";

/** The fields of a paper that a curator may correct. */
export const paperChangeSchema = z.object({
  title: titleSchema,
  abstract: abstractSchema,
  topics: topicsSchema,
  codeUrl: optionalLink,
  projectUrl: optionalLink,
});

export type PaperChange = z.output<typeof paperChangeSchema>;

/** A hidden paper, for the review page. */
export type HiddenPaper = { key: string; title: string; updatedAt: Date };

/** Marks a listed paper as featured; repeating it changes nothing. @throws AppError forbidden, not-found */
export async function featurePaper(viewer: Viewer, key: string, now = new Date()): Promise<void> {
  await setFeatured(viewer, key, now);
}

/** Removes a paper's featured mark; repeating it changes nothing. @throws AppError forbidden, not-found */
export async function unfeaturePaper(viewer: Viewer, key: string): Promise<void> {
  await setFeatured(viewer, key, null);
}

async function setFeatured(viewer: Viewer, key: string, featuredAt: Date | null): Promise<void> {
  assertCurator(viewer);
  const paper = await getListedPaper(key);
  if ((paper.featuredAt === null) === (featuredAt === null)) return;
  await updatePaper(paper, { featuredAt });
}

/**
 * Corrects a listed paper's fields. The next version from arXiv overwrites title, abstract and topics again.
 * @throws AppError forbidden, not-found
 */
export async function changePaper(viewer: Viewer, key: string, change: PaperChange): Promise<void> {
  assertCurator(viewer);
  await updatePaper(await getListedPaper(key), change);
}

/** Hides a paper with its comments; repeating it changes nothing. @throws AppError forbidden, not-found */
export async function hidePaper(viewer: Viewer, key: string): Promise<void> {
  assertModerator(viewer);
  if (!(await moveStatus(key, ["listed", "hidden"], "hidden"))) throw noSuchPaper();
}

/** Lists a hidden paper again, with its votes and its day. @throws AppError forbidden, not-found */
export async function unhidePaper(viewer: Viewer, key: string): Promise<void> {
  assertModerator(viewer);
  if (!(await moveStatus(key, ["hidden", "listed"], "listed"))) throw noSuchPaper();
}

/** Hidden papers, last changed first, at most 50. @throws AppError forbidden unless the viewer is a moderator */
export async function listHidden(viewer: Viewer): Promise<HiddenPaper[]> {
  assertModerator(viewer);
  return getDb().paper.findMany({
    where: { status: "hidden" },
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
    take: 50,
    select: { key: true, title: true, updatedAt: true },
  });
}

function assertCurator(viewer: Viewer): void {
  if (!canCurate(viewer)) throw new AppError("forbidden", "Only curators change papers.");
}

function assertModerator(viewer: Viewer): void {
  if (!canModerate(viewer))
    throw new AppError("forbidden", "Only moderators hide papers and bring them back.");
}

function noSuchPaper(): AppError {
  return new AppError("not-found", "There is no such paper here.");
}
