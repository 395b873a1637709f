import { noFilters, searchAddress } from "@/components/search/search-address";
import { filterWords } from "@/components/search/search-filters";
import { withQuery } from "@/lib/base/with-query";
import { cleanQuery, findAddress, parseQuery } from "@/lib/search/query";
import { filterNames, hasFilters, type SearchParams } from "@/lib/search/search-params";

type Props = { params: SearchParams; meaning: boolean };

/** What a search without results says, and what to try next. */
export function NothingFound({ params, meaning }: Props) {
  const id = findAddress(params.q);
  const words = id ? "" : loosened(params.q);
  return (
    <>
      <p className="font-serif text-xl text-ink [overflow-wrap:anywhere]">{nothingWords(params, meaning)}</p>
      <ul className="mt-3 grid justify-center gap-2 [overflow-wrap:anywhere]">
        {words && (
          <li>
            Search without conditions:{" "}
            <a href={searchAddress(params, { q: words })} className="link">
              {words}
            </a>
          </li>
        )}
        {hasFilters(params) && <DropFilters params={params} />}
        {meaning && !id && (
          <li>
            <a href={withQuery("/similar", { to: words || undefined })} className="link">
              Describe in a sentence what you look for
            </a>
            , or paste an abstract
          </li>
        )}
        <li>
          Is it on arXiv?{" "}
          <a href={withQuery("/submit", { id: id ?? undefined })} className="link">
            Submit it
          </a>{" "}
          {!id && "by its id"}
        </li>
      </ul>
    </>
  );
}

// Nobody needs to read more of what they typed.
const maxShown = 120;

/** What was looked for without success, in one sentence. */
function nothingWords(params: SearchParams, meaning: boolean): string {
  const { text, must, not, topics, notTopics, from, hasCode, unknown } = parseQuery(params.q);
  const q = cleanQuery(params.q);
  const typed = q.length > maxShown ? `${[...q].slice(0, maxShown).join("")} …` : q;
  const conditions =
    must.length + not.length + topics.length + notTopics.length > 0 || from !== null || hasCode;
  if (!q) return "No papers match these filters";
  if (findAddress(q)) return `This hub does not hold “${typed}”, and no paper here mentions it`;
  if (!text && !conditions)
    return unknown.length > 0
      ? "There is nothing left to search for"
      : `There is no word to search for in “${typed}”`;
  if (hasFilters(params)) return `Nothing matches “${typed}” with these filters`;
  if (conditions || !meaning) return `Nothing matches “${typed}”`;
  return `Nothing matches “${typed}” in words or in meaning`;
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
