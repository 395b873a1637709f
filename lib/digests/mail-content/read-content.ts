import { getDb } from "@/lib/base/db";
import { everyone, isOwn } from "@/lib/digests/feed";
import type { Letter, LetterPaper } from "@/lib/digests/mail-content/content";
import type { Schedule } from "@/lib/digests/subscriptions/schema";
import { findFeedAt } from "@/lib/feeds/addresses";
import { listed } from "@/lib/papers/conditions";

/** A composed digest with all it takes to send it. */
export type Ready = {
  id: number;
  subscriptionId: number;
  email: string;
  dueAt: Date;
  attempts: number;
  cadence: Schedule["cadence"];
  letter: Letter;
};

type Row = {
  id: number;
  subscriptionId: number;
  period: string;
  dueAt: Date;
  attempts: number;
  subscription: {
    email: string;
    token: string;
    feed: string;
    cadence: Schedule["cadence"];
    user: Person | null;
  };
};

type Person = { id: number; username: string | null; role: Reader["role"]; createdAt: Date };
type Reader = NonNullable<Parameters<typeof findFeedAt>[1]>;

const person = { id: true, username: true, role: true, createdAt: true } as const;

/** Composed digests by id, with their papers as they are now; three queries, and one more for a named mix. */
export async function listReady(ids: number[], now: Date): Promise<Ready[]> {
  const subscription = {
    select: { email: true, token: true, feed: true, cadence: true, user: { select: person } },
  };
  const rows: Row[] = await getDb().digest.findMany({
    where: { id: { in: ids }, state: "composed" },
    select: { id: true, subscriptionId: true, period: true, dueAt: true, attempts: true, subscription },
    orderBy: { id: "asc" },
  });
  const papers = await listPapers(rows.map(({ id }) => id));
  const titles = new Map<string, Promise<string>>();
  return Promise.all(rows.map((row) => toReady(row, papers.get(row.id) ?? [], titles, now)));
}

/** Papers by id as a mail tells them; those that are not listed any more are left out. */
export async function listLetterPapers(ids: number[]): Promise<Map<number, Omit<LetterPaper, "reason">>> {
  const select = { key: true, title: true, abstract: true, abstractKind: true, authors: true, topics: true };
  const rows = await getDb().paper.findMany({
    where: { id: { in: ids }, ...listed },
    select: { ...select, id: true, upvotes: true, commentCount: true, codeUrl: true },
  });
  return new Map(rows.map(({ id, ...paper }) => [id, paper]));
}

/** A feed's title; each reader's own page is called alike, so that it needs no query. */
export async function titleOf(address: string, viewer: Reader | null, now: Date): Promise<string> {
  if (address === "/for-you") return "For you";
  if (address === everyone) return "Trending papers";
  return (await findFeedAt(address, viewer, now))?.title ?? "Papers";
}

async function listPapers(digests: number[]): Promise<Map<number, LetterPaper[]>> {
  const rows = await getDb().digestPaper.findMany({
    where: { digestId: { in: digests } },
    select: { digestId: true, paperId: true, reason: true },
    orderBy: [{ digestId: "asc" }, { position: "asc" }],
  });
  const papers = await listLetterPapers([...new Set(rows.map(({ paperId }) => paperId))]);
  const found = new Map<number, LetterPaper[]>();
  for (const { digestId, paperId, reason } of rows) {
    const paper = papers.get(paperId);
    const list = found.get(digestId) ?? [];
    if (paper) list.push({ ...paper, reason });
    found.set(digestId, list);
  }
  return found;
}

async function toReady(
  { subscription, period, ...digest }: Row,
  papers: LetterPaper[],
  titles: Map<string, Promise<string>>,
  now: Date,
): Promise<Ready> {
  const { email, token, feed, cadence, user } = subscription;
  const key = isOwn(feed) ? `${feed} ${user?.id}` : feed;
  const title = titles.get(key) ?? titleOf(feed, user && toReader(user), now);
  titles.set(key, title);
  const letter = { title: await title, feed, cadence, period, papers, token };
  return { ...digest, email, cadence, letter };
}

function toReader({ username, ...rest }: Person): Reader {
  return { ...rest, username: username ?? "", banned: false };
}
