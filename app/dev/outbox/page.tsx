import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { MailList } from "@/components/people/mail-list";
import { isOutboxShown, listOutbox } from "@/lib/mail/outbox";

export const metadata: Metadata = { title: "Outbox", robots: { index: false } };

export default async function OutboxPage() {
  if (!isOutboxShown(await headers())) notFound();
  return (
    <main id="main" className="narrow">
      <h1 className="title">Outbox</h1>
      <p className="mb-6 text-soft">
        No mail server is configured, so mails are kept here. Only this machine can see this page.
      </p>
      <MailList mails={await listOutbox()} />
    </main>
  );
}
