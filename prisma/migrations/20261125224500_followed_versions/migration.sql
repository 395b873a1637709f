-- AlterTable
ALTER TABLE "follows" ADD COLUMN "had_version" INTEGER NOT NULL DEFAULT 1;

-- CreateIndex
CREATE INDEX "notifications_user_id_read_at_idx" ON "notifications"("user_id", "read_at");

-- CreateIndex
CREATE INDEX "notifications_mailed_at_read_at_idx" ON "notifications"("mailed_at", "read_at");
