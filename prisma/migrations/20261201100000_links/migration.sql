CREATE TYPE "LinkKind" AS ENUM ('code', 'model', 'dataset', 'space', 'project', 'video');
CREATE TYPE "LinkOrigin" AS ENUM ('abstract', 'comment', 'import', 'person');

CREATE TABLE "paper_links" (
    "id" SERIAL NOT NULL,
    "paper_id" INTEGER NOT NULL,
    "kind" "LinkKind" NOT NULL,
    "url" TEXT NOT NULL,
    "origin" "LinkOrigin" NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "paper_links_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "paper_links_paper_id_fkey" FOREIGN KEY ("paper_id") REFERENCES "papers"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "paper_links_paper_id_url_key" ON "paper_links"("paper_id", "url");
CREATE INDEX "paper_links_url_idx" ON "paper_links"("url");

CREATE TABLE "repositories" (
    "url" TEXT NOT NULL,
    "stars" INTEGER,
    "archived" BOOLEAN NOT NULL DEFAULT false,
    "missing" BOOLEAN NOT NULL DEFAULT false,
    "etag" TEXT,
    "checked_at" TIMESTAMPTZ(3),

    CONSTRAINT "repositories_pkey" PRIMARY KEY ("url")
);
CREATE INDEX "repositories_checked_at_idx" ON "repositories"("checked_at");

-- The worker searches the papers already here for links.
ALTER TABLE "papers" ADD COLUMN "links_version" INTEGER NOT NULL DEFAULT 0;
CREATE INDEX "papers_links_version_id_idx" ON "papers"("links_version", "id");

CREATE FUNCTION papers_search_links_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.links_version := 0;
  RETURN NEW;
END $$;
CREATE TRIGGER papers_search_links_again BEFORE UPDATE OF abstract, comment ON papers FOR EACH ROW
WHEN ((OLD.abstract, OLD.comment) IS DISTINCT FROM (NEW.abstract, NEW.comment))
EXECUTE FUNCTION papers_search_links_again();

-- Links that imports and people gave.
INSERT INTO "paper_links" ("paper_id", "kind", "url", "origin")
SELECT id, 'code', code_url, (CASE source WHEN 'submission' THEN 'person' ELSE 'import' END)::"LinkOrigin"
FROM papers WHERE code_url IS NOT NULL;
INSERT INTO "paper_links" ("paper_id", "kind", "url", "origin")
SELECT id, 'project', project_url, (CASE source WHEN 'submission' THEN 'person' ELSE 'import' END)::"LinkOrigin"
FROM papers WHERE project_url IS NOT NULL
ON CONFLICT DO NOTHING;
