-- A repository for which GitHub gave no answer is asked for again later than others, and keeps what was known of it.
ALTER TABLE "repositories" ADD COLUMN "asked_at" TIMESTAMPTZ(3);
UPDATE "repositories" SET "asked_at" = "checked_at";
DROP INDEX "repositories_checked_at_idx";
