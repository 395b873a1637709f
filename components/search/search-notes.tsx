import type { ReactNode } from "react";
import { searchAddress } from "@/components/search/search-address";
import type { FeedPage } from "@/lib/feeds/list-feed";
import { canonicalKey } from "@/lib/papers/address";
import { cleanQuery, maxQueryLength, parseQuery } from "@/lib/search/query";
import type { SearchParams } from "@/lib/search/search-params";

type Props = {
  params: SearchParams;
  /** The query as it may have been meant. */
  better: string | null;
  /** How the search went; undefined if nothing was searched. */
  search: FeedPage["search"];
};

/** Hints above the results of a search: how the query was understood, what was left out, and how to search otherwise. */
export function SearchNotes({ params, better, search }: Props) {
  const unknown = canonicalKey(params.q.trim());
  const query = parseQuery(params.q);
  return (
    <>
      {!better && <UnderstoodAs params={params} search={search} />}
      {better && (
        <Note>
          {params.verbatim && "Searched exactly as typed. "}Did you mean{" "}
          <a href={searchAddress(params, { q: better, verbatim: undefined })} className="link text-ink">
            {better}
          </a>
          ?
        </Note>
      )}
      {query.unknown.map((condition) => (
        <UnknownCondition key={condition} condition={condition} />
      ))}
      {unknown && (
        <Note>
          No paper here has the arXiv id {unknown}.{" "}
          <a href={`/submit?id=${encodeURIComponent(unknown)}`} className="link text-ink">
            Submit it
          </a>
        </Note>
      )}
      {query.shortened && (
        <Note>
          That was long: only its first {maxQueryLength} characters were searched. An abstract as a whole can
          be{" "}
          <a href="/similar" className="link text-ink">
            compared with papers
          </a>
          .
        </Note>
      )}
      {search?.meaning === false && (
        <Note>Words alone were searched: this hub does not compare meanings at the moment.</Note>
      )}
    </>
  );
}

/** Says if another query was searched than the one typed, with a link to the results of the one typed. */
function UnderstoodAs({ params, search }: Pick<Props, "params" | "search">) {
  const typed = cleanQuery(params.q);
  const verbatim = searchAddress(params, { verbatim: "1" });
  if (search?.corrected)
    return (
      <Note>
        <span className="text-[16px] text-ink">
          Showing results for{" "}
          <a href={searchAddress(params, { q: search.corrected })} className="link">
            <strong>{search.corrected}</strong>
          </a>
          .
        </span>{" "}
        Search instead for{" "}
        <a href={verbatim} rel="nofollow" className="link text-ink">
          {typed}
        </a>
      </Note>
    );
  if (search?.loosened)
    return (
      <Note>
        Not every paper below has {quotedPhrases(params.q)} in exactly these words: here the phrases count as
        other words do.{" "}
        <a href={verbatim} rel="nofollow" className="link text-ink">
          Search exactly as typed
        </a>
      </Note>
    );
  if (!params.verbatim) return null;
  return (
    <Note>
      Searched exactly as typed.{" "}
      <a href={searchAddress(params, { verbatim: undefined })} className="link text-ink">
        Correct the spelling and loosen phrases
      </a>
    </Note>
  );
}

function quotedPhrases(q: string): string {
  const phrases = parseQuery(q).must.flatMap(({ text, phrase }) => (phrase ? [`“${text}”`] : []));
  return new Intl.ListFormat("en-GB", { type: "conjunction" }).format(phrases);
}

function UnknownCondition({ condition }: { condition: string }) {
  if (/^-?cat:/i.test(condition))
    return (
      <Note>
        There is no topic “{condition.replace(/^-?cat:\s*/i, "")}”, so this condition was left out.{" "}
        <a href="/topics" className="link text-ink">
          See all topics
        </a>
      </Note>
    );
  return <Note>“{condition}” was left out: write a year as year:2025, or several as year:2023-2025.</Note>;
}

function Note({ children }: { children: ReactNode }) {
  return (
    <p className="border-b border-line py-3 text-[14px] text-soft [overflow-wrap:anywhere]">{children}</p>
  );
}
