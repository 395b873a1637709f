import type { Metadata } from "next";
import { MailPreview } from "@/components/digests/mail-preview";
import { FirstMails, NextMail } from "@/components/digests/next-mail";
import { subjectOf } from "@/lib/digests/letter";
import { writeText } from "@/lib/digests/mail-text";
import { findNextMail, firstMails } from "@/lib/digests/next-mail";
import { idOf, previewFor } from "@/lib/digests/preview";
import { type Query, queryValue } from "@/lib/web/query";
import { getViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Preview of a digest", robots: { index: false } };

export default async function PreviewPage({ searchParams }: { searchParams: Query }) {
  const [viewer, of] = [await getViewer(), await queryValue(searchParams, "of")];
  const own = viewer !== null && of !== "everyone";
  const [letter, next] = await Promise.all([
    previewFor(viewer, of),
    own ? findNextMail(viewer, idOf(of)) : null,
  ]);
  return (
    <main id="main" className="narrow">
      <p className="kicker">{own ? "your next mail, if it came now" : "the mail to everyone"}</p>
      <h1 className="title">{letter.title}</h1>
      <p className="text-soft">
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
