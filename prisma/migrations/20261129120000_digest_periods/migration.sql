-- A period was one text, "2026-03-12" or "2026-W11", and a budget "interest:12", "topic:cs.CL" or "wild".
CREATE TYPE "PeriodKind" AS ENUM ('day', 'week');
CREATE TYPE "BudgetKind" AS ENUM ('interest', 'topic', 'wild');

ALTER TABLE "digests" ADD COLUMN "period_kind" "PeriodKind", ADD COLUMN "period_start" DATE;
UPDATE "digests" SET
  "period_kind" = CASE WHEN "period" LIKE '%W%' THEN 'week' ELSE 'day' END::"PeriodKind",
  "period_start" = CASE WHEN "period" LIKE '%W%' THEN to_date("period", 'IYYY"-W"IW') ELSE to_date("period", 'YYYY-MM-DD') END;
ALTER TABLE "digests" ALTER COLUMN "period_kind" SET NOT NULL, ALTER COLUMN "period_start" SET NOT NULL;
DROP INDEX "digests_subscription_id_period_key";
ALTER TABLE "digests" DROP COLUMN "period";
CREATE UNIQUE INDEX "digests_subscription_id_period_kind_period_start_key"
  ON "digests"("subscription_id", "period_kind", "period_start");

ALTER TABLE "digest_papers" ADD COLUMN "budget_kind" "BudgetKind", ADD COLUMN "budget_ref" TEXT NOT NULL DEFAULT '';
UPDATE "digest_papers" SET
  "budget_kind" = split_part("budget", ':', 1)::"BudgetKind",
  "budget_ref" = CASE WHEN "budget" LIKE '%:%' THEN substr("budget", position(':' IN "budget") + 1) ELSE '' END
WHERE "budget" IS NOT NULL;
ALTER TABLE "digest_papers" DROP COLUMN "budget";

ALTER TABLE "public_digests" ADD COLUMN "period_kind" "PeriodKind", ADD COLUMN "period_start" DATE;
UPDATE "public_digests" SET
  "period_kind" = CASE WHEN "period" LIKE '%W%' THEN 'week' ELSE 'day' END::"PeriodKind",
  "period_start" = CASE WHEN "period" LIKE '%W%' THEN to_date("period", 'IYYY"-W"IW') ELSE to_date("period", 'YYYY-MM-DD') END;
ALTER TABLE "public_digests" DROP CONSTRAINT "public_digests_pkey";
ALTER TABLE "public_digests" DROP COLUMN "period";
ALTER TABLE "public_digests" ADD CONSTRAINT "public_digests_pkey" PRIMARY KEY ("period_kind", "period_start");
