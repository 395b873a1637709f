-- AlterTable
ALTER TABLE "enrichments" ADD COLUMN     "terms" BYTEA;

-- The worker finds them with the keywords: papers that have keywords already are due again.
UPDATE "enrichments" SET "keywords_at" = NULL;
DELETE FROM "settings" WHERE "key" = 'keywords-sweep';
