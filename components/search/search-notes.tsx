import type { ReactNode } from "react";
import { searchAddress } from "@/components/search/search-address";
import { canonicalKey } from "@/lib/papers/keys";
import { longestQuery, parseQuery } from "@/lib/search/query";
import type { SearchParams } from "@/lib/search/search-params";

type Props = {
  asked: SearchParams;
  /** The query as it may have been meant. */
  better: string | null;
  /** Whether meaning was searched, where anything was. */
  meaning: boolean | undefined;
};

/** What is to be said about a search before its results. */
export function SearchNotes({ asked, better, meaning }: Props) {
  const unknown = canonicalKey(asked.q.trim());
  return (
    <>
      {better && (
        <Note>
          Did you mean{" "}
          <a href={searchAddress(asked, { q: better })} className="link text-ink">
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
      {parseQuery(asked.q).shortened && (
        <Note>
          That was long: only its first {longestQuery} characters were searched. An abstract as a whole can be{" "}
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
