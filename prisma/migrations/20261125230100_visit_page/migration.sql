-- AlterTable
ALTER TABLE "readers" ADD COLUMN     "page_at" TIMESTAMPTZ(3);
