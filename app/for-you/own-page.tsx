import { after } from "next/server";
import { OwnView } from "@/components/feeds/own-view";
import { noteShown, noteVisit } from "@/lib/feeds/for-you/impressions";
import type { OwnPageView } from "@/lib/feeds/for-you/own-page";
import type { Viewer } from "@/lib/people/viewer";
import { pageNonce } from "@/lib/web/nonce";

type Props = {
  viewer: Viewer;
  page: OwnPageView;
  /** When the page was read. */
  now: Date;
};

/** A reader's own trending page. After it is sent, the visit and what was shown are recorded. */
export async function OwnPage({ viewer, page, now }: Props) {
  after(() => Promise.all([noteVisit(viewer, now), noteShown(viewer, page.page.items, now)]));
  return (
    <>
      {page.reader.learns && (
        <script src="/passed.js" nonce={await pageNonce()} defer data-keep suppressHydrationWarning />
      )}
      <OwnView {...page} />
    </>
  );
}
