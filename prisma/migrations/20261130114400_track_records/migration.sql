-- How much more than usual the earlier papers of a recent paper's authors were upvoted. The worker fills and empties it.
CREATE TABLE "track_records" (
    "paper_id" INTEGER NOT NULL,
    "heat" REAL NOT NULL,
    "author_slug" TEXT,
    "others" INTEGER NOT NULL,
    "above" REAL NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "track_records_pkey" PRIMARY KEY ("paper_id")
);

ALTER TABLE "track_records" ADD CONSTRAINT "track_records_paper_id_fkey" FOREIGN KEY ("paper_id") REFERENCES "papers"("id") ON DELETE CASCADE ON UPDATE CASCADE;
