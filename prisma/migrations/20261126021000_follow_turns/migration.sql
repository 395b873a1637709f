-- AlterTable
ALTER TABLE "follows" ADD COLUMN     "looked_at" TIMESTAMPTZ(3);
