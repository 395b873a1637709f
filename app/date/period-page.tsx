import { notFound } from "next/navigation";
import { PeriodView } from "@/components/feeds/period-view";
import { periodNeighbours } from "@/lib/base/date-words";
import { getAround } from "@/lib/feeds/around";
import { feedQuery, periodFeed } from "@/lib/feeds/feed";
import { listFeed } from "@/lib/feeds/list-feed";
import { periodWords } from "@/lib/feeds/named-feed";
import { hubToday } from "@/lib/web/hub-day";
import { getViewer } from "@/lib/web/viewer";

type Kind = "date" | "week" | "month";
type Props = { kind: Kind; text: string; query: Record<string, string | string[] | undefined> };

/** Title of a period's page, or null where the address names none. */
export function periodTitle(kind: Kind, text: string): string | null {
  const feed = periodFeed(kind, text);
  return feed && periodWords(kind, feed.from, feed.until, hubToday());
}

/** The page of a day, a week or a month. */
export async function PeriodPage({ kind, text, query }: Props) {
  const feed = periodFeed(kind, text) ?? notFound();
  const [viewer, today] = [await getViewer(), hubToday()];
  const { after } = feedQuery.parse(query);
  const [page, around] = await Promise.all([
    listFeed(feed, { viewer, after }),
    getAround(feed.from, feed.until),
  ]);
  return (
    <PeriodView
      {...{ page, today, around, ...neighbours(kind, feed.from, around) }}
      signedIn={viewer !== null}
      address={`/${kind}/${text}`}
      day={feed.from}
      words={periodWords(kind, feed.from, feed.until, today)}
    />
  );
}

function neighbours(kind: Kind, from: string, around: { previous: string | null; next: string | null }) {
  const date = (day: string | null) => day && `/date/${day}`;
  if (kind === "date") return { previous: date(around.previous), next: date(around.next) };
  const { previous, next } = periodNeighbours(kind, from);
  return { previous: around.previous && previous, next: around.next && next };
}
