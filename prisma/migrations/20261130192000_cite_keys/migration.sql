-- A paper's citation key is made once, when the paper arrives. The worker fills in the keys of the papers already here.
ALTER TABLE "papers" ADD COLUMN "cite_key" TEXT;

CREATE UNIQUE INDEX "papers_cite_key_key" ON "papers"("cite_key");
