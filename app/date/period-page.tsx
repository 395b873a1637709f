import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { PeriodView } from "@/components/feeds/period-view";
import type { PageQuery, Period } from "@/lib/feeds/feed";
import { getPeriodPage } from "@/lib/feeds/pages";
import { getViewer } from "@/lib/web/viewer";

type Props = { kind: Period["kind"]; text: string; query: PageQuery };

// Cached per request, because Next renders metadata and page separately and both need it.
const load = cache(async (kind: Period["kind"], text: string, after: string | undefined) =>
  getPeriodPage(kind, text, { viewer: await getViewer(), query: { after }, now: new Date() }),
);

function show({ kind, text, query: { after } }: Props) {
  return load(kind, text, typeof after === "string" ? after : undefined);
}

/** The metadata of a period's page; empty if the text is not a valid period. */
export async function periodMetadata(props: Props): Promise<Metadata> {
  const shown = await show(props);
  return shown ? { title: shown.title, alternates: { canonical: shown.address } } : {};
}

/** The page of a day, a week or a month. */
export async function PeriodPage(props: Props) {
  const { title: _, period, ...view } = (await show(props)) ?? notFound();
  const signedIn = (await getViewer()) !== null;
  return <PeriodView {...view} signedIn={signedIn} day={period.from} />;
}
