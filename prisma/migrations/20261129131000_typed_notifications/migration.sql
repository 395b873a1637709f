-- A notification's subject repeated its kind, its paper and its version in one string; its label was the number of a
-- version, the id of a comment, or names, by its kind.
ALTER TABLE "notifications"
  ADD COLUMN "version" INTEGER,
  ADD COLUMN "first_comment_id" INTEGER,
  ADD COLUMN "author_names" TEXT[] DEFAULT ARRAY[]::TEXT[];

UPDATE "notifications" SET
  "version" = CASE WHEN "kind" = 'version' THEN split_part("subject", ':', 3)::int END,
  "first_comment_id" = CASE WHEN "kind" = 'comments' AND "label" ~ '^\d+$' THEN "label"::int END,
  "author_names" = CASE WHEN "kind" = 'author' THEN ARRAY["label"] ELSE '{}' END;

-- A paper that was given another key may have been told of under both.
DELETE FROM "notifications" n USING "notifications" later
WHERE later."user_id" = n."user_id" AND later."kind" = n."kind" AND later."paper_id" = n."paper_id"
  AND later."version" IS NOT DISTINCT FROM n."version" AND later."id" > n."id";

DROP INDEX "notifications_user_id_subject_key";
ALTER TABLE "notifications" DROP COLUMN "subject", DROP COLUMN "label";
CREATE UNIQUE INDEX "notifications_user_id_kind_paper_id_version_key"
  ON "notifications"("user_id", "kind", "paper_id", "version") NULLS NOT DISTINCT;

-- Each reader's mail is a job of its own, so nobody looks for all that wait any more.
DROP INDEX "notifications_mailed_at_read_at_idx";

-- The setting 'notified-until' stays: what happened after it was not told yet, and the first worker to start tells it.
