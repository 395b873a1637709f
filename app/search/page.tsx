import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { searchAddress } from "@/components/search/search-address";
import { SearchStart } from "@/components/search/search-start";
import { SearchView } from "@/components/search/search-view";
import { cleanQuery } from "@/lib/search/query";
import { searchParamsSchema } from "@/lib/search/search-params";
import type { PageProps } from "@/lib/web/page-props";
import { getSearchPage } from "@/lib/web/pages/search";
import { firstValues } from "@/lib/web/query";
import { getViewer } from "@/lib/web/viewer";

export async function generateMetadata({ searchParams }: PageProps): Promise<Metadata> {
  const params = searchParamsSchema.parse(await firstValues(searchParams));
  const canonical = searchAddress(params);
  if (canonical === "/search") return { title: "Search papers", alternates: { canonical } };
  const words = cleanQuery(params.q).slice(0, 80);
  return {
    title: words ? `${words} · Search` : "Search",
    robots: { index: false },
    alternates: { canonical },
  };
}

export default async function SearchPage({ searchParams }: PageProps) {
  const params = searchParamsSchema.parse(await firstValues(searchParams));
  const viewer = await getViewer();
  const shown = await getSearchPage(viewer, params, new Date());
  if (shown.kind === "paper") redirect(`/papers/${shown.key}`);
  if (shown.kind === "start") return <SearchStart {...shown} />;
  const { kind: _, ...results } = shown;
  return <SearchView params={params} {...results} signedIn={viewer !== null} />;
}
