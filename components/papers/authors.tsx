import { Fragment } from "react";

type Props = { names: string[]; slugs: string[]; most?: number };

/** Authors, each a link to their papers; beyond `most` only how many more. */
export function Authors({ names, slugs, most = names.length }: Props) {
  // One more name is no longer than "and 1 more".
  const shown = names.length <= most + 1 ? names.length : most;
  return (
    <>
      {names.slice(0, shown).map((name, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two authors may share a name, and their order never changes
        <Fragment key={i}>
          {i > 0 && ", "}
          <a href={`/authors/${encodeURIComponent(slugs[i] ?? "")}`}>{name}</a>
        </Fragment>
      ))}
      {shown < names.length && ` and ${names.length - shown} more`}
    </>
  );
}
