import { getDb } from "@/lib/base/db";
import type { Source } from "@/lib/digests/candidates";
import { type Budget, budgetsSchema } from "@/lib/digests/subscriptions/schema";
import type { Viewer } from "@/lib/people/viewer";

/** A digest that waits for its papers, with what its subscription wants. */
export type DueDigest = {
  id: number;
  subscriptionId: number;
  dueAt: Date;
  attempts: number;
  error: string | null;
  stopped: boolean;
  source: Source;
  most: number;
  budgets: Budget[];
};

const person = { id: true, username: true, role: true, bannedAt: true, createdAt: true } as const;

/** What a subscription's row says of the mails it brings. */
export const sourceColumns = {
  ...{
    id: true,
    feed: true,
    cadence: true,
    most: true,
    budgets: true,
    confirmedAt: true,
    unsubscribedAt: true,
  },
  user: { select: person },
} as const;

type Row = Awaited<ReturnType<typeof readDue>>[number];

/** Digests by id with what they are to hold. */
export async function listDue(ids: number[]): Promise<DueDigest[]> {
  const rows = await readDue(ids);
  return rows.map(({ subscription, ...row }) => ({
    ...row,
    ...toWanted(subscription),
    stopped: subscription.unsubscribedAt !== null || subscription.confirmedAt === null,
  }));
}

/** What the mails of a subscription hold. */
export function toWanted({
  feed,
  cadence,
  most,
  budgets,
  user,
}: Row["subscription"]): Pick<DueDigest, "source" | "most" | "budgets"> {
  return {
    source: { feed, cadence, viewer: user && toViewer(user) },
    most,
    budgets: budgetsSchema.catch([]).parse(budgets),
  };
}

function readDue(ids: number[]) {
  const select = { id: true, subscriptionId: true, dueAt: true, attempts: true, error: true };
  return getDb().digest.findMany({
    where: { id: { in: ids } },
    select: { ...select, subscription: { select: sourceColumns } },
    orderBy: { id: "asc" },
  });
}

type Person = NonNullable<Row["subscription"]["user"]>;

function toViewer({ bannedAt, username, ...rest }: Person): Viewer {
  return { ...rest, username: username ?? "", banned: bannedAt !== null };
}
