-- AlterTable
ALTER TABLE "enrichments" ADD COLUMN     "keywords_at" TIMESTAMPTZ(3),
ADD COLUMN     "summary_of" TEXT;
