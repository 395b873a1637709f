-- papers.updated_at says when readers and programs were last shown something new: search, OAI-PMH and the sitemap go by
-- it. Heat, upvotes and other counts do not move it. A vote names none of these columns, so it does not run the trigger.
CREATE FUNCTION papers_touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END $$;

CREATE TRIGGER papers_touch_updated_at BEFORE UPDATE OF
  key, title, abstract, abstract_kind, authors, topics, keywords, comment, journal_ref, doi, licence, published_at, versions,
  version, announced_at, day, status, source_url, code_url, project_url, organization, withdrawn, featured_at
ON papers FOR EACH ROW
-- Whoever sets updated_at in the same statement knows better.
WHEN (NEW.updated_at = OLD.updated_at AND
  (OLD.key, OLD.title, OLD.abstract, OLD.abstract_kind, OLD.authors, OLD.topics, OLD.keywords, OLD.comment, OLD.journal_ref,
    OLD.doi, OLD.licence, OLD.published_at, OLD.versions, OLD.version, OLD.announced_at, OLD.day, OLD.status, OLD.source_url,
    OLD.code_url, OLD.project_url, OLD.organization, OLD.withdrawn, OLD.featured_at)
  IS DISTINCT FROM
  (NEW.key, NEW.title, NEW.abstract, NEW.abstract_kind, NEW.authors, NEW.topics, NEW.keywords, NEW.comment, NEW.journal_ref,
    NEW.doi, NEW.licence, NEW.published_at, NEW.versions, NEW.version, NEW.announced_at, NEW.day, NEW.status, NEW.source_url,
    NEW.code_url, NEW.project_url, NEW.organization, NEW.withdrawn, NEW.featured_at))
EXECUTE FUNCTION papers_touch_updated_at();
