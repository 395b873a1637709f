import type { ReactNode } from "react";
import { Tabs } from "@/components/feeds/tabs";
import { searchAddress } from "@/components/search/search-address";
import { SearchField } from "@/components/search/search-field";
import { FilterChips, FilterFields } from "@/components/search/search-filters";
import { Fold } from "@/components/ui/fold";
import type { Sort } from "@/lib/search/request";
import type { SearchParams } from "@/lib/search/search-params";

const sortNames: [Sort, string][] = [
  ["relevance", "Best match"],
  ["newest", "Newest"],
  ["top", "Most upvoted"],
  ["trending", "Trending"],
];

type Props = { asked: SearchParams; today: string; count: ReactNode };

/** What was asked, to be changed: words, order, filters. One form and links, so that it works without scripts. */
export function SearchForm({ asked, today, count }: Props) {
  const tabs = sortNames.map(([sort, name]) => ({ href: searchAddress(asked, { sort }), name }));
  return (
    <search>
      <form action="/search" data-search-form>
        <SearchField words={asked.q} />
        {asked.sort !== "relevance" && <input type="hidden" name="sort" value={asked.sort} />}
        <Tabs label="Orders" tabs={tabs} current={searchAddress(asked)}>
          <span className="text-faint max-[719px]:order-first max-[719px]:w-full min-[720px]:ml-auto">
            {count}
          </span>
        </Tabs>
        <div className="flex flex-wrap items-center gap-2 border-b border-line py-3 text-[14px]">
          <Fold className="filters">
            <summary>Filters</summary>
            <FilterFields asked={asked} today={today} />
          </Fold>
          <FilterChips asked={asked} />
        </div>
      </form>
    </search>
  );
}
