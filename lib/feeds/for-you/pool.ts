import { getDb, Prisma } from "@/lib/base/db";
import { isoDay } from "@/lib/base/time";
import { type Followed, type NamedKind, namedKinds } from "@/lib/feeds/for-you/reader";
import type { TrackRecord } from "@/lib/feeds/for-you/track-records";
import { type FeatureRow, type Features, featureColumns, toFeatures } from "@/lib/feeds/taste/model";
import { listedSql } from "@/lib/papers/conditions";

/** The data of a paper that readers' own pages need to rank it. */
export type PoolPaper = {
  id: number;
  key: string;
  topics: string[];
  authorSlugs: string[];
  organizationSlug: string | null;
  submitter: string | null;
  /** Title and abstract in lower case, for muted words. */
  text: string;
  announcedAt: Date;
  /** YYYY-MM-DD. */
  day: string;
  heat: number;
  comments: number;
  /** Null for authors without a record, and for a paper that is too old for one. */
  record: TrackRecord | null;
  /** Null while it is not embedded. */
  features: Features | null;
};

/** Candidates for every reader's own page: the hottest and the newest papers. */
export type Pool = {
  papers: Map<number, PoolPaper>;
  /** The same papers by their topics, authors, organisations and submitters. */
  refs: RefIndex;
  /** Papers outside the pool that were read for some reader meanwhile; they are candidates only for readers they concern. */
  near: Map<number, PoolPaper>;
  madeAt: number;
};

const freshMs = 30_000;
const staleMs = 300_000;
const share = 2500;

type Kept = {
  pool?: Pool | undefined;
  /** When the pool was made, on the clock of `performance.now`, which nobody can set back. */
  madeAt?: number;
  refill?: Promise<Pool> | undefined;
};

// The pool is on globalThis because the web process has two module graphs, each of which would hold one of its own.
const hub = globalThis as { quirePool?: Kept };
hub.quirePool ??= {};
const kept = hub.quirePool;

/**
 * The pool of this process, shared by all its readers. A pool older than half a minute is still returned while a new one
 * is made; one older than five minutes makes the caller wait for the new one.
 */
export async function getPool(): Promise<Pool> {
  // An empty pool is never reused, so that a new hub shows its first papers at once.
  const pool = kept.pool?.papers.size ? kept.pool : undefined;
  const age = pool ? performance.now() - (kept.madeAt ?? 0) : Number.POSITIVE_INFINITY;
  if (pool && age < freshMs) return pool;
  kept.refill ??= makePool(pool).finally(() => {
    kept.refill = undefined;
  });
  if (!pool || age > staleMs) return kept.refill;
  // If the database fails, the old pool stays in use; callers that must wait for a new one see the error.
  kept.refill.catch(() => undefined);
  return pool;
}

/** Discards the pool, so that the next caller waits for a new one: after an import, and between tests. @testseam */
export function forgetPool(): void {
  kept.pool = undefined;
}

type PoolEntry = {
  id: number;
  heat: number;
  comments: number;
  updatedAt: Date;
  embedded: boolean;
  hasTerms: boolean;
} & RecordRow;

async function makePool(before: Pool | undefined): Promise<Pool> {
  const entries = await listEntries();
  const known = before?.papers ?? new Map<number, PoolPaper>();
  const stale = entries.filter((one) => isStale(known.get(one.id), one, before));
  const read = await readPapers(stale.map(({ id }) => id));
  const papers = new Map<number, PoolPaper>();
  for (const { id, heat, comments, ...entry } of entries) {
    const paper = read.get(id) ?? known.get(id);
    if (paper) papers.set(id, { ...paper, heat, comments, record: toRecord(entry) });
  }
  kept.pool = { papers, refs: indexRefs(papers.values()), near: new Map(), madeAt: Date.now() };
  kept.madeAt = performance.now();
  return kept.pool;
}

function isStale(paper: PoolPaper | undefined, one: PoolEntry, before: Pool | undefined): boolean {
  if (!paper || !before) return true;
  // A change that commits late can carry a time before the last refresh. The overlap catches it.
  if (one.updatedAt.getTime() > before.madeAt - 2 * staleMs) return true;
  return (one.embedded && !paper.features) || (one.hasTerms && paper.features?.terms.length === 0);
}

