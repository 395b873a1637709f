import { getDb } from "@/lib/base/db";
import type { Interests, Source } from "@/lib/digests/candidates";
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
  interests: Interests;
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

/** Digests by id with what they are to hold, their readers' interests where budgets ask for them. */
export async function listDue(ids: number[]): Promise<DueDigest[]> {
  const rows = await readDue(ids);
  const interests = await listInterests(rows.map(({ subscription }) => subscription));
  return rows.map(({ subscription, ...row }) => ({
    ...row,
    ...toWanted(subscription, interests),
    stopped: subscription.unsubscribedAt !== null || subscription.confirmedAt === null,
  }));
}

/** What the mails of a subscription hold. */
export function toWanted(
  { feed, cadence, most, budgets, user }: Row["subscription"],
  interests: Map<number, Interests>,
): Pick<DueDigest, "source" | "most" | "budgets" | "interests"> {
  const viewer = user && toViewer(user);
  const wanted = budgetsSchema.catch([]).parse(budgets);
  return {
    source: { feed, cadence, viewer },
    most,
    budgets: wanted,
    interests: interests.get(user?.id ?? 0) ?? [],
  };
}

/** The interests of those subscriptions' readers that have budgets for them, by reader. */
export async function listInterests(
  subscriptions: { budgets: unknown; user: { id: number } | null }[],
): Promise<Map<number, Interests>> {
  const asked = subscriptions.flatMap(({ budgets, user }) =>
    user && budgetsSchema.catch([]).parse(budgets).length ? user.id : [],
  );
  const found = new Map<number, Interests>();
  if (asked.length === 0) return found;
  const where = { userId: { in: asked }, paused: false };
  const rows = await getDb().interest.findMany({ where, select: { id: true, userId: true, name: true } });
  for (const { userId, ...interest } of rows) found.set(userId, [...(found.get(userId) ?? []), interest]);
  return found;
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
