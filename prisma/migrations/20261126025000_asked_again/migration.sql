-- AlterTable
ALTER TABLE "subscriptions" ADD COLUMN     "asked_at" TIMESTAMPTZ(3),
ADD COLUMN     "asked_cadence" "Cadence";

-- Members' stopped lists that somebody asked for stand stopped again; the link that was mailed still confirms them.
UPDATE "subscriptions"
SET "confirmed_at" = "created_at", "unsubscribed_at" = coalesce("unsubscribed_at", "created_at"),
    "stopped_by" = coalesce("stopped_by", 'reader'), "asked_at" = "created_at", "asked_cadence" = "cadence"
WHERE "user_id" IS NOT NULL AND "confirmed_at" IS NULL;
