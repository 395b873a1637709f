import { getDb, Prisma } from "@/lib/base/db";
import { isoDay } from "@/lib/base/time";
import type { Followed } from "@/lib/feeds/for-you/reader";
import { type FeatureRow, type Features, featureColumns, toFeatures } from "@/lib/feeds/taste/features";
import { listedSql } from "@/lib/papers/conditions";

/** What the own pages of all readers need to know of a paper to place it. */
export type PoolPaper = {
  id: number;
  key: string;
  topics: string[];
  authorSlugs: string[];
  submitter: string | null;
  /** Title and abstract in lower case, for muted words. */
  text: string;
  announcedAt: Date;
  /** YYYY-MM-DD. */
  day: string;
  heat: number;
  comments: number;
  /** Null while it is not embedded. */
  features: Features | null;
};

/** The papers that any reader's page may hold: the hottest and the newest. */
export type Pool = {
  papers: Map<number, PoolPaper>;
  /** The same papers by what can be followed on them. */
  refs: RefIndex;
  /** Others that were read for some reader since: on the pages of those alone whom something leads to them. */
  near: Map<number, PoolPaper>;
  madeAt: number;
};

const freshMs = 30_000;
const staleMs = 300_000;
const share = 2500;

type Kept = { pool?: Pool | undefined; refill?: Promise<Pool> | undefined };

// Kept on globalThis: the two module graphs of the web process would each hold one.
const hub = globalThis as { quirePool?: Kept };
hub.quirePool ??= {};
const kept = hub.quirePool;

/**
 * The pool of this process, shared by all its readers. After half a minute it is handed out once more while it is made
 * anew; after five minutes its reader waits.
 */
export async function getPool(): Promise<Pool> {
  // An empty one is none: a hub just started shows its first papers at once.
  const pool = kept.pool?.papers.size ? kept.pool : undefined;
  const age = pool ? Date.now() - pool.madeAt : Number.POSITIVE_INFINITY;
  if (pool && age < freshMs) return pool;
  kept.refill ??= makePool(pool).finally(() => {
    kept.refill = undefined;
  });
  if (!pool || age > staleMs) return kept.refill;
  // The old one stands in where the database fails; whoever needs a new one sees the error.
  kept.refill.catch(() => undefined);
  return pool;
}

/** Makes the next reader wait for a new pool: after an import, and between tests. */
export function forgetPool(): void {
  kept.pool = undefined;
}

type Standing = {
  id: number;
  heat: number;
  comments: number;
  updatedAt: Date;
  embedded: boolean;
  hasTerms: boolean;
};

async function makePool(before: Pool | undefined): Promise<Pool> {
  const standing = await listStanding();
  const known = before?.papers ?? new Map<number, PoolPaper>();
  const stale = standing.filter((one) => isStale(known.get(one.id), one, before));
  const read = await readPapers(stale.map(({ id }) => id));
  const papers = new Map<number, PoolPaper>();
  for (const { id, heat, comments } of standing) {
    const paper = read.get(id) ?? known.get(id);
    if (paper) papers.set(id, { ...paper, heat, comments });
  }
  kept.pool = { papers, refs: indexRefs(papers.values()), near: new Map(), madeAt: Date.now() };
  return kept.pool;
}

function isStale(paper: PoolPaper | undefined, one: Standing, before: Pool | undefined): boolean {
  if (!paper || !before) return true;
  // A change that commits late may bear a time before the last look; an overlap catches it.
  if (one.updatedAt.getTime() > before.madeAt - 2 * staleMs) return true;
  return (one.embedded && !paper.features) || (one.hasTerms && paper.features?.terms.length === 0);
}

/** Ids of the hottest and the newest, with what changes often. */
function listStanding(): Promise<Standing[]> {
  return getDb().$queryRaw<Standing[]>`
    SELECT p.id, p.heat, p.comment_count AS comments, p.updated_at AS "updatedAt", e.model IS NOT NULL AS embedded, e.terms IS NOT NULL AS "hasTerms"
    FROM ((SELECT id FROM papers p WHERE ${listedSql} ORDER BY heat DESC, id DESC LIMIT ${share})
      UNION (SELECT id FROM papers p WHERE ${listedSql} ORDER BY announced_at DESC, id DESC LIMIT ${share})) ids
    JOIN papers p USING (id) LEFT JOIN enrichments e ON e.paper_id = p.id`;
}

/** The columns of a pool's paper: `p` papers, `u` its submitter, `e` its enrichment. */
export const poolColumns = Prisma.sql`p.id, p.key, p.topics, p.author_slugs AS "authorSlugs", u.username AS submitter,
  lower(p.title || ' ' || p.abstract) AS text, p.announced_at AS "announcedAt", p.day, p.heat,
  p.comment_count AS comments, ${featureColumns}`;

export const poolJoins = Prisma.sql`LEFT JOIN users u ON u.id = p.submitter_id LEFT JOIN enrichments e ON e.paper_id = p.id`;

export type PoolRow = Omit<PoolPaper, "day" | "features"> & FeatureRow & { day: Date };

async function readPapers(ids: number[]): Promise<Map<number, PoolPaper>> {
  if (ids.length === 0) return new Map();
  const rows = await getDb().$queryRaw<PoolRow[]>`
    SELECT ${poolColumns} FROM papers p ${poolJoins} WHERE p.id = ANY(${ids})`;
  return new Map(rows.map((row) => [row.id, toPoolPaper(row)]));
}

/** A row of the database as a pool's paper. */
export function toPoolPaper({ model, vector, scale, terms, day, ...paper }: PoolRow): PoolPaper {
  return { ...paper, day: isoDay(day), features: toFeatures({ model, vector, scale, terms }) };
}

type Refs = { id: number; topics: string[]; authorSlugs: string[]; submitter: string | null };

/** Papers by what can be followed on them: their ids. */
export type RefIndex = Record<"topic" | "author" | "person", Map<string, number[]>>;

/** Looking up what one reader follows takes far less than looking at every topic and author of thousands of papers. */
export function indexRefs(papers: Iterable<Refs>): RefIndex {
  const index: RefIndex = { topic: new Map(), author: new Map(), person: new Map() };
  for (const { id, topics, authorSlugs, submitter } of papers) {
    for (const topic of topics) add(index.topic, topic, id);
    for (const slug of authorSlugs) add(index.author, slug, id);
    if (submitter !== null) add(index.person, submitter, id);
  }
  return index;
}

/** Ids of the papers with a topic, an author or a submitter that is followed. */
export function touchedBy(
  index: RefIndex,
  followed: Record<keyof RefIndex, Map<string, Followed>>,
): Set<number> {
  const touched = new Set<number>();
  for (const kind of ["topic", "author", "person"] as const)
    for (const ref of followed[kind].keys()) for (const id of index[kind].get(ref) ?? []) touched.add(id);
  return touched;
}

function add(ids: Map<string, number[]>, ref: string, id: number): void {
  const known = ids.get(ref);
  if (known) known.push(id);
  else ids.set(ref, [id]);
}
