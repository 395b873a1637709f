import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PeriodView } from "@/components/feeds/period-view";
import { findPeriodFeed } from "@/lib/feeds/addresses";
import type { PageQuery, Period } from "@/lib/feeds/feed";
import { getPeriodPage } from "@/lib/feeds/pages";
import { hubToday } from "@/lib/web/hub-day";
import { getViewer } from "@/lib/web/viewer";

/** The metadata of a period's page; empty if the text is not a valid period. */
export function periodMetadata(kind: Period["kind"], text: string): Metadata {
  const named = findPeriodFeed(kind, text, hubToday());
  return named ? { title: named.title, alternates: { canonical: named.address } } : {};
}

type Props = { kind: Period["kind"]; text: string; query: PageQuery };

/** The page of a day, a week or a month. */
export async function PeriodPage({ kind, text, query }: Props) {
  const viewer = await getViewer();
  const shown = (await getPeriodPage(kind, text, { viewer, query, now: new Date() })) ?? notFound();
  const { period, ...view } = shown;
  return <PeriodView {...view} signedIn={viewer !== null} day={period.from} />;
}
