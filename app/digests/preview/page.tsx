import type { Metadata } from "next";
import { MailPreview } from "@/components/digests/mail-preview";
import { subjectOf } from "@/lib/digests/letter";
import { writeText } from "@/lib/digests/mail-text";
import { previewFor } from "@/lib/digests/preview";
import { type Query, queryValue } from "@/lib/web/query";
import { getViewer } from "@/lib/web/viewer";

export const metadata: Metadata = { title: "Preview of a digest", robots: { index: false } };

export default async function PreviewPage({ searchParams }: { searchParams: Query }) {
  const [viewer, of] = [await getViewer(), await queryValue(searchParams, "of")];
  const letter = await previewFor(viewer, of);
  return (
    <main id="main" className="narrow">
      <p className="kicker">
        {viewer && of !== "everyone" ? "your next mail, if it came now" : "the mail to everyone"}
      </p>
      <h1 className="title">{letter.title}</h1>
      {viewer && (
        <p className="text-soft">
          <a href="/settings/digests" className="link">
            Change what comes and when
          </a>
        </p>
      )}
      <MailPreview
        subject={subjectOf(letter)}
        text={writeText(letter)}
        frame={`/digests/preview/mail${of ? `?of=${encodeURIComponent(of)}` : ""}`}
        empty={letter.papers.length === 0}
      />
    </main>
  );
}
