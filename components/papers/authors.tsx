import { Fragment } from "react";
import { MarkedText } from "@/components/ui/math-text";
import { markText, type Wanted } from "@/lib/search/highlight";

type Props = {
  names: string[];
  slugs: string[];
  most?: number;
  /** The search words to mark. An author whom the search names is shown even beyond `most`. */
  wanted?: Wanted | undefined;
};

// Some papers have thousands of authors, so only the first ones are compared with the search.
const maxCompared = 500;

/** A paper's authors as links to their papers; beyond `most`, only the number of further ones. */
export function Authors({ names, slugs, most = names.length, wanted }: Props) {
  // A single further name is shown instead of "and 1 more", which is no shorter.
  const first = names.length <= most + 1 ? names.length : most;
  const later = wanted ? findLater(names, first, wanted) : [];
  const shown = [...names.slice(0, first).keys(), ...later];
  return (
    <>
      {shown.map((at, i) => (
        <Fragment key={at}>
          {i > 0 && (at < first ? ", " : " … ")}
          <bdi>
            <a href={`/authors/${encodeURIComponent(slugs[at] ?? "")}`}>
              {wanted ? <MarkedText parts={markText(names[at] ?? "", wanted, "authors")} /> : names[at]}
            </a>
          </bdi>
        </Fragment>
      ))}
      {shown.length < names.length && ` and ${names.length - shown.length} more`}
    </>
  );
}

/** At most two authors after the first ones whom the search names: with `au:`, as its only word, or by several words. */
function findLater(names: string[], first: number, wanted: Wanted): number[] {
  const sure = wanted.length === 1 || wanted.some(({ field }) => field === "authors");
  const found = [...names.slice(0, maxCompared).keys()].filter(
    (at) =>
      at >= first &&
      markText(names[at] ?? "", wanted, "authors").some(
        ({ text, marked }) => marked && (sure || text.includes(" ")),
      ),
  );
  return found.slice(0, 2);
}
