import { SubscribeBox } from "@/components/digests/subscribe-box";
import { PaperCard } from "@/components/papers/paper-card";
import { periodWords } from "@/lib/digests/period";
import type { FeedItem } from "@/lib/feeds/list-feed";

type Props = {
  digest: { period: string; items: FeedItem[]; previous: string | null; next: string | null };
  today: string;
  signedIn: boolean;
};

/** One digest of the archive, with the ones before and after. */
export function DigestView({ digest, today, signedIn }: Props) {
  const { period, items, previous, next } = digest;
  return (
    <div className="cols">
      <main id="main">
        <p className="kicker">
          <a href="/digests">Digests</a>,{" "}
          {period.includes("W") ? "the best of a week" : "as they were mailed"}
        </p>
        <h1 className="title">{periodWords(period)}</h1>
        <nav
          aria-label="Digests"
          className="flex justify-between gap-4 border-b border-line pb-3 text-[14px] text-soft"
        >
          {previous ? <a href={`/digests/${previous}`}>‹ The one before</a> : <span />}
          {next && <a href={`/digests/${next}`}>The one after ›</a>}
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
