CREATE TYPE "LinkKind" AS ENUM ('code', 'model', 'dataset', 'space', 'project', 'video');
-- Earlier values go before later ones.
CREATE TYPE "LinkOrigin" AS ENUM ('person', 'import', 'abstract', 'comment');

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

-- The worker searches the papers already here for links. 0 is a paper that was never searched, -1 one whose text has changed.
ALTER TABLE "papers" ADD COLUMN "links_version" INTEGER NOT NULL DEFAULT 0;
CREATE INDEX "papers_links_version_id_idx" ON "papers"("links_version", "id");

CREATE FUNCTION papers_search_links_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.links_version := -1;
  RETURN NEW;
END $$;
CREATE TRIGGER papers_search_links_again BEFORE UPDATE OF abstract, comment ON papers FOR EACH ROW
WHEN (OLD.links_version > 0 AND (OLD.abstract, OLD.comment) IS DISTINCT FROM (NEW.abstract, NEW.comment))
EXECUTE FUNCTION papers_search_links_again();

-- Links that imports and people gave, those to GitHub in their shortest form.
INSERT INTO "paper_links" ("paper_id", "kind", "url", "origin")
SELECT id, 'code', regexp_replace(regexp_replace(code_url, '^https?://(www\.)?github\.com/([^/?#]+)/([^/?#]+).*$',
  'https://github.com/\2/\3', 'i'), '\.git/*$|/+$', ''), (CASE source WHEN 'submission' THEN 'person' ELSE 'import' END)::"LinkOrigin"
FROM papers WHERE code_url IS NOT NULL;
INSERT INTO "paper_links" ("paper_id", "kind", "url", "origin")
SELECT id, 'project', project_url, (CASE source WHEN 'submission' THEN 'person' ELSE 'import' END)::"LinkOrigin"
FROM papers WHERE project_url IS NOT NULL
ON CONFLICT DO NOTHING;
UPDATE papers p SET code_url = l.url FROM paper_links l WHERE l.paper_id = p.id AND l.kind = 'code' AND p.code_url <> l.url;

-- papers.code_url and papers.project_url are the first of their kind. Any change of a paper's links counts as a change of the paper.
CREATE FUNCTION papers_follow_links() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE papers p SET code_url = n.code_url, project_url = n.project_url, updated_at = now(),
    code_stars = CASE WHEN starts_with(p.code_url, n.code_url) THEN p.code_stars
      ELSE (SELECT r.stars FROM repositories r WHERE r.url = n.code_url) END
  FROM (SELECT c.paper_id,
      (SELECT l.url FROM paper_links l WHERE l.paper_id = c.paper_id AND l.kind = 'code' AND l.removed_at IS NULL
        ORDER BY l.origin, l.id LIMIT 1) AS code_url,
      (SELECT l.url FROM paper_links l WHERE l.paper_id = c.paper_id AND l.kind = 'project' AND l.removed_at IS NULL
        ORDER BY l.origin, l.id LIMIT 1) AS project_url
    FROM (SELECT DISTINCT paper_id FROM changed) c) n
  WHERE p.id = n.paper_id AND (p.updated_at < now()::timestamptz(3)
    OR (p.code_url, p.project_url) IS DISTINCT FROM (n.code_url, n.project_url));
  RETURN NULL;
END $$;
CREATE TRIGGER papers_follow_new_links AFTER INSERT ON paper_links REFERENCING NEW TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION papers_follow_links();
CREATE TRIGGER papers_follow_changed_links AFTER UPDATE ON paper_links REFERENCING NEW TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION papers_follow_links();
CREATE TRIGGER papers_follow_deleted_links AFTER DELETE ON paper_links REFERENCING OLD TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION papers_follow_links();
