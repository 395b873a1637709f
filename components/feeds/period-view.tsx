import { PeriodNav } from "@/components/feeds/period-nav";
import { SimpleFeed } from "@/components/feeds/simple-feed";
import { Tabs } from "@/components/feeds/tabs";
import { counted } from "@/lib/base/text";
import { monthOf, weekOf } from "@/lib/base/time";
import type { Around } from "@/lib/feeds/around";
import type { EmptyList } from "@/lib/feeds/empty-list";
import type { FeedPage } from "@/lib/feeds/list-feed";

type Props = {
  page: FeedPage;
  empty: EmptyList | null;
  today: string;
  signedIn: boolean;
  /** `/date/2026-03-12`, `/week/2026-W11` or `/month/2026-03`. */
  address: string;
  /** First day of the period. */
  day: string;
  words: string;
  around: Around;
  previous: string | null;
  next: string | null;
};

/** The papers of one day, week or month, with links to the ones before and after. */
export function PeriodView({
  page,
  empty,
  today,
  signedIn,
  address,
  day,
  words,
  around,
  previous,
  next,
}: Props) {
  const tabs = [
    { href: `/date/${day}`, name: "Day" },
    { href: `/week/${weekOf(day)}`, name: "Week" },
    { href: `/month/${monthOf(day)}`, name: "Month" },
  ];
  const bar = (
    <Tabs label="Periods" tabs={tabs} current={address}>
      <PeriodNav
        previous={previous ? { href: previous, label: "Before" } : null}
        next={next ? { href: next, label: "After" } : null}
        words={words}
        day={day}
      />
    </Tabs>
  );
  const kicker = `${counted(around.count, "paper")} announced`;
  return (
    <SimpleFeed
      page={page}
      today={today}
      signedIn={signedIn}
      address={address}
      bar={bar}
      kicker={kicker}
      title={words}
      empty={empty}
      aside={<AsOfLink day={day} today={today} show={address.startsWith("/date/")} />}
    />
  );
}

function AsOfLink({ day, today, show }: { day: string; today: string; show: boolean }) {
  if (!show || day > today) return null;
  return (
    <section>
      <h2>That evening</h2>
      <p>
        <a href={`/?at=${day}`} className="link">
          The trending page as it stood
        </a>{" "}
        at the end of this day.
      </p>
    </section>
  );
}
