import type { Metadata } from "next";
import { headers } from "next/headers";
import { Notice } from "@/components/people/notice";
import { OutboxNote } from "@/components/people/outbox-note";
import { isOutboxShown } from "@/lib/mail/outbox";

export const metadata: Metadata = { title: "Look into your mail", robots: { index: false } };

export default async function SentPage() {
  return (
    <Notice title="Look into your mail">
      <p>
        Unless the list comes to that address already, a mail is on its way, or came in the last ten minutes.
        Open its link and confirm; until then nothing else comes.
      </p>
      <OutboxNote shown={isOutboxShown(await headers())} />
    </Notice>
  );
}
