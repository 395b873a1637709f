import { z } from "zod";
import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { abstractSchema, optionalLink, titleSchema, topicsSchema } from "@/lib/community/submissions/schema";
import { listed } from "@/lib/papers/conditions";
import { titleKey } from "@/lib/papers/title-key";
import { canCurate, canModerate } from "@/lib/people/policy";
import type { Viewer } from "@/lib/people/viewer";

/** What a curator may correct on a paper. */
export const paperChangeSchema = z.object({
  title: titleSchema,
  abstract: abstractSchema,
  topics: topicsSchema,
  codeUrl: optionalLink,
  projectUrl: optionalLink,
});

export type PaperChange = z.output<typeof paperChangeSchema>;

/** A paper that was taken out of sight. */
export type HiddenPaper = { key: string; title: string; updatedAt: Date };

/** A curator marks a listed paper as featured; doing it again changes nothing. @throws AppError forbidden, not-found */
export async function featurePaper(viewer: Viewer, key: string, now = new Date()): Promise<void> {
  await setFeatured(viewer, key, now, now);
}

/** A curator takes the mark of a featured paper back; doing it again changes nothing. @throws AppError forbidden, not-found */
export async function unfeaturePaper(viewer: Viewer, key: string, now = new Date()): Promise<void> {
  await setFeatured(viewer, key, null, now);
}

async function setFeatured(viewer: Viewer, key: string, featuredAt: Date | null, now: Date): Promise<void> {
  assertCurator(viewer);
  const paper = await getListed(key);
  if ((paper.featuredAt === null) === (featuredAt === null)) return;
  await getDb().paper.update({ where: { id: paper.id }, data: { featuredAt, updatedAt: now } });
}

/**
 * A curator corrects what a listed paper says. The next version that arXiv announces brings its own title, abstract
 * and topics again.
 * @throws AppError forbidden, not-found
 */
export async function changePaper(
  viewer: Viewer,
  key: string,
  change: PaperChange,
  now = new Date(),
): Promise<void> {
  assertCurator(viewer);
  const { id, codeUrl } = await getListed(key);
  // The stars belong to the repository that was linked before.
  const stars = change.codeUrl === codeUrl ? {} : { codeStars: null };
  const data = { ...change, ...stars, titleKey: titleKey(change.title), updatedAt: now };
  await getDb().paper.update({ where: { id }, data });
}

/** A moderator takes a paper out of sight, with all that hangs on it; again changes nothing. @throws AppError forbidden, not-found */
export async function hidePaper(viewer: Viewer, key: string, now = new Date()): Promise<void> {
  await move(viewer, key, { from: "listed", to: "hidden", now });
}

/** A moderator brings a hidden paper back, with its votes and its day. @throws AppError forbidden, not-found */
export async function unhidePaper(viewer: Viewer, key: string, now = new Date()): Promise<void> {
  await move(viewer, key, { from: "hidden", to: "listed", now });
}

/** Hidden papers, latest first, at most 50. @throws AppError forbidden */
export async function listHidden(viewer: Viewer): Promise<HiddenPaper[]> {
  assertModerator(viewer);
  return getDb().paper.findMany({
    where: { status: "hidden" },
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
    take: 50,
    select: { key: true, title: true, updatedAt: true },
  });
}

type Move = { from: "listed" | "hidden"; to: "listed" | "hidden"; now: Date };

async function move(viewer: Viewer, key: string, { from, to, now }: Move): Promise<void> {
  assertModerator(viewer);
  const data = { status: to, updatedAt: now };
  const { count } = await getDb().paper.updateMany({ where: { key, status: from }, data });
  if (!count && !(await getDb().paper.findFirst({ where: { key, status: to } }))) throw noSuch();
}

async function getListed(key: string) {
  const select = { id: true, featuredAt: true, codeUrl: true };
  const paper = await getDb().paper.findFirst({ where: { key, ...listed }, select });
  if (!paper) throw noSuch();
  return paper;
}

function assertCurator(viewer: Viewer): void {
  if (!canCurate(viewer)) throw new AppError("forbidden", "Only curators change papers.");
}

function assertModerator(viewer: Viewer): void {
  if (!canModerate(viewer))
    throw new AppError("forbidden", "Only moderators hide papers and bring them back.");
}

function noSuch(): AppError {
  return new AppError("not-found", "There is no such paper here.");
}
