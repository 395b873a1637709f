import { arxivUrl } from "@/lib/papers/arxiv/ids";
import type { Paper } from "@/lib/papers/papers";

const look = "mb-5 border-l-2 border-accent pl-3 text-[14px] text-soft";

type Props = { paper: Pick<Paper, "key" | "version" | "versions">; asked: number };

/** For an address that names a version: which one that is, which one the page shows, and where to find the other. */
export function AskedVersion({ paper, asked }: Props) {
  const { key, version, versions } = paper;
  if (versions.length > 0 && asked === version)
    return <p className={look}>Version {asked}, which you asked for, is the latest one known here.</p>;
  const shown = versions.length > 0 ? `version ${version}, the latest one known here` : "the text known here";
  return (
    <p className={look}>
      You asked for version {asked}. This page shows {shown};{" "}
      <a href={arxivUrl(`${key}v${asked}`)} rel="noopener">
        see version {asked} at arXiv
      </a>
      .
    </p>
  );
}
