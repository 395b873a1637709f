import { filterNames, hasFilters, noFilters, searchAddress } from "@/components/search/search-address";
import { filterWords } from "@/components/search/search-filters";
import { withQuery } from "@/lib/base/with-query";
import { parseQuery } from "@/lib/search/query";
import type { SearchParams } from "@/lib/search/search-params";

type Props = { asked: SearchParams; meaning: boolean };

/** What to do where a search finds nothing. */
export function NothingFound({ asked, meaning }: Props) {
  const words = loosened(asked.q);
  return (
    <>
      <p className="font-serif text-xl text-ink">No papers were found</p>
      <ul className="mt-3 grid justify-center gap-2">
        {words && (
          <li>
            Search freely for{" "}
            <a href={searchAddress(asked, { q: words })} className="link">
              {words}
            </a>
          </li>
        )}
        {hasFilters(asked) && <DropFilters asked={asked} />}
        {meaning && (
          <li>
            <a href={withQuery("/similar", { to: words || asked.q })} className="link">
              Look for papers close in meaning
            </a>
            , or paste an abstract there
          </li>
        )}
        <li>
          Is it on arXiv?{" "}
          <a href="/submit" className="link">
            Submit it
          </a>{" "}
          by its id
        </li>
      </ul>
    </>
  );
}

function DropFilters({ asked }: { asked: SearchParams }) {
  const active = filterNames.filter((name) => asked[name] !== undefined);
  return (
    <li>
      Search{" "}
      {active.length > 1 &&
        active.map((name) => (
          <span key={name}>
            <a href={searchAddress(asked, { [name]: undefined })} className="link">
              not only {filterWords(name, asked)}
            </a>
            ,{" "}
          </span>
        ))}
      <a href={searchAddress(asked, noFilters)} className="link">
        without {active.length > 1 ? "all filters" : `“${filterWords(active[0] ?? "topic", asked)}”`}
      </a>
    </li>
  );
}

/** A query that demands something as free words; "" where it demands nothing. */
function loosened(q: string): string {
  const { text, must, not } = parseQuery(q);
  if (must.length + not.length === 0) return "";
  return [text, ...must.map((demand) => demand.text)].join(" ").trim();
}
