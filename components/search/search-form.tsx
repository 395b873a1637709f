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

type Props = { params: SearchParams; today: string; count: ReactNode };

/** The form of a search: words, order, filters. It consists of a plain form and links, so it works without scripts. */
export function SearchForm({ params, today, count }: Props) {
  const tabs = sortNames.map(([sort, name]) => ({ href: searchAddress(params, { sort }), name }));
  return (
    <search>
      <form action="/search" data-search-form>
        <SearchField words={params.q} />
        {params.verbatim && <input type="hidden" name="verbatim" value={params.verbatim} />}
        {params.sort !== "relevance" && <input type="hidden" name="sort" value={params.sort} />}
        <Tabs label="Orders" tabs={tabs} current={searchAddress(params)}>
          <span className="text-faint max-[719px]:order-first max-[719px]:w-full min-[720px]:ml-auto">
            {count}
          </span>
        </Tabs>
        <div className="flex flex-wrap items-center gap-2 border-b border-line py-3 text-[14px]">
          <Fold className="filters">
            <summary>Filters</summary>
            <FilterFields params={params} today={today} />
          </Fold>
          <FilterChips params={params} />
        </div>
      </form>
    </search>
  );
}
