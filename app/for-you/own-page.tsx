import { notFound } from "next/navigation";
import { after } from "next/server";
import { OwnView } from "@/components/feeds/own-view";
import { readFeedback } from "@/components/taste/feedback-words";
import { noteShown, noteVisit } from "@/lib/feeds/for-you/impressions";
import { getOwnPage } from "@/lib/feeds/for-you/own-page";
import type { Reader } from "@/lib/feeds/for-you/reader";
import type { Viewer } from "@/lib/people/viewer";
import { pageNonce } from "@/lib/web/nonce";

type Props = {
  viewer: Viewer;
  /** The viewer as a reader, if it has been loaded already. */
  reader?: Reader;
  query: Record<string, string | string[] | undefined>;
  /** The slug of the saved mix that the page shows. */
  slug?: string;
  /** The path of the page, unless it is a saved mix's page. */
  path?: "/";
};

/** A reader's own trending page, ranked by the mix in its address or else by their default mix. */
export async function OwnPage({ viewer, ...options }: Props) {
  const now = new Date();
  const feedback = readFeedback(options.query.said);
  const shown =
    (await getOwnPage(viewer, { ...options, feedbackKey: feedback?.paperKey, now })) ?? notFound();
  const { feedbackTitle, ...view } = shown;
  after(() => Promise.all([noteVisit(viewer, now), noteShown(viewer, view.page.items, now)]));
  return (
    <>
      {view.reader.learns && (
        <script src="/passed.js" nonce={await pageNonce()} defer suppressHydrationWarning />
      )}
      <OwnView
        {...view}
        feedback={feedback && feedbackTitle !== null ? { ...feedback, title: feedbackTitle } : null}
      />
    </>
  );
}
