import { getDb, type Tx } from "@/lib/base/db";
import { minus } from "@/lib/base/time";
import { maxNeighbours, minLikes, minNeighbours, recentDays } from "@/lib/feeds/taste/collaborative";
import { gatherLikes } from "@/lib/feeds/taste/likes";
import { splitTerms, termSlots } from "@/lib/search/keywords/tf-idf";

/** How many readers take part: those who liked something most recently. */
const maxReaders = 20_000;
/** The cosine that two readers reach by words common to all fields; only nearer ones are neighbours. */
const minSimilarity = 0.08;
const maxPapers = 300;
/** Scales the weights so that likes of typical neighbours count as much as a few upvotes. */
const strength = 8;
/** Shrinkage for papers with few likes, which would otherwise seem to be liked by neighbours only. */
const shrink = 2;
const batch = 200;

type Context = {
  now: Date;
  signal: AbortSignal;
  /** Called after the papers are found and before they are saved. */
  onFound?: () => Promise<void>;
};
type Member = {
  id: number;
  profile: Profile;
  liked: Set<number>;
  recent: { paperId: number; weight: number }[];
};

/**
 * Finds for each reader what readers with similar taste liked lately (user-based collaborative filtering, Resnick and
 * others, GroupLens, CSCW 1994). Readers are compared by the words of everything they like, because on a young hub two
 * readers rarely like the same papers. A neighbour's like counts with the square of the cosine, divided by the root of
 * the paper's number of likes. Readers see the old papers until all new ones are saved. No row of a reader is locked
 * before, so that readers can reset their taste or delete their account meanwhile.
 * @returns how many readers took part
 * @throws Error when the signal is aborted; the old papers then stay
 */
export async function findNeighbours({ now, signal, onFound }: Context): Promise<{ readers: number }> {
  return getDb().$transaction(
    async (tx) => {
      await gatherLikes(tx, now);
      const members = await listMembers(tx, { now, signal });
      const words = indexProfiles(members.map(({ profile }) => profile));
      await tx.$executeRaw`CREATE TEMP TABLE found (user_id int, paper_ids int[], weights real[]) ON COMMIT DROP`;
      for (let from = 0; from < members.length; from += batch) {
        stopIf(signal);
        const rows = members.slice(from, from + batch).map((member) => ({
          user_id: member.id,
          ...papersFor(member, members, nearness(words, member.profile)),
        }));
        await tx.$executeRaw`
          INSERT INTO found SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json)
            AS row(user_id int, paper_ids int[], weights real[])`;
      }
      await onFound?.();
      await keepFound(tx, now);
      return { readers: members.length };
    },
    { timeout: 1_800_000, maxWait: 30_000 },
  );
}

function stopIf({ aborted }: AbortSignal): void {
  if (aborted) throw new Error("Finding neighbours was stopped half-way");
}

type Row = { id: number; terms: Uint8Array[]; liked: number[]; recent: Member["recent"] };

async function listMembers(tx: Tx, { now, signal }: Context): Promise<Member[]> {
  const since = minus(now, { days: recentDays });
  const ids = await tx.$queryRaw<{ id: number }[]>`
    SELECT user_id AS id FROM likes GROUP BY 1 HAVING count(*) >= ${minLikes} ORDER BY max(at) DESC, 1 LIMIT ${maxReaders}`;
  const members: Member[] = [];
  for (let from = 0; from < ids.length; from += batch) {
    stopIf(signal);
    const some = ids.slice(from, from + batch).map(({ id }) => id);
    const rows = await tx.$queryRaw<Row[]>`
      SELECT l.user_id AS id, array_agg(l.paper_id) AS liked, array_agg(coalesce(e.terms, '')) AS terms,
        coalesce(json_agg(json_build_object('paperId', l.paper_id, 'weight', ${strength} / sqrt(l.likes + ${shrink})))
          FILTER (WHERE l.at > ${since}), '[]') AS recent
      FROM likes l LEFT JOIN enrichments e ON e.paper_id = l.paper_id WHERE l.user_id = ANY(${some}) GROUP BY 1`;
    for (const { id, terms, liked, recent } of rows)
      members.push({ id, profile: profileOf(terms), liked: new Set(liked), recent });
  }
  return members;
}

