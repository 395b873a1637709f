-- AlterTable
ALTER TABLE "readers" ADD COLUMN     "taste_changes" INTEGER NOT NULL DEFAULT 0;

