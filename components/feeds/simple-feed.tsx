import type { ReactNode } from "react";
import { SubscribeBox } from "@/components/digests/subscribe-box";
import { EmptyReason } from "@/components/feeds/empty-reason";
import { FeedList } from "@/components/feeds/feed-list";
import type { EmptyList } from "@/lib/feeds/empty-list";
import type { FeedPage } from "@/lib/feeds/list-feed";

type Props = {
  page: FeedPage;
  today: string;
  signedIn: boolean;
  address: string;
  kicker: ReactNode;
  title: ReactNode;
  /** Buttons under the title. */
  actions?: ReactNode;
  /** Between the title and the rows. */
  bar?: ReactNode;
  /** Above the subscribe box. */
  aside?: ReactNode;
  /** Why there are no papers, if there are none. */
  empty?: EmptyList | null | undefined;
  /** A page with the papers of the day that `empty` names; by default that day's own page. */
  emptyHref?: string;
  /** What to say if the list never had papers. */
  never?: string;
  /** Replaces all of that for lists without days. */
  emptyNote?: ReactNode;
};

/** A list of papers with a title: new papers, a topic, an author, a period. */
export function SimpleFeed({
  page,
  today,
  signedIn,
  address,
  kicker,
  title,
  actions,
  bar,
  aside,
  empty,
  emptyHref,
  never,
  emptyNote,
}: Props) {
  return (
    <div className="cols">
      <main id="main">
        <p className="kicker">{kicker}</p>
        <h1 className="title" dir="auto">
          {title}
        </h1>
        {actions && <div className="mb-5">{actions}</div>}
        {bar ?? <div className="border-b border-line" />}
        <FeedList
          page={page}
          today={today}
          signedIn={signedIn}
          address={address}
          empty={
            empty ? (
              <EmptyReason reason={empty} today={today} href={emptyHref} never={never} />
            ) : (
              (emptyNote ?? <NoMore address={address} />)
            )
          }
          nearest={empty?.papers}
        />
      </main>
      <aside className="rail">
        {aside}
        <SubscribeBox feed={address} signedIn={signedIn} />
      </aside>
    </div>
  );
}

/** Says that a further page of a list is empty. */
export function NoMore({ address }: { address: string }) {
  return (
    <>
      <p className="font-serif text-xl text-ink">No more papers</p>
      <p className="mt-2">
        <a href={address} className="link">
          Back to the first page
        </a>
      </p>
    </>
  );
}
