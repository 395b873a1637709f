import { dueWords } from "@/components/digests/schedule-words";
import type { NextDigests } from "@/lib/digests/next-digests";

type Props = { nextAt: Date | null; timeZone: string };

/** When a subscription's next digest is due; nothing where none is. */
export function NextMail({ nextAt, timeZone }: Props) {
  if (!nextAt) return null;
  return ` The next is due on ${dueWords(nextAt, timeZone)}, if there is something good by then.`;
}

/** When somebody who subscribes now gets the first digest. */
export function FirstMails({ daily, weekly, timeZone }: NextDigests) {
  return `Whoever subscribes now gets the first one on ${dueWords(daily, timeZone)}, or once a week from ${dueWords(weekly, timeZone)}.`;
}
