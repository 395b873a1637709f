import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { MailView } from "@/components/people/mail-view";
import { findOutboxMail, isOutboxShown } from "@/lib/mail/outbox";

export const metadata: Metadata = { title: "A mail", robots: { index: false } };

export default async function MailPage({ params }: { params: Promise<{ id: string }> }) {
  if (!isOutboxShown(await headers())) notFound();
  const mail = await findOutboxMail((await params).id);
  if (!mail) notFound();
  return (
    <main id="main" className="narrow">
      <MailView mail={mail} />
    </main>
  );
}
