-- CreateTable
CREATE TABLE "taste_skips" (
    "user_id" INTEGER NOT NULL,
    "paper_id" INTEGER NOT NULL,
    "skipped_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "taste_skips_pkey" PRIMARY KEY ("user_id","paper_id")
);

-- CreateIndex
CREATE INDEX "taste_skips_paper_id_idx" ON "taste_skips"("paper_id");

-- CreateIndex
CREATE INDEX "readers_trained_at_idx" ON "readers"("trained_at");

-- CreateIndex
CREATE INDEX "saves_saved_at_idx" ON "saves"("saved_at");

-- CreateIndex
CREATE INDEX "taste_texts_created_at_idx" ON "taste_texts"("created_at");

-- AddForeignKey
ALTER TABLE "taste_skips" ADD CONSTRAINT "taste_skips_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "taste_skips" ADD CONSTRAINT "taste_skips_paper_id_fkey" FOREIGN KEY ("paper_id") REFERENCES "papers"("id") ON DELETE CASCADE ON UPDATE CASCADE;


