import type { ReactNode } from "react";
import { SubscribeBox } from "@/components/digests/subscribe-box";
import { FeedList } from "@/components/feeds/feed-list";
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
  empty?: ReactNode;
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
  empty = <NoPapers />,
}: Props) {
  return (
    <div className="cols">
      <main id="main">
        <p className="kicker">{kicker}</p>
        <h1 className="title">{title}</h1>
        {actions && <div className="mb-5">{actions}</div>}
        {bar ?? <div className="border-b border-line" />}
        <FeedList page={page} today={today} signedIn={signedIn} address={address} empty={empty} />
      </main>
      <aside className="rail">
        {aside}
        <SubscribeBox feed={address} signedIn={signedIn} />
      </aside>
    </div>
  );
}

function NoPapers() {
  return (
    <>
      <p className="font-serif text-xl text-ink">No papers here yet</p>
      <p className="mt-2">
        <a href="/" className="link">
          See what trends with everyone
        </a>
      </p>
    </>
  );
}
