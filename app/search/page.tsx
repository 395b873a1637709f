import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { findPage } from "@/app/search/find";
import { hasFilters, searchAddress } from "@/components/search/search-address";
import { SearchStart } from "@/components/search/search-start";
import { SearchView } from "@/components/search/search-view";
import { everyonesFeed } from "@/lib/feeds/feed";
import { listFeed } from "@/lib/feeds/list-feed";
import { listRisingTopics } from "@/lib/feeds/topic-counts";
import { findStance } from "@/lib/follows/stance";
import { findKeyByAddress } from "@/lib/papers/find";
import { cleanQuery } from "@/lib/search/query";
import { listExamples } from "@/lib/search/query-examples";
import { searchParamsSchema, searchQueryString } from "@/lib/search/search-params";
import { didYouMean } from "@/lib/search/search-terms";
import { hubToday } from "@/lib/web/hub-day";
import type { PageProps } from "@/lib/web/page-props";
import { firstValues } from "@/lib/web/query";
import { getViewer } from "@/lib/web/viewer";

export async function generateMetadata({ searchParams }: PageProps): Promise<Metadata> {
  const asked = searchParamsSchema.parse(await firstValues(searchParams));
  const canonical = searchAddress(asked);
  if (canonical === "/search") return { title: "Search papers", alternates: { canonical } };
  const words = cleanQuery(asked.q).slice(0, 80);
  return {
    title: words ? `${words} · Search` : "Search",
    robots: { index: false },
    alternates: { canonical },
  };
}

export default async function SearchPage({ searchParams }: PageProps) {
  const asked = searchParamsSchema.parse(await firstValues(searchParams));
  const viewer = await getViewer();
  const today = hubToday();
  if (!cleanQuery(asked.q) && !hasFilters(asked)) return <Start today={today} />;
  const key = await findKeyByAddress(cleanQuery(asked.q));
  if (key) redirect(`/papers/${key}`);
  const page = await findPage(asked, viewer);
  const better = page && (await didYouMean(cleanQuery(asked.q), page.items));
  const { followed } = await findStance(viewer, "search", searchQueryString(asked));
  return (
    <SearchView
      asked={asked}
      page={page}
      today={today}
      better={better}
      followed={followed}
      signedIn={viewer !== null}
    />
  );
}

async function Start({ today }: { today: string }) {
  const [{ items }, rising] = await Promise.all([
    listFeed(everyonesFeed, { viewer: null, limit: 6 }),
    listRisingTopics(today),
  ]);
  return <SearchStart examples={listExamples(items)} topics={rising.map(({ topic }) => topic)} />;
}
