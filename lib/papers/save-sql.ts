import { incomingColumns, sourceColumns } from "@/lib/papers/incoming";

const columns = incomingColumns.join(", ");

/** Creates the table of incoming papers, which exists only in this transaction and has the column types of `papers`. */
export const createIncoming = `CREATE TEMP TABLE incoming ON COMMIT DROP AS
  SELECT ${columns}, true AS day_given, now() AS revised_at, true AS title_lost, true AS abstract_lost, versions AS links,
    title AS source_title, abstract AS source_abstract, comment AS source_comment, journal_ref AS source_journal_ref,
    versions AS source_authors FROM papers WITH NO DATA`;

export const copyIncoming = `COPY incoming
  (${columns}, day_given, revised_at, title_lost, abstract_lost, links, ${sourceColumns.join(", ")}) FROM STDIN`;

/** What the source of an incoming paper `i` said, in the order of the columns of `source_texts`. */
const said = {
  title: "coalesce(i.source_title, i.title)",
  abstract: "coalesce(i.source_abstract, i.abstract)",
  comment: "coalesce(i.source_comment, i.comment)",
  journalRef: "coalesce(i.source_journal_ref, i.journal_ref)",
  authors: "coalesce(i.source_authors, to_jsonb(i.authors))",
};

const sourceTextColumns = "paper_id, title, abstract, comment, journal_ref, authors, reader_version";

/** The links of an incoming paper `i`. */
const linksOfIncoming = `jsonb_to_recordset(i.links) AS l(kind "LinkKind", url text, origin "LinkOrigin")`;

/**
 * Inserts new papers with their links and what their sources said. Its parameter is the reader's version. Rows are inserted in key order, so
 * that two concurrent saves wait for each other instead of deadlocking.
 */
export const insertNew = `WITH
  added AS (INSERT INTO papers (${columns}) SELECT ${columns} FROM incoming ORDER BY key
    ON CONFLICT (key) DO NOTHING RETURNING id, key),
  kept AS (INSERT INTO source_texts (${sourceTextColumns})
    SELECT a.id, ${Object.values(said).join(", ")}, $1 FROM added a JOIN incoming i ON i.key = a.key),
  linked AS (INSERT INTO paper_links (paper_id, kind, url, origin)
    SELECT a.id, l.kind, l.url, l.origin FROM added a JOIN incoming i ON i.key = a.key, ${linksOfIncoming})
  SELECT key FROM added`;

export const lockKnown = `SELECT FROM papers WHERE key IN (SELECT key FROM incoming) ORDER BY id FOR NO KEY UPDATE`;

// OAI-PMH tells when a paper was revised but not its version number. A source without versions must not overwrite one
// that has them, except to add topics where there are none.
const isNewer = `(i.version >= p.version OR i.revised_at >= date_trunc('day', (p.versions->-1->>'at')::timestamptz))
  AND (i.versions <> '[]' OR p.versions = '[]' OR p.topics = '{}')
  AND (i.abstract_kind = 'abstract' OR p.abstract_kind = 'summary')`;

const replacesSummary = `i.abstract_kind = 'abstract' AND p.source = 'starter' AND p.abstract_kind = 'summary'`;

/** Whether the source gives single strings for names of which it is known how they are split. */
const losesParts = `i.family_names = '{}' AND i.authors = p.authors`;

const titleLost = `i.title_lost AND p.title <> i.title`;
const abstractLost = `i.abstract_lost AND p.abstract <> i.abstract`;

/**
 * The text after a withdrawal: title and abstract of the version before, where a notice has taken their place. A notice
 * that stands nowhere else becomes the comment.
 * @param earlier the table that holds the version before
 * @param later what has come
 */
