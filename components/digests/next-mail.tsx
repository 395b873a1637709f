import { dueWords } from "@/components/digests/schedule-words";
import type { NextDigests } from "@/lib/digests/next-digests";

type Props = { nextAt: Date | null; timeZone: string };

/** Says when the next digest of a subscription is due; nothing if none is. */
export function NextMail({ nextAt, timeZone }: Props) {
  if (!nextAt) return null;
  return ` The next is due on ${dueWords(nextAt, timeZone)}, if there is something good by then.`;
}

/** Says when a new subscriber gets the first digest. */
export function FirstMails({ daily, weekly, timeZone }: NextDigests) {
  return `Whoever subscribes now gets the first one on ${dueWords(daily, timeZone)}, or once a week from ${dueWords(weekly, timeZone)}.`;
}
