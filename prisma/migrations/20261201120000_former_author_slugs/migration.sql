-- An author's name that is read better gets another address. The former one is kept, so that it leads to today's, and whoever
-- follows or has muted the author keeps doing so.
CREATE TABLE "former_author_slugs" (
    "former" TEXT NOT NULL,
    "current" TEXT NOT NULL,

    CONSTRAINT "former_author_slugs_pkey" PRIMARY KEY ("former")
);

CREATE FUNCTION papers_keep_former_slugs() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  former TEXT[];
  current TEXT[];
BEGIN
  SELECT coalesce(array_agg(o.slug ORDER BY o.at), '{}') INTO former
  FROM unnest(OLD.author_slugs) WITH ORDINALITY AS o(slug, at)
  WHERE NOT EXISTS (SELECT 1 FROM unnest(NEW.author_slugs) AS n(slug) WHERE n.slug = o.slug);
  SELECT coalesce(array_agg(n.slug ORDER BY n.at), '{}') INTO current
  FROM unnest(NEW.author_slugs) WITH ORDINALITY AS n(slug, at)
  WHERE NOT EXISTS (SELECT 1 FROM unnest(OLD.author_slugs) AS o(slug) WHERE o.slug = n.slug);
  -- One name may have been several ("Ann One and Bo Two"): it leads to the first of them. Otherwise, with other numbers of names,
  -- it is not known which became which.
  IF cardinality(former) = 1 THEN current := current[1:1]; END IF;
  IF cardinality(former) = 0 OR cardinality(former) <> cardinality(current) THEN RETURN NULL; END IF;
  INSERT INTO former_author_slugs (former, current)
  SELECT DISTINCT ON (m.former) m.former, m.current FROM unnest(former, current) AS m(former, current) ORDER BY m.former
  ON CONFLICT ON CONSTRAINT former_author_slugs_pkey DO UPDATE SET current = excluded.current;
  UPDATE follows f SET ref = m.current FROM unnest(former, current) AS m(former, current)
  WHERE f.kind = 'author' AND f.ref = m.former
    AND NOT EXISTS (SELECT 1 FROM papers p WHERE p.author_slugs @> ARRAY[m.former])
    AND NOT EXISTS (SELECT 1 FROM follows o WHERE o.user_id = f.user_id AND o.kind = 'author' AND o.ref = m.current);
  UPDATE mutes f SET ref = m.current FROM unnest(former, current) AS m(former, current)
  WHERE f.kind = 'author' AND f.ref = m.former
    AND NOT EXISTS (SELECT 1 FROM papers p WHERE p.author_slugs @> ARRAY[m.former])
    AND NOT EXISTS (SELECT 1 FROM mutes o WHERE o.user_id = f.user_id AND o.kind = 'author' AND o.ref = m.current);
  RETURN NULL;
END $$;

-- A later version may have other authors; the same version has the same ones, read otherwise.
CREATE TRIGGER papers_keep_former_slugs AFTER UPDATE OF author_slugs ON papers FOR EACH ROW
WHEN (OLD.author_slugs IS DISTINCT FROM NEW.author_slugs AND OLD.version = NEW.version)
EXECUTE FUNCTION papers_keep_former_slugs();
