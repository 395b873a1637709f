import { DayTabs, trendingTabs } from "@/components/feeds/day-tabs";
import { EmptyReason } from "@/components/feeds/empty-reason";
import { FeedList } from "@/components/feeds/feed-list";
import { Rail } from "@/components/feeds/rail";
import { NoMore } from "@/components/feeds/simple-feed";
import { dayWords } from "@/lib/base/date-words";
import type { TrendingPage } from "@/lib/feeds/pages";

type Props = TrendingPage & { signedIn: boolean };

const openTabs = [
  { href: "/", name: "Trending" },
  { href: "/?window=day", name: "Today" },
  { href: "/?window=week", name: "This week" },
  { href: "/?window=month", name: "This month" },
];

/** The front page: what trends now, in a window, or as it stood at the end of a past day. */
export function TrendingView({ page, empty, today, latest, rising, signedIn, window, at, curators }: Props) {
  const path = signedIn ? "/trending" : "/";
  const address = window === "all" ? path : `${path}?window=${window}`;
  return (
    <div className="cols">
      <main id="main">
        <p className="kicker">
          by <b>{curators}</b> and the research community
        </p>
        <h1 className="title">Trending papers</h1>
        <DayTabs
          label="Windows"
          tabs={signedIn ? trendingTabs : openTabs}
          current={at ? "" : address}
          latest={latest}
          today={today}
        />
        {at && <AsOf day={at} today={today} />}
        <FeedList
          page={page}
          today={at ?? today}
          signedIn={signedIn}
          address={at ? `${path}?at=${at}&window=${window}` : address}
          empty={empty ? <EmptyReason reason={empty} today={today} /> : <NoMore address={address} />}
          nearest={empty?.papers}
        />
      </main>
      <Rail feed={at ? "/" : address} signedIn={signedIn} rising={rising} latest={latest} today={today} />
    </div>
  );
}

function AsOf({ day, today }: { day: string; today: string }) {
  return (
    <p className="border-b border-line py-3 text-[14px] text-soft">
      The page as it stood at the end of {dayWords(day, today)}.{" "}
      <a href="/" className="link">
        Back to now
      </a>
    </p>
  );
}
