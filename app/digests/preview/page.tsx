import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MailPreview } from "@/components/digests/mail-preview";
import { FirstMails, NextMail } from "@/components/digests/next-mail";
import { subjectOf } from "@/lib/digests/mail-content/content";
import { writeText } from "@/lib/digests/mail-content/text";
import { findNextMail, firstMails } from "@/lib/digests/next-mail";
import { idOf, previewFor } from "@/lib/digests/preview";
import { type Query, queryValue } from "@/lib/web/query";
import { getViewer, requireViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Preview of a digest", robots: { index: false } };

export default async function PreviewPage({ searchParams }: { searchParams: Query }) {
  const of = await queryValue(searchParams, "of");
  const id = idOf(of);
  const viewer = id === null ? await getViewer() : await requireViewer(`/digests/preview?of=${id}`);
  const own = viewer !== null && of !== "everyone";
  const [letter, next] = await Promise.all([previewFor(viewer, of), own ? findNextMail(viewer, id) : null]);
  if (!letter) notFound();
  const stopped = id !== null && !next;
  return (
    <main id="main" className="narrow">
      <p className="kicker">
        {own ? `your ${stopped ? "" : "next "}mail, if it came now` : "the mail to everyone"}
      </p>
      <h1 className="title">{letter.title}</h1>
      <p className="text-soft">
        {stopped && "This list is stopped: no mail of it comes."}
        {own ? next && <NextMail {...next} /> : <FirstMails {...firstMails(new Date())} />}{" "}
        {viewer && (
          <a href="/settings/digests" className="link">
            Change what comes and when
          </a>
        )}
      </p>
      <MailPreview
        subject={subjectOf(letter)}
        text={writeText(letter)}
        frame={`/digests/preview/mail${of ? `?of=${encodeURIComponent(of)}` : ""}`}
        empty={letter.papers.length === 0}
      />
    </main>
  );
}
