import { FollowButton } from "@/components/follows/follow-button";
import { PaperCard } from "@/components/papers/paper-card";
import { IndexNote } from "@/components/search/index-note";
import type { FeedItem } from "@/lib/feeds/feed-item";
import type { StatedProgress } from "@/lib/search/index-progress";

type Props = {
  text: string;
  tooShort: boolean;
  /** Null where this hub cannot compare meanings. */
  items: FeedItem[] | null;
  followed: boolean;
  /** How many papers can be found, while not all can. */
  progress: StatedProgress | null;
  today: string;
  signedIn: boolean;
  maxLength: number;
};

/** Papers similar in meaning to a text that the reader pastes. */
export function SimilarView(props: Props) {
  const { text, tooShort, items, followed, progress, today, signedIn, maxLength } = props;
  return (
    <div className="cols">
      <main id="main">
        <p className="kicker">by meaning, not by words</p>
        <h1 className="title">Papers like a text</h1>
        <form action="/similar" className="mt-2 mb-6">
          <label htmlFor="to" className="hint mb-2 block">
            Paste an abstract, or say in a few sentences what you look for.
          </label>
          <textarea
            id="to"
            name="to"
            rows={7}
            maxLength={maxLength}
            defaultValue={text}
            className="field w-full"
          />
          <button type="submit" className="btn btn-solid mt-3">
            Find papers like this
          </button>
        </form>
        {tooShort && <p className="error">A sentence or two more, please: this is too short to compare.</p>}
        {items === null && (
          <p className="error">This hub cannot compare meanings now. Searching by words works as ever.</p>
        )}
        {items && text && !tooShort && (
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-y border-line py-3 text-[14px] text-soft">
            New papers like this text, on your own page:
            <FollowButton kind="text" subject={text} name="papers like this text" followed={followed} />
          </div>
        )}
        <IndexNote progress={progress} />
        {items?.map((paper) => (
          <PaperCard key={paper.id} paper={paper} today={today} signedIn={signedIn} />
        ))}
        {items?.length === 0 && text && !tooShort && (
          <p className="text-soft">Nothing here is like it yet.</p>
        )}
      </main>
      <aside className="rail">
        <HowItWorks />
      </aside>
    </div>
  );
}

function HowItWorks() {
  return (
    <section>
      <h2>How it works</h2>
      <p>
        The text and every abstract here become points in a space of meanings; the nearest papers stand first,
        whether or not they share its words.{" "}
        <a href="/search" className="link">
          Search by words
        </a>
      </p>
    </section>
  );
}
