-- "Impressions" is the usual word for what readers were shown; the rows stay as they are.
ALTER TABLE "showings" RENAME TO "impressions";
ALTER TABLE "impressions" RENAME CONSTRAINT "showings_pkey" TO "impressions_pkey";
ALTER TABLE "impressions" RENAME CONSTRAINT "showings_user_id_fkey" TO "impressions_user_id_fkey";
ALTER TABLE "impressions" RENAME CONSTRAINT "showings_paper_id_fkey" TO "impressions_paper_id_fkey";
ALTER INDEX "showings_paper_id_idx" RENAME TO "impressions_paper_id_idx";
ALTER INDEX "showings_shown_at_idx" RENAME TO "impressions_shown_at_idx";