/** Replaces the old papers with the new ones, except for readers who have left or reset their taste meanwhile. */
async function keepFound(tx: Tx, now: Date): Promise<void> {
  await tx.$executeRaw`DELETE FROM neighbour_likes`;
  await tx.$executeRaw`
    INSERT INTO neighbour_likes (user_id, paper_ids, weights)
    SELECT f.user_id, f.paper_ids, f.weights FROM found f JOIN users u ON u.id = f.user_id
    LEFT JOIN readers r ON r.user_id = f.user_id WHERE r.reset_at IS NULL OR r.reset_at <= ${now}`;
}

function papersFor({ id, liked }: Member, members: Member[], near: Float32Array) {
  const sums = new Map<number, number>();
  const others = nearestOf(near).filter((row) => members[row]?.id !== id && members[row]?.recent.length);
  for (const row of others.length < minNeighbours ? [] : others) {
    const closeness = (near[row] ?? 0) ** 2;
    for (const { paperId, weight } of members[row]?.recent ?? [])
      if (!liked.has(paperId)) sums.set(paperId, (sums.get(paperId) ?? 0) + closeness * weight);
  }
  const best = [...sums].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, maxPapers);
  return { paper_ids: best.map(([paper]) => paper), weights: best.map(([, weight]) => weight) };
}

/** The rows of the nearest readers, including the reader's own. */
function nearestOf(near: Float32Array): number[] {
  const rising = near.slice().sort();
  const bound = Math.max(minSimilarity, rising.at(-maxNeighbours - 1) ?? 0);
  return [...near.keys()].filter((row) => (near[row] ?? 0) >= bound);
}

/** The heaviest words of everything a reader likes, as slots with weights; the weights form a unit vector. */
export type Profile = { slots: Uint16Array; weights: Float32Array };

/** How many words a profile keeps; four times as many did not distinguish readers better. */
const maxWords = 400;

/** The profile of a reader. @param terms the packed terms of each paper that they like */
export function profileOf(terms: Uint8Array[]): Profile {
  const sums = new Map<number, number>();
  for (const packed of terms) {
    const { slots, weights } = splitTerms(packed);
    slots.forEach((slot, i) => {
      sums.set(slot, (sums.get(slot) ?? 0) + (weights[i] ?? 0));
    });
  }
  const kept = [...sums].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, maxWords);
  const length = Math.hypot(...kept.map(([, weight]) => weight)) || 1;
  return {
    slots: Uint16Array.from(kept, ([slot]) => slot),
    weights: Float32Array.from(kept, ([, weight]) => weight / length),
  };
}

/** An inverted index: the profiles with a slot and their weights stand from `starts[slot]` up to `starts[slot + 1]`. */
export type Words = { starts: Uint32Array; rows: Uint32Array; weights: Float32Array; count: number };

/** Builds the inverted index of profiles, so that only those with a word in common are compared. */
export function indexProfiles(profiles: Profile[]): Words {
  const starts = new Uint32Array(termSlots + 1);
  for (const { slots } of profiles) for (const slot of slots) starts[slot + 1] = (starts[slot + 1] ?? 0) + 1;
  for (let slot = 0; slot < termSlots; slot++)
    starts[slot + 1] = (starts[slot + 1] ?? 0) + (starts[slot] ?? 0);
  const total = starts[termSlots] ?? 0;
  const words = {
    starts,
    rows: new Uint32Array(total),
    weights: new Float32Array(total),
    count: profiles.length,
  };
  const places = starts.slice();
  profiles.forEach(({ slots, weights }, row) => {
    for (let i = 0; i < slots.length; i++) {
      const place = places[slots[i] ?? 0] ?? 0;
      places[slots[i] ?? 0] = place + 1;
      words.rows[place] = row;
      words.weights[place] = weights[i] ?? 0;
    }
  });
  return words;
}

/** The cosine of a profile with each profile in the index, by row. */
export function nearness(
  { starts, rows, weights, count }: Words,
  { slots, weights: own }: Profile,
): Float32Array {
  const near = new Float32Array(count);
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i] ?? 0;
    const weight = own[i] ?? 0;
    for (let place = starts[slot] ?? 0; place < (starts[slot + 1] ?? 0); place++) {
      const row = rows[place] ?? 0;
      near[row] = (near[row] ?? 0) + weight * (weights[place] ?? 0);
    }
  }
  return near;
}
