-- What the source of a paper said is kept, so that a better reader can read it again. Papers stored before have no source
-- until a harvest or an import brings them again.
ALTER TABLE "papers" ADD COLUMN "family_names" TEXT[] DEFAULT ARRAY[]::TEXT[];

CREATE TABLE "source_texts" (
    "paper_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "abstract" TEXT NOT NULL,
    "comment" TEXT,
    "journal_ref" TEXT,
    "authors" JSONB NOT NULL,
    "reader_version" INTEGER NOT NULL,

    CONSTRAINT "source_texts_pkey" PRIMARY KEY ("paper_id")
);

CREATE INDEX "source_texts_reader_version_paper_id_idx" ON "source_texts"("reader_version", "paper_id");

ALTER TABLE "source_texts" ADD CONSTRAINT "source_texts_paper_id_fkey" FOREIGN KEY ("paper_id") REFERENCES "papers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The text of a paper that a person entered by hand stands as it was typed, so it is its own source. It was never read.
INSERT INTO "source_texts" ("paper_id", "title", "abstract", "comment", "journal_ref", "authors", "reader_version")
SELECT "id", "title", "abstract", "comment", "journal_ref", to_jsonb("authors"), 0
FROM "papers" WHERE "source" = 'submission' AND "versions" = '[]';