/** The ids of the hottest and the newest papers, with the values that change often. */
function listEntries(): Promise<PoolEntry[]> {
  return getDb().$queryRaw<PoolEntry[]>`
    SELECT p.id, p.heat, p.comment_count AS comments, p.updated_at AS "updatedAt", e.model IS NOT NULL AS embedded, e.terms IS NOT NULL AS "hasTerms",
      ${recordColumns}
    FROM ((SELECT id FROM papers p WHERE ${listedSql} ORDER BY heat DESC, id DESC LIMIT ${share})
      UNION (SELECT id FROM papers p WHERE ${listedSql} ORDER BY announced_at DESC, id DESC LIMIT ${share})) ids
    JOIN papers p USING (id) LEFT JOIN enrichments e ON e.paper_id = p.id LEFT JOIN track_records r ON r.paper_id = p.id`;
}

type RecordRow = Pick<TrackRecord, "others" | "above"> & {
  recordHeat: number | null;
  recordAuthor: string | null;
};

const recordColumns = Prisma.sql`r.heat::float8 AS "recordHeat", r.author_slug AS "recordAuthor", r.others, r.above::float8 AS above`;

function toRecord({
  recordHeat: heat,
  recordAuthor: authorSlug,
  others,
  above,
}: RecordRow): TrackRecord | null {
  return heat && authorSlug !== null ? { heat, authorSlug, others, above } : null;
}

/** The columns of a pool's paper. `p` is papers, `u` the submitter, `e` the enrichment. */
export const poolColumns = Prisma.sql`p.id, p.key, p.topics, p.author_slugs AS "authorSlugs", p.organization_slug AS "organizationSlug",
  u.username AS submitter, lower(p.title || ' ' || p.abstract) AS text, p.announced_at AS "announcedAt", p.day, p.heat,
  p.comment_count AS comments, ${recordColumns}, ${featureColumns}`;

export const poolJoins = Prisma.sql`LEFT JOIN users u ON u.id = p.submitter_id LEFT JOIN enrichments e ON e.paper_id = p.id
  LEFT JOIN track_records r ON r.paper_id = p.id`;

export type PoolRow = Omit<PoolPaper, "day" | "features" | "record"> & RecordRow & FeatureRow & { day: Date };

async function readPapers(ids: number[]): Promise<Map<number, PoolPaper>> {
  if (ids.length === 0) return new Map();
  const rows = await getDb().$queryRaw<PoolRow[]>`
    SELECT ${poolColumns} FROM papers p ${poolJoins} WHERE p.id = ANY(${ids})`;
  return new Map(rows.map((row) => [row.id, toPoolPaper(row)]));
}

/** Converts a row of the database to a paper of the pool. */
export function toPoolPaper(row: PoolRow): PoolPaper {
  const { model, vector, scale, terms, day, recordHeat, recordAuthor, others, above, ...paper } = row;
  const record = toRecord({ recordHeat, recordAuthor, others, above });
  return { ...paper, day: isoDay(day), record, features: toFeatures({ model, vector, scale, terms }) };
}

type Refs = Pick<PoolPaper, "id" | "topics" | "authorSlugs" | "organizationSlug" | "submitter">;

/** Ids of papers by topic, author, organisation and submitter. */
type RefIndex = Record<NamedKind, Map<string, number[]>>;

/** Indexes papers by what can be followed, so that a reader's follows are looked up without scanning thousands of papers. */
export function indexRefs(papers: Iterable<Refs>): RefIndex {
  const index: RefIndex = {
    topic: new Map(),
    author: new Map(),
    organization: new Map(),
    person: new Map(),
  };
  for (const { id, topics, authorSlugs, organizationSlug, submitter } of papers) {
    for (const topic of topics) add(index.topic, topic, id);
    for (const slug of authorSlugs) add(index.author, slug, id);
    if (organizationSlug !== null) add(index.organization, organizationSlug, id);
    if (submitter !== null) add(index.person, submitter, id);
  }
  return index;
}

/** Ids of the papers that have a followed topic, author, organisation or submitter. */
export function idsOfFollowed(
  index: RefIndex,
  followed: Record<keyof RefIndex, Map<string, Followed>>,
): Set<number> {
  const ids = new Set<number>();
  for (const kind of namedKinds)
    for (const ref of followed[kind].keys()) for (const id of index[kind].get(ref) ?? []) ids.add(id);
  return ids;
}

function add(ids: Map<string, number[]>, ref: string, id: number): void {
  const known = ids.get(ref);
  if (known) known.push(id);
  else ids.set(ref, [id]);
}
