import { SubscribeBox } from "@/components/digests/subscribe-box";
import { PaperCard } from "@/components/papers/paper-card";
import { type Period, periodName, periodWords } from "@/lib/digests/period";
import type { FeedItem } from "@/lib/feeds/list-feed";

type Props = {
  digest: { period: Period; items: FeedItem[]; previous: Period | null; next: Period | null };
  today: string;
  signedIn: boolean;
};

/** One public digest, with links to the previous and the next one. */
export function DigestView({ digest, today, signedIn }: Props) {
  const { period, items, previous, next } = digest;
  return (
    <div className="cols">
      <main id="main">
        <p className="kicker">
          <a href="/digests">Digests</a>,{" "}
          {period.kind === "week" ? "the best of a week" : "as they were mailed"}
        </p>
        <h1 className="title">{periodWords(period)}</h1>
        <nav
          aria-label="Digests"
          className="flex justify-between gap-4 border-b border-line pb-3 text-[14px] text-soft"
        >
          {previous ? <a href={`/digests/${periodName(previous)}`}>‹ The one before</a> : <span />}
          {next && <a href={`/digests/${periodName(next)}`}>The one after ›</a>}
        </nav>
        {items.length === 0 && (
          <p className="py-14 text-center text-soft">Nothing was good enough for a mail that day.</p>
        )}
        {items.map((paper) => (
          <PaperCard key={paper.id} paper={paper} today={today} signedIn={signedIn} />
        ))}
      </main>
      <aside className="rail">
        <SubscribeBox feed="/" signedIn={signedIn} />
      </aside>
    </div>
  );
}
