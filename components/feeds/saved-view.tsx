import { FeedList } from "@/components/feeds/feed-list";
import type { FeedPage } from "@/lib/feeds/list-feed";

/** The papers that the viewer saved, which nobody else sees. */
export function SavedView({ page, today }: { page: FeedPage; today: string }) {
  return (
    <div className="cols">
      <main id="main">
        <p className="kicker">only you see this list</p>
        <h1 className="title">Saved papers</h1>
        <div className="border-b border-line" />
        <FeedList page={page} today={today} signedIn address="/saved" empty={<NothingSaved />} open={false} />
      </main>
      <aside className="rail">
        <section>
          <h2>For later</h2>
          <p>
            “save” under a paper, or <kbd>s</kbd> on the keyboard, puts it here; the last one saved comes
            first. Doing it again takes it off. Your{" "}
            <a href="/settings#export" className="link">
              data
            </a>{" "}
            includes this list.
          </p>
        </section>
      </aside>
    </div>
  );
}

function NothingSaved() {
  return (
    <>
      <p className="font-serif text-xl text-ink">Nothing saved yet</p>
      <p className="mt-2">
        <a href="/" className="link">
          Find something to read later
        </a>
      </p>
    </>
  );
}
