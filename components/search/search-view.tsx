import { SubscribeBox } from "@/components/digests/subscribe-box";
import { FeedList } from "@/components/feeds/feed-list";
import { FollowButton } from "@/components/follows/follow-button";
import { HowToType } from "@/components/search/how-to-type";
import { IndexNote } from "@/components/search/index-note";
import { NothingFound } from "@/components/search/nothing-found";
import { searchAddress } from "@/components/search/search-address";
import { SearchForm } from "@/components/search/search-form";
import { SearchNotes } from "@/components/search/search-notes";
import { Fold } from "@/components/ui/fold";
import { counted, grouped } from "@/lib/base/text";
import type { FeedPage } from "@/lib/feeds/list-feed";
import { topicName } from "@/lib/papers/topics/topics";
import { wantedOf } from "@/lib/search/highlight";
import type { StatedProgress } from "@/lib/search/index-progress";
import { parseQuery } from "@/lib/search/query";
import { listExamples } from "@/lib/search/query-examples";
import type { SearchOutcome } from "@/lib/search/request";
import { type SearchParams, searchQueryString } from "@/lib/search/search-params";

type Props = {
  params: SearchParams;
  /** Null while this hub cannot search. */
  page: FeedPage | null;
  better: string | null;
  today: string;
  followed: boolean;
  /** How many papers can be found, while not all can. */
  progress: StatedProgress | null;
  signedIn: boolean;
};

/** The results of a search. */
export function SearchView({ params, page, better, today, followed, progress, signedIn }: Props) {
  const { search, items = [] } = page ?? {};
  // What is subscribed to is what the page shows, so a corrected query is followed as corrected.
  const meant = search?.corrected ? { ...params, q: search.corrected, verbatim: undefined } : params;
  const feedAddress = searchAddress(meant, { sort: "newest" });
  return (
    <div className="cols" data-search>
      <main id="main">
        <h1 className="sr-only">{params.q.trim() ? `Search for ${params.q.trim()}` : "Search"}</h1>
        <SearchForm params={params} today={today} count={search ? countWords(search) : ""} />
        {page && <Follow params={meant} followed={followed} />}
        <SearchNotes params={params} better={better} search={search} />
        <IndexNote progress={progress} />
        <FeedList
          page={page ?? { items: [], next: null }}
          today={today}
          signedIn={signedIn}
          address={searchAddress(params)}
          feedAddress={feedAddress}
          wanted={wantedOf(parseQuery(search?.loosened ?? meant.q))}
          empty={page ? <NothingFound params={params} meaning={search?.meaning !== false} /> : <NotYet />}
        />
      </main>
      <aside className="rail">
        <NarrowTopics params={params} papers={items} />
        <section>
          <Fold>
            <summary className="link w-fit">What you can type</summary>
            <div className="mt-4">
              <HowToType examples={listExamples(items)} />
            </div>
          </Fold>
        </section>
        <SubscribeBox feed={searchAddress({ ...meant, after: undefined })} signedIn={signedIn} />
      </aside>
    </div>
  );
}

type FollowProps = Pick<Props, "params" | "followed">;

function Follow({ params, followed }: FollowProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line py-3 text-[14px] text-soft">
      New papers of this search:
      <FollowButton
        kind="search"
        subject={searchQueryString(params)}
        name="this search"
        followed={followed}
        quiet
      />
      <a
        className="link"
        rel="nofollow"
        href={searchAddress(params, { sort: "newest" }, "/feeds/search.atom")}
      >
        Atom
      </a>
    </div>
  );
}

function NotYet() {
  return (
    <>
      <p className="font-serif text-xl text-ink">Search is being prepared</p>
      <p className="mt-2">
        This hub is still reading its papers. Please try again in a few minutes, or{" "}
        <a href="/topics" className="link">
          look through the topics
        </a>
        .
      </p>
    </>
  );
}

/** The number of papers found in words; "about" where closeness in meaning decides which still count. */
function countWords({ found, more, meaning }: Pick<SearchOutcome, "found" | "more" | "meaning">): string {
  if (more) return `${grouped(found)} papers or more`;
  return `${meaning && found > 50 ? "about " : ""}${counted(found, "paper")}`;
}

type TopicsProps = { params: SearchParams; papers: { topics: string[] }[] };

/** Links to the same search in one of the commonest topics of the papers found; nothing if they share one topic. */
function NarrowTopics({ params, papers }: TopicsProps) {
  const topics = commonTopics(papers);
  if (params.topic || topics.length < 2) return null;
  return (
    <section>
      <h2>In one topic</h2>
      <ul>
        {topics.map((topic) => (
          <li key={topic} className="flex justify-between gap-3 py-1">
            <a href={searchAddress(params, { topic })}>{topicName(topic)}</a>
            <span className="flex-none text-faint">{topic}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** At most six topics, the commonest first. */
function commonTopics(papers: TopicsProps["papers"]): string[] {
  const counts = new Map<string, number>();
  for (const topic of papers.flatMap((paper) => paper.topics))
    counts.set(topic, (counts.get(topic) ?? 0) + 1);
  const sorted = [...counts].sort(([a, x], [b, y]) => y - x || a.localeCompare(b));
  return sorted.slice(0, 6).map(([topic]) => topic);
}
