/** Creates temporary tables for the parts of synthetic papers, and for the plan of which paper gets which parts. */
export const createParts = `
  CREATE TEMP TABLE made_phrases (n SERIAL PRIMARY KEY, text TEXT);
  CREATE TEMP TABLE made_passages (n SERIAL PRIMARY KEY, text TEXT);
  CREATE TEMP TABLE made_topics (n SERIAL PRIMARY KEY, list TEXT[]);
  CREATE TEMP TABLE made_teams (n SERIAL PRIMARY KEY, names TEXT[], slugs TEXT[]);
  CREATE TEMP TABLE made_plan (id INT PRIMARY KEY, day DATE, announced_at TIMESTAMPTZ, votes INT, open_for INTERVAL,
    salt BIGINT, title INT[], abstract INT[], topics INT, team INT);
  CREATE TEMP TABLE made_sums (paper_id INT PRIMARY KEY, upvotes INT, votes FLOAT8)`;

export const fillPhrases = "INSERT INTO made_phrases (text) SELECT unnest($1::text[])";

export const fillPassages = "INSERT INTO made_passages (text) SELECT unnest($1::text[])";

const texts = (json: string) => `ARRAY(SELECT jsonb_array_elements_text(${json}))`;

export const fillTopics = `INSERT INTO made_topics (list)
  SELECT ${texts("part")} FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS t(part, n) ORDER BY n`;

export const fillTeams = `INSERT INTO made_teams (names, slugs)
  SELECT ${texts("part->'names'")}, ${texts("part->'slugs'")}
  FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS t(part, n) ORDER BY n`;

/** Inserts the people with ids $1 to $2, who vote. */
export const insertPeople = `INSERT INTO users (id, username, created_at)
  SELECT n, 'made-' || n, timestamptz '2020-01-01 00:00:00Z' FROM generate_series($1::int, $2::int) n`;

const one = (table: string) => `1 + floor(random() * (SELECT max(n) FROM ${table}))::int`;
const three = (table: string) => `ARRAY[${one(table)}, ${one(table)}, ${one(table)}]`;

/**
 * Plans $1 papers over the weekdays of the three years before $2, the same number each day. Their votes have a long tail:
 * about ten on average, hundreds for the most popular, never more than there are people ($3). The newest papers are still
 * collecting votes.
 */
export const planPapers = `
  WITH days AS (
    SELECT row_number() OVER (ORDER BY at) - 1 AS n, count(*) OVER () AS of, at
    FROM generate_series(date_trunc('day', $2::timestamptz, 'UTC') - interval '3 years', $2, interval '1 day') d,
      LATERAL (SELECT d + interval '1 hour' AS at) a
    WHERE at < $2 AND extract(isodow from at AT TIME ZONE 'UTC') < 6),
  numbered AS (
    SELECT id, at, least(interval '48 hours', $2 - at) AS open_for, random_normal(1.35, 1.4) AS pull
    FROM generate_series(1, $1::int) id JOIN days ON days.n = (id - 1)::bigint * days.of / $1::int)
  INSERT INTO made_plan
  SELECT id, (at AT TIME ZONE 'UTC')::date, at,
    least(exp(pull) * extract(epoch from open_for) / 172800, 3000, $3::int)::int, open_for,
    floor(random() * 1e9)::bigint, ${three("made_phrases")}, ${three("made_passages")}, ${one("made_topics")}, ${one("made_teams")}
  FROM numbered ORDER BY id`;

// The stride 7919 is a prime that does not divide the number of people, so the votes of a paper are by different people.
export const insertVotes = `
  INSERT INTO votes (paper_id, user_id, cast_at)
  SELECT id, 1 + (salt + v * 7919) % $1::int, announced_at + open_for * power(random(), 2)
  FROM made_plan, generate_series(1, votes) v`;

/** Counts the votes of each paper, and sums 2^(t/H) over them: t from the announcement, H = $1 seconds. */
export const sumVotes = `
  INSERT INTO made_sums
  SELECT paper_id, count(*), sum(power(2, extract(epoch from cast_at - announced_at)::float8 / $1::float8))
  FROM votes JOIN made_plan plan ON plan.id = paper_id GROUP BY paper_id`;

/** Inserts the planned papers with ids from $3 to $4, with heat as lib/papers/heat.ts defines it for a prior of $1 votes. */
export const insertPapers = `
  INSERT INTO papers (id, key, title, title_key, abstract, authors, author_slugs, topics, published_at, versions,
    announced_at, day, source, upvotes, heat)
  SELECT id, ${keyOf("id")}, words, regexp_replace(lower(words), '[^a-z]+', '', 'g'),
    a.text || ' ' || b.text || ' ' || c.text, names, slugs, list, announced_at - interval '31 hours',
    jsonb_build_array(jsonb_build_object('version', 1, 'at', to_jsonb(announced_at - interval '31 hours'))),
    announced_at, day, 'import', coalesce(sums.upvotes, 0),
    extract(epoch from announced_at - timestamptz '2020-01-01 00:00:00Z')::float8 / $2::float8
      + ln($1::float8 + coalesce(sums.votes, 0)) / ln(2::float8)
  FROM (
    SELECT plan.*, initcap(a.text) || ': ' || b.text || ' for ' || c.text AS words
    FROM made_plan plan JOIN made_phrases a ON a.n = title[1] JOIN made_phrases b ON b.n = title[2]
      JOIN made_phrases c ON c.n = title[3]
    WHERE id BETWEEN $3::int AND $4::int) titled
    JOIN made_passages a ON a.n = abstract[1] JOIN made_passages b ON b.n = abstract[2]
    JOIN made_passages c ON c.n = abstract[3] JOIN made_topics t ON t.n = titled.topics JOIN made_teams m ON m.n = team
    LEFT JOIN made_sums sums ON sums.paper_id = id
  ORDER BY id`;

export const setSequences = `SELECT setval('papers_id_seq', max(id)) FROM papers UNION ALL
  SELECT setval('users_id_seq', max(id)) FROM users`;

/** SQL for the key of the synthetic paper with this id: ids in arXiv's format, 90,000 in each month from January 2023. */
function keyOf(id: string): string {
  return `(2301 + ${id} / 1080000 * 100 + ${id} / 90000 % 12)::text || '.' || (10000 + ${id} % 90000)::text`;
}

/** The key of the synthetic paper with this id, the same as `keyOf` in SQL. */
export function syntheticKey(id: number): string {
  const month = Math.floor(id / 90_000);
  return `${2301 + Math.floor(month / 12) * 100 + (month % 12)}.${10_000 + (id % 90_000)}`;
}
