-- How many bytes a comment takes in a page or an answer, so that a page of comments is as long as is good for its readers.
ALTER TABLE "comments" ADD COLUMN "size" INTEGER NOT NULL DEFAULT 0;

-- The parts of a comment are counted as they are stored; those that are rendered again are counted exactly.
UPDATE "comments"
SET "size" = greatest(octet_length("body"), octet_length("html"), octet_length("parts"::text))
WHERE "renderer" > 0;
