import { getDb, Prisma, type Tx } from "@/lib/base/db";
import type { Reader } from "@/prisma/generated/client";

/** The columns of a reader's row that `setReader` can change; `mailTries` counts failed mails in a row. */
export type ReaderChange = Partial<
  Pick<
    Reader,
    | "firstStepsAt"
    | "learns"
    | "mailAgainAt"
    | "mailTries"
    | "mixId"
    | "notificationMail"
    | "ownPage"
    | "resetAt"
  >
>;

/** Changes these columns of a person's reader row; creates the row if there is none. */
export async function setReader(userId: number, change: ReaderChange, tx: Tx = getDb()): Promise<void> {
  await tx.reader.upsert({ where: { userId }, create: { userId, ...change }, update: change });
}

/**
 * Records that a person changes something about their taste. Changes of one person wait for each other, and a training
 * that began before a change cannot be saved (see `markTrainedSql`).
 */
export async function noteTasteChange(tx: Tx, userId: number): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO readers AS r (user_id, taste_changes) VALUES (${userId}, 1)
    ON CONFLICT (user_id) DO UPDATE SET trained_at = NULL, taste_changes = r.taste_changes + 1`;
}

/**
 * SQL that makes the worker retrain these readers. Needed after deleting their votes, because a deletion leaves no row
 * with a newer time.
 * @param userIds a query that selects people's ids
 */
export function untrainSql(userIds: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`UPDATE readers SET trained_at = NULL WHERE user_id IN (${userIds})`;
}

/** Makes the worker retrain every reader. */
export async function untrainEverybody(): Promise<void> {
  await getDb().reader.updateMany({ data: { trainedAt: null } });
}

/** What a training saw when it began: the time of the last training, and the number of changes made by the person. */
export type SeenTraining = { trainedAt: Date | null; changes: number };

/**
 * SQL that marks a person as trained at `now`, unless something has changed since the training began. It returns
 * `user_id`, or no row if the training must be discarded.
 */
export function markTrainedSql(userId: number, seen: SeenTraining, now: Date): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO readers AS r (user_id, trained_at) SELECT id, ${now} FROM users WHERE id = ${userId}
    ON CONFLICT (user_id) DO UPDATE SET trained_at = excluded.trained_at
    WHERE r.trained_at IS NOT DISTINCT FROM ${seen.trainedAt}::timestamptz AND r.taste_changes = ${seen.changes}
    RETURNING user_id`;
}

/**
 * Records that a person reads a page of their own feed. The page belongs to the current visit if the last page was read
 * after `visitSince`; otherwise it begins a new visit.
 */
export async function notePageRead(userId: number, visitSince: Date, now: Date): Promise<void> {
  await getDb().$executeRaw`
    INSERT INTO readers AS r (user_id, visit_at, page_at) VALUES (${userId}, ${now}, ${now})
    ON CONFLICT (user_id) DO UPDATE SET page_at = ${now},
      visit_at = CASE WHEN r.page_at > ${visitSince} THEN coalesce(r.visit_at, ${now}) ELSE ${now} END,
      last_visit_at = CASE WHEN r.page_at > ${visitSince} THEN r.last_visit_at ELSE r.visit_at END
    WHERE r.page_at IS NULL OR r.page_at < ${now}`;
}
