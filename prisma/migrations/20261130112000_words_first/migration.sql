-- The words and the vector of a paper are indexed at different times, so each has a mark of its own.
ALTER TABLE "enrichments" ADD COLUMN "vector_at" TIMESTAMPTZ(3);

-- The model now reads whole texts; before, it read their first 256 tokens. A text of up to 900 characters was never longer.
-- The vectors of longer ones serve until they are made again; the mark in the hash tells which were made of a cut text.
UPDATE "enrichments" e
SET "vector_at" = CASE WHEN long.cut THEN 'epoch' ELSE e."paper_updated_at" END,
    "text_hash" = CASE WHEN long.cut THEN 'cut ' || e."text_hash" ELSE e."text_hash" END
FROM (
    SELECT x."paper_id", coalesce(x."model" = 'all-MiniLM-L6-v2-int8' AND length(p."title") + length(p."abstract") > 900, false) AS cut
    FROM "enrichments" x JOIN "papers" p ON p."id" = x."paper_id"
) AS long
WHERE long."paper_id" = e."paper_id" AND e."paper_updated_at" > 'epoch';
