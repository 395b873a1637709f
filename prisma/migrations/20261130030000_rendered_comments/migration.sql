-- A comment is rendered once, when it is written. The worker renders those from before (renderer 0) in the background.
ALTER TABLE "comments" ADD COLUMN "html" TEXT;
ALTER TABLE "comments" ADD COLUMN "parts" JSONB;
ALTER TABLE "comments" ADD COLUMN "renderer" INTEGER NOT NULL DEFAULT 0;
CREATE INDEX "comments_renderer_id_idx" ON "comments"("renderer", "id");
