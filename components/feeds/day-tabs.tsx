import type { ComponentProps } from "react";
import { PeriodNav } from "@/components/feeds/period-nav";
import { Tabs } from "@/components/feeds/tabs";
import { dayWords } from "@/lib/base/date-words";
import type { LatestDay } from "@/lib/feeds/around";

/** The lists of a signed-in reader's trending page. */
export const trendingTabs = [
  { href: "/for-you", name: "For you" },
  { href: "/trending", name: "Everyone" },
  { href: "/trending?window=week", name: "This week" },
  { href: "/trending?window=month", name: "This month" },
];

type Props = Omit<ComponentProps<typeof Tabs>, "children"> & { latest: LatestDay; today: string };

/** The tabs of a trending page, with links to the papers of single days. */
export function DayTabs({ latest: { day, previous, next }, today, ...tabs }: Props) {
  return (
    <Tabs {...tabs}>
      <PeriodNav
        previous={previous ? { href: `/date/${previous}`, label: "The day before" } : null}
        next={next ? { href: `/date/${next}`, label: "The day after" } : null}
        words={dayWords(day, today)}
        day={day}
      />
    </Tabs>
  );
}
