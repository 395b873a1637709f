type Told = { event: "paper" | "comment" | "upvote"; feed: string | null };

/** What a webhook is told of, to stand behind "told of". */
export function eventWords({ event, feed }: Told): string {
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

/** How a delivery stands, in a sentence or two. @param on whether its webhook is */
export function deliveryWords(delivery: Delivery, on: boolean, time: (at: Date) => string): string {
  const { deliveredAt, nextAttemptAt, attempts, status, error } = delivery;
  if (deliveredAt) return `Arrived ${time(deliveredAt)}: ${status}.`;
  const problem = error ?? "Not sent yet.";
  const tries = attempts > 1 ? ` Tried ${attempts} times.` : "";
  if (!nextAttemptAt) return `${attempts > 1 ? "Given up" : "Did not arrive"}. ${problem}${tries}`;
  const next = !on ? " Waits until it is on." : attempts > 0 ? ` Next try ${time(nextAttemptAt)}.` : "";
  return `${problem}${tries}${next}`;
}

/** A moment in a log: day and time. */
export function momentWords(timeZone: string): (at: Date) => string {
  const format = new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
  });
  return (at) => format.format(at);
}
