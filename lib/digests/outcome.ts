import type { Tx } from "@/lib/base/db";
import type { Picked } from "@/lib/digests/choose";
import type { DigestState } from "@/prisma/generated/enums";

/** How the composing of a digest came out. */
export type Outcome = {
  id: number;
  state: DigestState;
  picks: Picked[];
  attempts: number;
  error: string | null;
  nextAttemptAt: Date | null;
};

/** Writes what came out, for the digests that are still due: another worker may have had them after this one's lease. */
export async function keepOutcomes(tx: Tx, outcomes: Outcome[], now: Date): Promise<void> {
  const column = <K extends keyof Outcome>(name: K) => outcomes.map((one) => one[name]);
  const written = await tx.$queryRaw<{ id: number }[]>`
    UPDATE digests d SET state = o.state::"DigestState", attempts = o.attempts, error = o.error,
      next_attempt_at = o.next, composed_at = ${now}
    FROM unnest(${column("id")}::int[], ${column("state")}::text[], ${column("attempts")}::int[],
      ${column("error")}::text[], ${column("nextAttemptAt")}::timestamptz[]) o(id, state, attempts, error, next)
    WHERE d.id = o.id AND d.state = 'due' RETURNING d.id`;
  const mine = new Set(written.map(({ id }) => id));
  const rows = outcomes.filter(({ id }) => mine.has(id)).flatMap(toRows);
  await tx.digestPaper.createMany({ data: rows, skipDuplicates: true });
}

function toRows({ id, picks }: Outcome) {
  return picks.map((pick, i) => ({
    ...{ digestId: id, paperId: pick.id, position: i + 1 },
    ...{ reason: pick.reason, budget: pick.budget },
  }));
}
