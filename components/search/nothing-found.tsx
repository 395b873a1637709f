import { noFilters, searchAddress } from "@/components/search/search-address";
import { filterWords } from "@/components/search/search-filters";
import { withQuery } from "@/lib/base/with-query";
import { parseQuery } from "@/lib/search/query";
import { filterNames, hasFilters, type SearchParams } from "@/lib/search/search-params";

type Props = { params: SearchParams; meaning: boolean };

/** What to try after a search without results. */
export function NothingFound({ params, meaning }: Props) {
  const words = loosened(params.q);
  return (
    <>
      <p className="font-serif text-xl text-ink">No papers were found</p>
      <ul className="mt-3 grid justify-center gap-2">
        {words && (
          <li>
            Search freely for{" "}
            <a href={searchAddress(params, { q: words })} className="link">
              {words}
            </a>
          </li>
        )}
        {hasFilters(params) && <DropFilters params={params} />}
        {meaning && (
          <li>
            <a href={withQuery("/similar", { to: words || params.q })} className="link">
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

function DropFilters({ params }: { params: SearchParams }) {
  const active = filterNames.filter((name) => params[name] !== undefined);
  return (
    <li>
      Search{" "}
      {active.length > 1 &&
        active.map((name) => (
          <span key={name}>
            <a href={searchAddress(params, { [name]: undefined })} className="link">
              not only {filterWords(name, params)}
            </a>
            ,{" "}
          </span>
        ))}
      <a href={searchAddress(params, noFilters)} className="link">
        without {active.length > 1 ? "all filters" : `“${filterWords(active[0] ?? "topic", params)}”`}
      </a>
    </li>
  );
}

/** A query's required words as free words; "" if it requires and excludes none. */
function loosened(q: string): string {
  const { text, must, not } = parseQuery(q);
  if (must.length + not.length === 0) return "";
  return [text, ...must.map((demand) => demand.text)].join(" ").trim();
}
