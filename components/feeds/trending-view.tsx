import { FeedList } from "@/components/feeds/feed-list";
import { PeriodNav } from "@/components/feeds/period-nav";
import { Rail } from "@/components/feeds/rail";
import { Tabs } from "@/components/feeds/tabs";
import type { Around } from "@/lib/feeds/around";
import type { Window } from "@/lib/feeds/feed";
import type { FeedPage } from "@/lib/feeds/list-feed";
import type { RisingTopic } from "@/lib/feeds/topic-counts";
import { dayWords } from "@/lib/feeds/words";

type Props = {
  page: FeedPage;
  today: string;
  /** The newest day with papers, or the past day whose page this is. */
  day: string;
  around: Around;
  rising: RisingTopic[];
  signedIn: boolean;
  window: Window;
  at: string | undefined;
  curators: string;
};

const tabs = [
  { href: "/", name: "Trending" },
  { href: "/?window=day", name: "Today" },
  { href: "/?window=week", name: "This week" },
  { href: "/?window=month", name: "This month" },
];

/** The front page: what trends now, in a window, or as it stood at the end of a past day. */
export function TrendingView({ page, today, day, around, rising, signedIn, window, at, curators }: Props) {
  const address = window === "all" ? "/" : `/?window=${window}`;
  return (
    <div className="cols">
      <main id="main">
        <p className="kicker">
          by <b>{curators}</b> and the research community
        </p>
        <h1 className="title">Trending papers</h1>
        <Tabs label="Windows" tabs={tabs} current={at ? "" : address}>
          <PeriodNav
            previous={around.previous ? { href: `/date/${around.previous}`, label: "The day before" } : null}
            next={around.next ? { href: `/date/${around.next}`, label: "The day after" } : null}
            words={dayWords(day, today)}
            day={day}
          />
        </Tabs>
        {at && <AsOf day={at} today={today} />}
        <FeedList
          page={page}
          today={at ?? today}
          signedIn={signedIn}
          address={at ? `/?at=${at}&window=${window}` : address}
          empty={<NothingYet />}
        />
      </main>
      <Rail
        rising={rising}
        count={around.count}
        words={day === today ? "today" : `on ${dayWords(day, today)}`}
      />
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

function NothingYet() {
  return (
    <>
      <p className="font-serif text-xl text-ink">Nothing here yet</p>
      <p className="mt-2">
        No paper was announced in this window.{" "}
        <a href="/" className="link">
          See what trends now
        </a>{" "}
        or{" "}
        <a href="/submit" className="link">
          submit a paper
        </a>
        .
      </p>
    </>
  );
}