function afterWithdrawal(earlier: string, later: { title: string; abstract: string; comment: string }) {
  return {
    title: `CASE WHEN ${titleLost} THEN coalesce(${earlier}.title, p.title) ELSE ${later.title} END`,
    abstract: `CASE WHEN ${abstractLost} THEN coalesce(${earlier}.abstract, p.abstract) ELSE ${later.abstract} END`,
    comment: `coalesce(${later.comment}, CASE WHEN ${abstractLost} THEN ${later.abstract} ELSE ${earlier}.comment END)`,
  };
}

const source = afterWithdrawal("o", said);
const content = afterWithdrawal("p", { title: "i.title", abstract: "i.abstract", comment: "i.comment" });

/**
 * Keeps what the sources said of all known papers whose text they determine; run it before updateContent. What a source does
 * not know stays as an earlier one gave it. Its parameter is the reader's version. A text that an older reader read keeps
 * that version until the worker has read all of it again. The worker then searches these papers for links.
 */
export const keepSources = `WITH kept AS (INSERT INTO source_texts (${sourceTextColumns})
  SELECT n.paper_id, n.title, n.abstract, n.comment, n.journal_ref, n.authors, least(n.reader_version, $1)
  FROM (
    SELECT p.id AS paper_id, ${source.title} AS title, ${source.abstract} AS abstract, ${source.comment} AS comment,
      coalesce(${said.journalRef}, o.journal_ref) AS journal_ref,
      CASE WHEN ${losesParts} THEN coalesce(o.authors, ${said.authors}) ELSE ${said.authors} END AS authors,
      o.reader_version
    FROM incoming i JOIN papers p ON p.key = i.key LEFT JOIN source_texts o ON o.paper_id = p.id
    WHERE ${isNewer} OR ${replacesSummary}) n
    LEFT JOIN source_texts o USING (paper_id)
  WHERE (n.title, n.abstract, n.comment, n.journal_ref, n.authors) IS DISTINCT FROM
    (o.title, o.abstract, o.comment, o.journal_ref, o.authors)
  ORDER BY n.paper_id
  ON CONFLICT (paper_id) DO UPDATE SET (title, abstract, comment, journal_ref, authors) =
    (excluded.title, excluded.abstract, excluded.comment, excluded.journal_ref, excluded.authors)
  RETURNING paper_id)
  UPDATE papers p SET links_version = -1 FROM kept k WHERE p.id = k.paper_id AND p.links_version > 0`;

// Only sources with versions have the comments in which most withdrawals are told.
const isWithdrawn = `(i.withdrawn OR (i.versions = '[]' AND p.withdrawn))`;

/**
 * Updates the content of known papers when the incoming version is not older, or when the stored text is only the hub's
 * own summary. A field that the source does not know (such as categories in some feeds) keeps its stored value.
 */
export const updateContent = `UPDATE papers p SET (title, title_key, abstract, abstract_kind, authors, author_slugs,
    family_names, topics, comment, journal_ref, doi, dois, licence, published_at, versions, version, withdrawn,
    withdrawn_by)
  = (n.title, n.title_key, n.abstract, n.abstract_kind, n.authors, n.author_slugs,
    n.family_names, n.topics, n.comment, n.journal_ref, n.doi, n.dois, n.licence, n.published_at, n.versions,
    n.version, n.withdrawn, n.withdrawn_by)
  FROM (
    SELECT p.id, ${content.title} AS title, CASE WHEN ${titleLost} THEN p.title_key ELSE i.title_key END AS title_key,
      ${content.abstract} AS abstract, i.abstract_kind, i.authors, i.author_slugs,
      CASE WHEN ${losesParts} THEN p.family_names ELSE i.family_names END AS family_names,
      CASE WHEN i.topics = '{}' THEN p.topics ELSE i.topics END AS topics,
      ${content.comment} AS comment, coalesce(i.journal_ref, p.journal_ref) AS journal_ref,
      coalesce(i.doi, p.doi) AS doi, CASE WHEN i.doi IS NULL THEN p.dois ELSE i.dois END AS dois,
      coalesce(i.licence, p.licence) AS licence,
      CASE WHEN i.published_at < p.published_at - interval '12 hours' THEN i.published_at ELSE p.published_at END
        AS published_at,
      (SELECT coalesce(jsonb_agg(v ORDER BY v->'version'), '[]') FROM (
        SELECT DISTINCT ON (v->'version') v FROM jsonb_array_elements(p.versions || i.versions) WITH ORDINALITY AS t(v, n)
        ORDER BY v->'version', n) both_of) AS versions,
      greatest(i.version, p.version) AS version, ${isWithdrawn} AS withdrawn,
      CASE WHEN i.withdrawn_by IS NULL AND ${isWithdrawn} THEN p.withdrawn_by ELSE i.withdrawn_by END AS withdrawn_by
    FROM incoming i JOIN papers p ON p.key = i.key
    WHERE ${isNewer} OR ${replacesSummary}) n
  WHERE p.id = n.id AND (p.title, p.abstract, p.abstract_kind, p.authors, p.family_names, p.topics, p.comment, p.journal_ref, p.dois,
      p.licence, p.published_at, p.versions, p.version, p.withdrawn, p.withdrawn_by)
    IS DISTINCT FROM (n.title, n.abstract, n.abstract_kind, n.authors, n.family_names, n.topics, n.comment, n.journal_ref, n.dois,
      n.licence, n.published_at, n.versions, n.version, n.withdrawn, n.withdrawn_by)
  RETURNING p.key`;

