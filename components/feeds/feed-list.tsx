import type { ReactNode } from "react";
import { FeedFiles, FeedLinks } from "@/components/feeds/feed-files";
import { PaperCard } from "@/components/papers/paper-card";
import { PageNav } from "@/components/ui/page-nav";
import type { FeedItem, FeedPage } from "@/lib/feeds/list-feed";
import { addressAfter } from "@/lib/programs/formats/formats";
import type { Wanted } from "@/lib/search/highlight";

type Props = {
  page: FeedPage;
  today: string;
  signedIn: boolean;
  /** Path and query of this feed, without `after`. */
  address: string;
  /** The address to subscribe to, if it is another one: a search is subscribed to with the newest papers first. */
  feedAddress?: string | undefined;
  /** Shown where there are no papers. */
  empty: ReactNode;
  /** Shown below that: papers of the nearest day that has some. */
  nearest?: FeedItem[] | undefined;
  /** For a search: the words to mark in the rows. */
  wanted?: Wanted | undefined;
  /** Whether anybody may subscribe to the list and export it. */
  open?: boolean;
};

/** The rows of a feed, with links to its first and next page. */
export function FeedList({
  page,
  today,
  signedIn,
  address,
  feedAddress = address,
  empty,
  nearest = [],
  wanted,
  open = true,
}: Props) {
  if (page.items.length === 0)
    return (
      <>
        <div
          className={`${nearest.length > 0 ? "border-b border-line py-8" : "py-14"} text-center text-soft`}
        >
          {open && <FeedLinks address={feedAddress} />}
          {empty}
        </div>
        {nearest.map((paper) => (
          <PaperCard key={paper.id} paper={paper} today={today} signedIn={signedIn} />
        ))}
      </>
    );
  return (
    <>
      {page.items.map((paper) => (
        <PaperCard key={paper.id} paper={paper} today={today} signedIn={signedIn} wanted={wanted} />
      ))}
      <PageNav
        first={(page.items[0]?.rank ?? 1) > 1 ? address : null}
        next={page.next && addressAfter(address, page.next)}
      />
      {open && <FeedFiles address={address} feedAddress={feedAddress} />}
    </>
  );
}
