import { dueWords } from "@/components/digests/when-words";

type Props = { nextAt: Date | null; timeZone: string };

/** When a subscription's next mail comes; nothing where none does. */
export function NextMail({ nextAt, timeZone }: Props) {
  if (!nextAt) return null;
  return ` The next is due on ${dueWords(nextAt, timeZone)}, if there is something good by then.`;
}

/** When somebody who subscribes now gets the first mail. */
export function FirstMails({ daily, weekly, timeZone }: { daily: Date; weekly: Date; timeZone: string }) {
  return `Whoever subscribes now gets the first one on ${dueWords(daily, timeZone)}, or once a week from ${dueWords(weekly, timeZone)}.`;
}
