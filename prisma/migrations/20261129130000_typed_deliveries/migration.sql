-- What a delivery is about stood in one string, such as `upvote:2601.05230:17`: a kind, a paper's key and a voter's id.
CREATE TYPE "WebhookDeliveryKind" AS ENUM ('paper', 'comment', 'upvote', 'test');

ALTER TABLE "webhook_deliveries"
  ADD COLUMN "kind" "WebhookDeliveryKind",
  ADD COLUMN "paper_key" TEXT,
  ADD COLUMN "comment_id" INTEGER,
  ADD COLUMN "voter_id" INTEGER;

UPDATE "webhook_deliveries" SET
  "kind" = split_part("subject", ':', 1)::"WebhookDeliveryKind",
  "paper_key" = CASE WHEN split_part("subject", ':', 1) IN ('paper', 'upvote') THEN split_part("subject", ':', 2) END,
  "comment_id" = CASE WHEN split_part("subject", ':', 1) = 'comment' THEN split_part("subject", ':', 2)::int END,
  "voter_id" = CASE WHEN split_part("subject", ':', 1) = 'upvote' THEN split_part("subject", ':', 3)::int END;

DROP INDEX "webhook_deliveries_webhook_id_subject_key";
ALTER TABLE "webhook_deliveries" ALTER COLUMN "kind" SET NOT NULL, DROP COLUMN "subject",
  ADD CONSTRAINT "webhook_deliveries_kind_columns" CHECK (CASE "kind"
    WHEN 'paper' THEN "paper_key" IS NOT NULL AND "comment_id" IS NULL AND "voter_id" IS NULL
    WHEN 'comment' THEN "comment_id" IS NOT NULL AND "paper_key" IS NULL AND "voter_id" IS NULL
    WHEN 'upvote' THEN "paper_key" IS NOT NULL AND "voter_id" IS NOT NULL AND "comment_id" IS NULL
    ELSE "paper_key" IS NULL AND "comment_id" IS NULL AND "voter_id" IS NULL END);

-- A webhook is told of the same thing once. Tests are about nothing and may be many.
CREATE UNIQUE INDEX "webhook_deliveries_once_key"
  ON "webhook_deliveries"("webhook_id", "kind", "paper_key", "comment_id", "voter_id") NULLS NOT DISTINCT
  WHERE "kind" <> 'test';

-- Each delivery is a job of its own, so nobody looks for those that are due any more.
DROP INDEX "webhook_deliveries_next_attempt_at_idx";

-- The time up to which a webhook had been told, of which the last ten minutes were looked through again, becomes the
-- time from which on it is told: everything later comes as a job.
ALTER TABLE "webhooks" RENAME COLUMN "told_until" TO "enabled_at";
UPDATE "webhooks" SET "enabled_at" = "enabled_at" - interval '10 minutes';
ALTER TABLE "webhooks" ADD COLUMN "waits_until" TIMESTAMPTZ(3);
