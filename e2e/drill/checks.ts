import type { Query } from "@/e2e/drill/hub";
import type { SunkMail } from "@/e2e/drill/mail-sink";
import { type Ledger, voteKey } from "@/e2e/drill/readers";
import type { Drift } from "@/lib/papers/recount";

/** One thing that has to hold: how many were looked at, and which of them were wrong. */
export type Check = { name: string; looked: number; wrong: string[] };

/** Compares the votes in the database with what the readers know: each acknowledged change stands, and none counts twice. */
export async function checkVotes(query: Query, { votes }: Pick<Ledger, "votes">): Promise<Check[]> {
  const rows = await query<{ reader: number; paper: number; count: number }>(`
    SELECT user_id AS reader, paper_id AS paper, count(*)::int AS count FROM votes WHERE withdrawn_at IS NULL
    GROUP BY 1, 2`);
  const standing = new Map(rows.map(({ reader, paper, count }) => [voteKey(reader, paper), count]));
  const known = [...votes];
  const wrongly = (key: string, words: string) => `Reader and paper ${key}: ${words}`;
  const lost = known.filter(([key, up]) => up && !standing.has(key));
  const back = known.filter(([key, up]) => !up && standing.has(key));
  const unknown = [...standing.keys()].filter((key) => !votes.has(key));
  const twice = [...standing].filter(([, count]) => count > 1);
  return [
    {
      name: "Acknowledged upvotes stand",
      looked: known.filter(([, up]) => up).length,
      wrong: lost.map(([key]) => wrongly(key, "the upvote is gone")),
    },
    {
      name: "What was taken back stays so",
      looked: known.filter(([, up]) => !up).length,
      wrong: back.map(([key]) => wrongly(key, "the upvote that was taken back stands")),
    },
    {
      name: "No upvote stands twice, or without its reader",
      looked: standing.size,
      wrong: [
        ...twice.map(([key]) => wrongly(key, "the upvote stands twice")),
        ...unknown.map((key) => wrongly(key, "nobody gave this upvote")),
      ],
    },
  ];
}

/** Compares each paper's number of upvotes and heat with its votes. @param drift what a repair would correct */
export async function checkDrift(query: Query, drift: Drift[]): Promise<Check[]> {
  const rows = await query<{ key: string; upvotes: number; counted: number }>(`
    SELECT p.key, p.upvotes, count(v.id)::int AS counted FROM papers p
      LEFT JOIN votes v ON v.paper_id = p.id AND v.withdrawn_at IS NULL AND v.uncounted_at IS NULL
    GROUP BY p.id`);
  const differ = rows.filter(({ upvotes, counted }) => upvotes !== counted);
  return [
    {
      name: "Numbers of upvotes are right",
      looked: rows.length,
      wrong: differ.map(
        ({ key, upvotes, counted }) => `Paper ${key}: ${upvotes} upvotes instead of ${counted}`,
      ),
    },
    {
      name: "Heat is what the votes give",
      looked: rows.length,
      wrong: drift.map(
        ({ key, heat, heatFromRows }) => `Paper ${key}: heat ${heat} instead of ${heatFromRows}`,
      ),
    },
  ];
}

type DigestRow = { id: number; email: string; state: string; error: string | null };

/**
 * Compares the digests with the mails that arrived: one for each that was sent, at most one for each in doubt, none for
 * others. None is left undecided, and one that was given up says why.
 */
export async function checkDigests(query: Query, mails: Pick<SunkMail, "to">[]): Promise<Check[]> {
  const digests = await query<DigestRow>(`
    SELECT d.id, s.email, d.state::text, d.error FROM digests d JOIN subscriptions s ON s.id = d.subscription_id`);
  const overdue = await query<{ email: string }>("SELECT email FROM subscriptions WHERE next_at <= now()");
  const arrived = new Map<string, number>();
  for (const { to } of mails) arrived.set(to, (arrived.get(to) ?? 0) + 1);
  const countOf = ({ email }: DigestRow) => arrived.get(email) ?? 0;
  const undecided = digests.filter(({ state }) => ["due", "composed", "sending"].includes(state));
  const silent = digests.filter(
    ({ state, error }) => ["failed", "skipped", "doubtful"].includes(state) && !error,
  );
  const untrue = digests.filter(
    (digest) => countOf(digest) !== (digest.state === "sent" ? 1 : 0) && digest.state !== "doubtful",
  );
  const told = ({ id, email, state }: DigestRow, words: string) =>
    `Digest ${id} to ${email}, ${state}: ${words}`;
  return [
    {
      name: "No digest arrived twice",
      looked: mails.filter(({ to }) => to.startsWith("subscriber-")).length,
      wrong: digests
        .filter((digest) => countOf(digest) > 1)
        .map((digest) => told(digest, `${countOf(digest)} mails`)),
    },
    {
      name: "Every due digest is decided, as its state says",
      looked: digests.length,
      wrong: [
        ...overdue.map(({ email }) => `The subscription of ${email} has no digest`),
        ...undecided.map((digest) => told(digest, "it is not decided")),
        ...silent.map((digest) => told(digest, "it does not say why")),
        ...untrue.map((digest) => told(digest, `${countOf(digest)} mails arrived`)),
      ],
    },
  ];
}
