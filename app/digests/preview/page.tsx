import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MailPreview } from "@/components/digests/mail-preview";
import { FirstMails, NextMail } from "@/components/digests/next-mail";
import { subjectOf } from "@/lib/digests/mail-content/content";
import { writeText } from "@/lib/digests/mail-content/text";
import { findPreview } from "@/lib/digests/preview";
import { readSubscriptionId } from "@/lib/digests/subscriptions/schema";
import { type Query, queryValue } from "@/lib/web/query";
import { getViewer, requireViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Preview of a digest", robots: { index: false } };

export default async function PreviewPage({ searchParams }: { searchParams: Query }) {
  const of = await queryValue(searchParams, "of");
  const id = readSubscriptionId(of);
  const viewer = id === null ? await getViewer() : await requireViewer(`/digests/preview?of=${id}`);
  const { content, due } = (await findPreview(viewer, of)) ?? notFound();
  const stopped = id !== null && due.of === "viewer" && !due.next;
  return (
    <main id="main" className="narrow">
      <p className="kicker">
        {due.of === "viewer" ? `your ${stopped ? "" : "next "}mail, if it came now` : "the mail to everyone"}
      </p>
      <h1 className="title">{content.title}</h1>
      <p className="text-soft">
        {stopped && "This list is stopped: no mail of it comes."}
        {due.of === "viewer" ? due.next && <NextMail {...due.next} /> : <FirstMails {...due.first} />}{" "}
        {viewer && (
          <a href="/settings/digests" className="link">
            Change what comes and when
          </a>
        )}
      </p>
      <MailPreview
        subject={subjectOf(content)}
        text={writeText(content)}
        frame={`/digests/preview/mail${of ? `?of=${encodeURIComponent(of)}` : ""}`}
        empty={content.papers.length === 0}
      />
    </main>
  );
}
