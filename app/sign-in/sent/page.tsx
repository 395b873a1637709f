import type { Metadata } from "next";
import { headers } from "next/headers";
import { Notice } from "@/components/people/notice";
import { OutboxNote } from "@/components/people/outbox-note";
import { isOutboxShown } from "@/lib/mail/outbox";

export const metadata: Metadata = { title: "Look into your mail", robots: { index: false } };

export default async function SentPage() {
  return (
    <Notice title="Look into your mail">
      <p>We have sent you a link. Open it within an hour, in this browser or another one, to sign in.</p>
      <OutboxNote shown={isOutboxShown(await headers())} />
      <p>
        Nothing there? Look among the spam, or <a href="/sign-in">try again</a>.
      </p>
    </Notice>
  );
}
