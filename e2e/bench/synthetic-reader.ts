import pg from "pg";
import { seededRandom } from "@/lib/base/random";
import { encodeModel } from "@/lib/feeds/taste/model";
import { packVector } from "@/lib/search/embedding/vectors";
import { packTerms, termSlots } from "@/lib/search/keywords/tf-idf";

const embedder = "made";
const dimension = 384;
const wordsOfPaper = 60;
const wordsOfInterest = 4000;
const interests = 5;

/**
 * Makes a person a reader with a long history: 200 upvotes with co-votes, five interests, follows of topics, authors,
 * people and a search, muted words, and 5,000 impressions. Papers that a personal page may show get random vectors and
 * terms, which take as long to score as real ones.
 * @param person the id of a person who has a session but nothing else
 */
export async function makeReader(url: string, person: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await addFeatures(client);
    await addInterests(client, person);
    for (const statement of statements) await client.query(statement, [person]);
    await client.query("VACUUM ANALYZE enrichments, impressions, co_votes, votes, follows, follow_hits");
  } finally {
    await client.end();
  }
}

async function addFeatures(client: pg.Client): Promise<void> {
  const next = seededRandom("features");
  const { rows } = await client.query<{ id: number }>(`
    (SELECT id FROM papers ORDER BY heat DESC LIMIT 3000) UNION (SELECT id FROM papers ORDER BY announced_at DESC LIMIT 3000)`);
  const packed = rows.map(() => packVector(unit(next)));
  const words = rows.map(() => packTerms(termsOf(wordsOfPaper, next)));
  await client.query(
    `INSERT INTO enrichments (paper_id, paper_updated_at, model, vector, scale, terms)
      SELECT id, now(), $2, v, s, t FROM unnest($1::int[], $3::bytea[], $4::real[], $5::bytea[]) AS made(id, v, s, t)
      ON CONFLICT DO NOTHING`,
    [
      rows.map(({ id }) => id),
      embedder,
      packed.map(({ vector }) => Buffer.from(vector)),
      packed.map(({ scale }) => scale),
      words.map((bytes) => Buffer.from(bytes)),
    ],
  );
}

async function addInterests(client: pg.Client, person: number): Promise<void> {
  const next = seededRandom("interests");
  for (let i = 0; i < interests; i++) {
    const terms = new Float32Array(termSlots);
    for (const { slot, weight } of termsOf(wordsOfInterest, next)) terms[slot] = weight - 0.5;
    const dense = unit(next).map((value) => 20 * value);
    const model = Buffer.from(encodeModel({ embedder, bias: -1, dense, terms }));
    await client.query(
      "INSERT INTO interests (user_id, name, model, trained_at) VALUES ($1, $2, $3, now())",
      [person, `interest ${i}`, model],
    );
  }
}

function unit(next: () => number): Float32Array {
  const vector = Float32Array.from({ length: dimension }, () => next() - 0.5);
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

function termsOf(count: number, next: () => number): { slot: number; weight: number }[] {
  const slots = new Set(Array.from({ length: count }, () => Math.floor(next() * termSlots)));
  return [...slots].map((slot) => ({ slot, weight: next() }));
}

const hot = "SELECT id FROM papers ORDER BY heat DESC LIMIT 10000";

const statements = [
  "INSERT INTO readers (user_id, visit_at, last_visit_at, page_at) VALUES ($1::int, now(), now() - interval '1 day', now())",
  `INSERT INTO votes (paper_id, user_id, cast_at)
    SELECT id, $1::int, now() - interval '1 hour' * row_number() OVER () FROM (${hot}) h WHERE id % 40 = 0 LIMIT 200`,
  `INSERT INTO co_votes (paper_id, other_id, weight) SELECT paper_id, h.id, 0.1 FROM votes, (SELECT * FROM (${hot}) h OFFSET 100) h
    WHERE user_id = $1 AND paper_id <> h.id AND (paper_id + h.id) % 250 = 0`,
  `INSERT INTO impressions (user_id, paper_id, part, shown_at, passes, passed_at, opened_at)
    SELECT $1::int, id, 'trend', now() - interval '2 days', id % 5, now() - interval '1 day',
      CASE WHEN id % 7 = 0 THEN now() - interval '1 day' END FROM (SELECT * FROM (${hot}) h OFFSET 5000) h`,
  `INSERT INTO follows (user_id, kind, ref, label)
    SELECT $1::int, 'topic'::"FollowKind", topic, topic FROM (SELECT DISTINCT topics[1] AS topic FROM papers LIMIT 8) t
    UNION ALL SELECT $1::int, 'author', slug, slug FROM (SELECT DISTINCT author_slugs[1] AS slug FROM papers ORDER BY 1 LIMIT 20) a
    UNION ALL SELECT $1::int, 'person', username, username FROM users WHERE id <= 20
    UNION ALL SELECT $1::int, 'search', 'q=agents', 'agents'`,
  `INSERT INTO follow_hits (follow_id, paper_id) SELECT f.id, h.id FROM follows f, (${hot}) h
    WHERE f.user_id = $1 AND f.kind = 'search' AND h.id % 100 = 0`,
  `INSERT INTO mutes (user_id, kind, ref, label) SELECT $1::int, 'word', 'mutedword' || n, '' FROM generate_series(1, 20) n`,
];
