import { TitleText } from "@/components/ui/math-text";
import { shortDay } from "@/lib/base/date-words";
import type { OwnEntry } from "@/lib/community/submissions/by-hand";

/** The viewer's entries that are pending or declined and therefore not public. */
export function OwnEntries({ entries }: { entries: OwnEntry[] }) {
  if (entries.length === 0) return null;
  return (
    <section id="entries" aria-labelledby="entries-title" className="mt-12 border-t border-line pt-6">
      <h2 id="entries-title" className="text-xl">
        Entered by hand
      </h2>
      <ul>
        {entries.map(({ key, title, status, submittedAt }) => (
          <li key={key} className="border-b border-line py-3 last:border-0">
            <p className="font-serif text-[17px]">
              <TitleText text={title} />
            </p>
            <p className="hint">
              {submittedAt && `${shortDay(submittedAt)} · `}
              {status === "pending" ? "waiting for a curator" : "declined by a curator"}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
