import { Fragment } from "react";
import { MarkedText } from "@/components/ui/math-text";
import { markText, type Wanted } from "@/lib/search/highlight";

type Props = {
  names: string[];
  slugs: string[];
  most?: number;
  /** Of a search: what to mark. Somebody it asks for is named however far behind. */
  wanted?: Wanted | undefined;
};

// Some papers have thousands of authors, and most searches ask for none.
const mostLookedAt = 500;

/** Authors, each a link to their papers; beyond `most` only how many more. */
export function Authors({ names, slugs, most = names.length, wanted }: Props) {
  // One more name is no longer than "and 1 more".
  const first = names.length <= most + 1 ? names.length : most;
  const later = wanted ? findLater(names, first, wanted) : [];
  const shown = [...names.slice(0, first).keys(), ...later];
  return (
    <>
      {shown.map((at, i) => (
        <Fragment key={at}>
          {i > 0 && (at < first ? ", " : " … ")}
          <a href={`/authors/${encodeURIComponent(slugs[at] ?? "")}`}>
            {wanted ? <MarkedText parts={markText(names[at] ?? "", wanted, "authors")} /> : names[at]}
          </a>
        </Fragment>
      ))}
      {shown.length < names.length && ` and ${names.length - shown.length} more`}
    </>
  );
}

/** At most two authors behind the first ones whom a search means: by `au:`, by one single word, or by more of the name. */
function findLater(names: string[], first: number, wanted: Wanted): number[] {
  const sure = wanted.length === 1 || wanted.some(({ field }) => field === "authors");
  const found = [...names.slice(0, mostLookedAt).keys()].filter(
    (at) =>
      at >= first &&
      markText(names[at] ?? "", wanted, "authors").some(
        ({ text, marked }) => marked && (sure || text.includes(" ")),
      ),
  );
  return found.slice(0, 2);
}
