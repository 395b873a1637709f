import { counted } from "@/lib/base/text";
import type { PublicDigest } from "@/lib/digests/archive";
import { periodName, periodWords } from "@/lib/digests/period";

type Props = {
  title: string;
  digests: PublicDigest[];
  /** When the next one is due, in words. */
  next: string;
};

/** A list of past public digests with links, and when the next one is due. */
export function ArchiveList({ title, digests, next }: Props) {
  const none = digests.length === 0;
  return (
    <section className="mt-8">
      <h2 className="border-b border-line pb-2 text-xl">{title}</h2>
      <p className="hint py-2.5">
        {none ? "None yet, since nothing was good enough for a mail. The first" : "The next one"} is due on{" "}
        {next}.
      </p>
      <ul>
        {digests.map(({ period, paperIds }) => (
          <li
            key={periodName(period)}
            className="flex flex-wrap justify-between gap-x-4 border-b border-line py-2.5"
          >
            <a href={`/digests/${periodName(period)}`}>{periodWords(period)}</a>
            <span className="text-faint tabular-nums">{counted(paperIds.length, "paper")}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
