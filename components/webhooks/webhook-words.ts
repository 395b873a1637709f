import { shortMomentIn } from "@/lib/base/date-words";

type Subscription = { event: "paper" | "comment" | "upvote"; feed: string | null };

/** What a webhook is told of, as words that follow "told of". */
export function eventWords({ event, feed }: Subscription): string {
  if (event === "paper") return `new papers in ${feed}`;
  if (event === "upvote") return "upvotes of your papers";
  return feed ? "comments on every paper" : "comments on papers you submitted, wrote or discuss";
}

type Delivery = {
  deliveredAt: Date | null;
  nextAttemptAt: Date | null;
  attempts: number;
  status: number | null;
  error: string | null;
};

/** The state of a delivery in a sentence or two. @param on whether its webhook is switched on */
export function deliveryWords(delivery: Delivery, on: boolean, timeZone: string): string {
  const { deliveredAt, nextAttemptAt, attempts, status, error } = delivery;
  if (deliveredAt) return `Arrived ${shortMomentIn(timeZone, deliveredAt)}: ${status}.`;
  const problem = error ?? "Not sent yet.";
  const tries = attempts > 1 ? ` Tried ${attempts} times.` : "";
  if (!nextAttemptAt) return `${attempts > 1 ? "Given up" : "Did not arrive"}. ${problem}${tries}`;
  const next = !on
    ? " Waits until it is on."
    : attempts > 0
      ? ` Next try ${shortMomentIn(timeZone, nextAttemptAt)}.`
      : "";
  return `${problem}${tries}${next}`;
}