/**
 * Puts the links that came with known papers in the place of those that an earlier import brought. What a person gave or removed
 * stays.
 */
export const putImportedLinks = `WITH
  given AS (SELECT p.id AS paper_id, l.kind, l.url FROM incoming i JOIN papers p ON p.key = i.key, ${linksOfIncoming}
    WHERE l.origin = 'import'),
  replaced AS (DELETE FROM paper_links o USING (SELECT DISTINCT paper_id, kind FROM given) g
    WHERE o.paper_id = g.paper_id AND o.kind = g.kind AND o.origin = 'import' AND o.removed_at IS NULL
      AND NOT EXISTS (SELECT FROM given n WHERE n.paper_id = o.paper_id AND n.url = o.url))
  INSERT INTO paper_links AS o (paper_id, kind, url, origin) SELECT paper_id, kind, url, 'import' FROM given ORDER BY paper_id
  ON CONFLICT (paper_id, url) DO UPDATE SET kind = excluded.kind, origin = excluded.origin
  WHERE o.origin IN ('abstract', 'comment') AND o.removed_at IS NULL
  RETURNING (SELECT key FROM papers p WHERE p.id = o.paper_id) AS key`;

/** Whether a paper's organisation stays: what a person set is never replaced by an import. */
const keepsOrganization = `(p.organization_corrected OR i.organization IS NULL)`;

/** Updates what community feeds add: day, keywords, stars, organisation. A feed's own day replaces the stored one. */
export const updateExtras = `UPDATE papers p SET (day, keywords, code_stars, organization, organization_slug)
  = (n.day, n.keywords, n.code_stars, n.organization, n.organization_slug)
  FROM (
    SELECT p.id, CASE WHEN i.day_given THEN i.day ELSE p.day END AS day,
      CASE WHEN i.keywords = '{}' THEN p.keywords ELSE i.keywords END AS keywords,
      CASE WHEN i.code_url = p.code_url THEN coalesce(i.code_stars, p.code_stars) ELSE p.code_stars END AS code_stars,
      CASE WHEN ${keepsOrganization} THEN p.organization ELSE i.organization END AS organization,
      CASE WHEN ${keepsOrganization} THEN p.organization_slug ELSE i.organization_slug END AS organization_slug
    FROM incoming i JOIN papers p ON p.key = i.key) n
  WHERE p.id = n.id AND (p.day, p.keywords, p.code_stars, p.organization, p.organization_slug)
    IS DISTINCT FROM (n.day, n.keywords, n.code_stars, n.organization, n.organization_slug)
  RETURNING p.key`;
