-- A paper may have several DOIs. They are found by their lower-case forms, because DOIs are case-insensitive.
ALTER TABLE "papers"
  ADD COLUMN "dois" TEXT[] DEFAULT ARRAY[]::TEXT[],
  ADD COLUMN "doi_keys" TEXT[] DEFAULT ARRAY[]::TEXT[];

UPDATE "papers" SET "dois" = ARRAY["doi"], "doi_keys" = ARRAY[lower("doi")] WHERE "doi" IS NOT NULL;

CREATE INDEX "papers_doi_keys_idx" ON "papers" USING GIN ("doi_keys");
DROP INDEX "papers_doi_idx";

-- Whoever writes DOIs, the first one is among all, and the forms by which they are found belong to them.
CREATE FUNCTION papers_set_doi_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.doi IS NOT NULL AND NEW.doi <> ALL (coalesce(NEW.dois, '{}')) THEN
    NEW.dois := NEW.doi || coalesce(NEW.dois, '{}');
  END IF;
  NEW.doi_keys := ARRAY(SELECT DISTINCT lower(one) FROM unnest(NEW.dois) one);
  RETURN NEW;
END $$;

CREATE TRIGGER papers_set_doi_keys BEFORE INSERT ON papers FOR EACH ROW
WHEN (NEW.doi IS NOT NULL OR NEW.dois <> '{}') EXECUTE FUNCTION papers_set_doi_keys();
CREATE TRIGGER papers_set_doi_keys_again BEFORE UPDATE OF doi, dois ON papers FOR EACH ROW
WHEN ((OLD.doi, OLD.dois) IS DISTINCT FROM (NEW.doi, NEW.dois)) EXECUTE FUNCTION papers_set_doi_keys();

CREATE TYPE "WithdrawnBy" AS ENUM ('authors', 'arxiv');
ALTER TABLE "papers" ADD COLUMN "withdrawn_by" "WithdrawnBy";

-- Readers and programs are shown both, so a change of them counts as a change of the paper, as papers_touch_updated_at
-- says of the other columns.
CREATE TRIGGER papers_touch_updated_at_of_facts BEFORE UPDATE OF dois, withdrawn_by ON papers FOR EACH ROW
WHEN (NEW.updated_at = OLD.updated_at AND (OLD.dois, OLD.withdrawn_by) IS DISTINCT FROM (NEW.dois, NEW.withdrawn_by))
EXECUTE FUNCTION papers_touch_updated_at();
