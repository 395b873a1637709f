-- CreateEnum
CREATE TYPE "Cadence" AS ENUM ('daily', 'weekdays', 'weekly');

-- CreateEnum
CREATE TYPE "StoppedBy" AS ENUM ('reader', 'bounce', 'complaint');

-- CreateEnum
CREATE TYPE "DigestState" AS ENUM ('due', 'composed', 'sending', 'sent', 'empty', 'skipped', 'failed', 'doubtful');

-- DropIndex
DROP INDEX "subscriptions_email_key";

-- AlterTable
ALTER TABLE "subscriptions" ADD COLUMN     "budgets" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "cadence" "Cadence" NOT NULL DEFAULT 'daily',
ADD COLUMN     "hour" INTEGER NOT NULL DEFAULT 7,
ADD COLUMN     "most" INTEGER NOT NULL DEFAULT 10,
ADD COLUMN     "next_at" TIMESTAMPTZ(3),
ADD COLUMN     "stopped_by" "StoppedBy",
ADD COLUMN     "time_zone" TEXT NOT NULL DEFAULT 'UTC',
ADD COLUMN     "user_id" INTEGER,
ADD COLUMN     "weekday" INTEGER NOT NULL DEFAULT 1,
ALTER COLUMN "feed" SET DEFAULT '/';

-- CreateTable
CREATE TABLE "digests" (
    "id" SERIAL NOT NULL,
    "subscription_id" INTEGER NOT NULL,
    "period" TEXT NOT NULL,
    "state" "DigestState" NOT NULL DEFAULT 'due',
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "error" TEXT,
    "subject" TEXT,
    "message_id" TEXT,
    "composed_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "digests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "digest_papers" (
    "digest_id" INTEGER NOT NULL,
    "paper_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "budget" TEXT,

    CONSTRAINT "digest_papers_pkey" PRIMARY KEY ("digest_id","paper_id")
);

-- CreateTable
CREATE TABLE "public_digests" (
    "period" TEXT NOT NULL,
    "paper_ids" INTEGER[],
    "composed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "public_digests_pkey" PRIMARY KEY ("period")
);

-- CreateIndex
CREATE UNIQUE INDEX "digests_message_id_key" ON "digests"("message_id");

-- CreateIndex
CREATE INDEX "digests_next_attempt_at_idx" ON "digests"("next_attempt_at");

-- CreateIndex
CREATE INDEX "digests_state_due_at_idx" ON "digests"("state", "due_at" DESC);

-- CreateIndex
CREATE INDEX "digests_due_at_idx" ON "digests"("due_at");

-- CreateIndex
CREATE UNIQUE INDEX "digests_subscription_id_period_key" ON "digests"("subscription_id", "period");

-- CreateIndex
CREATE INDEX "digest_papers_paper_id_idx" ON "digest_papers"("paper_id");

-- CreateIndex
CREATE INDEX "subscriptions_next_at_idx" ON "subscriptions"("next_at");

-- CreateIndex
CREATE INDEX "subscriptions_user_id_idx" ON "subscriptions"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "subscriptions_email_feed_key" ON "subscriptions"("email", "feed");

-- AddForeignKey
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "digests" ADD CONSTRAINT "digests_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscriptions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "digest_papers" ADD CONSTRAINT "digest_papers_digest_id_fkey" FOREIGN KEY ("digest_id") REFERENCES "digests"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "digest_papers" ADD CONSTRAINT "digest_papers_paper_id_fkey" FOREIGN KEY ("paper_id") REFERENCES "papers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Feeds are named by the address of their page, and who confirmed begins to get mails tomorrow.
UPDATE "subscriptions" SET "feed" = '/' WHERE "feed" = 'trending';
UPDATE "subscriptions" SET "next_at" = date_trunc('day', now(), 'UTC') + interval '31 hours'
WHERE "confirmed_at" IS NOT NULL AND "unsubscribed_at" IS NULL;
UPDATE "subscriptions" SET "stopped_by" = 'reader' WHERE "unsubscribed_at" IS NOT NULL;
