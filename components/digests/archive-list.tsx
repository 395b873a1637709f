import { periodWords } from "@/lib/digests/period-words";
import { counted } from "@/lib/feeds/labels";

type Row = { period: string; paperIds: number[] };

/** Public digests, each a link to its page. */
export function ArchiveList({ title, digests }: { title: string; digests: Row[] }) {
  if (digests.length === 0) return null;
  return (
    <section className="mt-8">
      <h2 className="border-b border-line pb-2 text-xl">{title}</h2>
      <ul>
        {digests.map(({ period, paperIds }) => (
          <li key={period} className="flex flex-wrap justify-between gap-x-4 border-b border-line py-2.5">
            <a href={`/digests/${period}`}>{periodWords(period)}</a>
            <span className="text-faint tabular-nums">{counted(paperIds.length, "paper")}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
