import type { Tx } from "@/lib/base/db";
import { getDb } from "@/lib/base/db";
import { AppError } from "@/lib/base/errors";
import { minus } from "@/lib/base/time";
import { assertMayPublish, canCurate, canSubmit, newAccountSubmissions } from "@/lib/people/policy";
import type { Viewer } from "@/lib/people/viewer";

/** The maximum number of submissions in 24 hours; curators have no limit. */
const submissionsPerDay = 10;

/**
 * Checks that the viewer may submit a paper now.
 * @throws AppError forbidden for banned accounts; too-many for new accounts after two papers, for others after ten a day
 */
export async function assertAllowance(viewer: Viewer, now: Date, db: Tx = getDb()): Promise<void> {
  assertMayPublish(viewer, "submit papers");
  const dayAgo = minus(now, { days: 1 });
  const sent = await db.paper.count({ where: { submitterId: viewer.id, submittedAt: { gt: dayAgo } } });
  if (!canSubmit(viewer, sent, now))
    throw new AppError(
      "too-many",
      `A new account submits at most ${newAccountSubmissions} papers on its first day; please come back tomorrow.`,
    );
  if (sent >= submissionsPerDay && !canCurate(viewer))
    throw new AppError(
      "too-many",
      `You have submitted ${submissionsPerDay} papers within a day, which is the most; please come back tomorrow.`,
    );
}

/** Serialises a person's submissions until the transaction ends, so that concurrent ones cannot exceed the limit. */
export async function lockSubmitter(tx: Tx, viewer: Viewer): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${viewer.id} FOR NO KEY UPDATE`;
}
