import type { ReactNode } from "react";
import { searchAddress } from "@/components/search/search-address";
import { canonicalKey } from "@/lib/papers/address";
import { maxQueryLength, parseQuery } from "@/lib/search/query";
import type { SearchParams } from "@/lib/search/search-params";

type Props = {
  params: SearchParams;
  /** The query as it may have been meant. */
  better: string | null;
  /** Whether meanings were compared; undefined if nothing was searched. */
  meaning: boolean | undefined;
};

/** Hints above the results of a search: a correction, an unknown id, a shortened query, no comparison of meanings. */
export function SearchNotes({ params, better, meaning }: Props) {
  const unknown = canonicalKey(params.q.trim());
  return (
    <>
      {better && (
        <Note>
          Did you mean{" "}
          <a href={searchAddress(params, { q: better })} className="link text-ink">
            {better}
          </a>
          ?
        </Note>
      )}
      {unknown && (
        <Note>
          No paper here has the arXiv id {unknown}.{" "}
          <a href={`/submit?id=${encodeURIComponent(unknown)}`} className="link text-ink">
            Submit it
          </a>
        </Note>
      )}
      {parseQuery(params.q).shortened && (
        <Note>
          That was long: only its first {maxQueryLength} characters were searched. An abstract as a whole can
          be{" "}
          <a href="/similar" className="link text-ink">
            compared with papers
          </a>
          .
        </Note>
      )}
      {meaning === false && (
        <Note>Words alone were searched: this hub does not compare meanings at the moment.</Note>
      )}
    </>
  );
}

function Note({ children }: { children: ReactNode }) {
  return <p className="border-b border-line py-3 text-[14px] text-soft">{children}</p>;
}
